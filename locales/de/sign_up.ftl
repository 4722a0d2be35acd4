# Making an account.

sign-up-title = Ihr Konto bei { $issuer } erstellen
sign-up-heading = Konto erstellen
sign-up-username-label = Benutzername
sign-up-username-hint = Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche
sign-up-email-label = E‑Mail-Adresse
sign-up-password-label = Passwort
sign-up-submit = Konto erstellen
sign-up-have-account = Sie haben schon ein Konto?
sign-up-optional = { $label } (freiwillig)

# What a tenant may ask for besides.
sign-up-claim-name = Vollständiger Name
sign-up-claim-given-name = Vorname
sign-up-claim-family-name = Nachname
sign-up-claim-middle-name = Weiterer Vorname
sign-up-claim-nickname = Rufname
sign-up-claim-birthdate = Geburtsdatum
sign-up-claim-zoneinfo = Zeitzone
sign-up-claim-locale = Sprache
sign-up-claim-phone-number = Telefonnummer
sign-up-claim-website = Website

# What was wrong. None of these may tell whether an address has an account.
sign-up-problem-username-missing = Wählen Sie einen Benutzernamen.
sign-up-problem-username-invalid = Dieser Benutzername ist nicht möglich. Verwenden Sie Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche.
sign-up-problem-username-taken = Diesen Benutzernamen gibt es schon. Wählen Sie einen anderen.
sign-up-problem-email-invalid = Geben Sie eine E‑Mail-Adresse wie name@example.com ein.
sign-up-problem-email-not-allowed = Mit einer Adresse dieser Domain können Sie kein Konto erstellen.
sign-up-problem-claim-missing = { $label }: Diese Angabe fehlt.
sign-up-problem-claim-invalid = { $label }: Diese Angabe kann nicht stimmen.
sign-up-problem-form-expired = Diese Seite war zu lange geöffnet, oder Ihr Browser blockiert Cookies. Geben Sie die Daten noch einmal ein.
sign-up-problem-busy = Gerade tun das viele Menschen. Warten Sie einen Moment und versuchen Sie es dann erneut.

# A mail is on its way.
check-mail-title = Sehen Sie in Ihre E‑Mails
check-mail-sign-up = Wir haben eine Nachricht an { $login } gesendet. Öffnen Sie den Link darin in diesem Browser, um fortzufahren.
check-mail-reset = Wenn es zu { $login } ein Konto gibt, haben wir einen Link an dessen E‑Mail-Adresse gesendet. Er gilt 30 Minuten.
check-mail-sign-in-link = Wenn es zu { $login } ein Konto gibt, haben wir einen Link an dessen E‑Mail-Adresse gesendet. Öffnen Sie ihn innerhalb von 15 Minuten in diesem Browser.
check-mail-advice = Keine Nachricht? Sehen Sie in Ihren Spam‑Ordner und prüfen Sie Ihre Eingabe.
check-mail-again = Von vorn beginnen
sign-up-elsewhere = Sie kommen von { $provider }. Bevor Ihr Konto hier fertig ist, fehlen noch ein paar Angaben.
