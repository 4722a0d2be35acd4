# What somebody allowed to apps.

apps-title = Ihre Apps
apps-none = Sie haben keiner App erlaubt, dieses Konto zu nutzen.
apps-lead = Diese Apps dürfen Ihr Konto nutzen. Wenn Sie einer den Zugriff entziehen, endet er sofort.
apps-since = Erlaubt am { $since }, derzeit nicht in Gebrauch
apps-since-and-used = Erlaubt am { $since }, zuletzt benutzt am { $used }
apps-may = { $count ->
    [one] Darf eine Sache tun
   *[other] Darf { $count } Dinge tun
}
apps-take-back = Zugriff entziehen
apps-take-back-from = { $app } den Zugriff entziehen
apps-note = Eine App, der Sie den Zugriff entziehen, behält, was sie schon gesehen hat. Bitten Sie ihre Hersteller, es zu löschen. Bei der nächsten Anmeldung dort kann sie Sie erneut fragen.
