# Accounts elsewhere that sign in here.

connections-title = Verbundene Konten
connections-none = Kein Konto anderswo meldet hier an. Verbinden Sie eines, dann tut es das.
connections-lead = Wer eines dieser Konten besitzt, kann sich bei Ihrem anmelden.
connections-since = Verbunden am { $since }, noch nicht benutzt
connections-since-and-used = Verbunden am { $since }, zuletzt benutzt am { $used }
connections-disconnect = Trennen
connections-disconnect-from = { $name } bei { $provider } trennen
connections-add = Ein Konto verbinden
connections-connect = { $provider } verbinden
connections-note = Sie melden sich dort einmal an, damit wir wissen, dass das Konto Ihnen gehört.
