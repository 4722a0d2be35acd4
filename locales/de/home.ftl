# The front door, and the answer on its way to an app.

home-nobody = Ein Konto für alle Apps, die { $issuer } vertrauen.
home-signed-in = { $count ->
    [one] Sie sind angemeldet.
   *[other] Sie sind mit { $count } Konten angemeldet.
}
home-accounts-heading = Ihre Konten in diesem Browser
home-account = Ihr Konto
home-add-account = Konto hinzufügen
home-for-developers = Für Entwickler
home-discovery = OpenID-Konfiguration

form-post-title = Weiter zu { $app }
form-post-explanation = Sie werden weitergeleitet. Wenn nichts geschieht, geht es hier weiter.
form-post-submit = Weiter

continue-title = Zurück zu { $app }
continue-explanation = Sie werden weitergeleitet. Wenn nichts geschieht, geht es hier weiter.
continue-onward = Weiter zu { $app }

gallery-title = Jede Seite in jedem Zustand
gallery-explanation = Beispiele mit erfundenen Personen und Apps. Ihre Formulare führen nirgendwohin.

developer-mail-title = Mails dieses Servers
developer-mail-explanation = Sie wurden in Dateien geschrieben und nicht versendet. Die neueste steht oben.
developer-mail-none = Noch keine Mail.
developer-mail-to = An { $address }
