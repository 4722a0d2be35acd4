# The first administrator.

set-up-title = { $issuer } einrichten
set-up-explanation = Legen Sie den ersten Administrator an. Diese Seite funktioniert einmal, mit dem Link, den Sie geöffnet haben.
set-up-username-label = Benutzername
set-up-username-hint = Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche
set-up-email-label = E‑Mail-Adresse
set-up-password-label = Passwort
set-up-submit = Administrator anlegen

set-up-problem-username-missing = Geben Sie einen Benutzernamen ein.
set-up-problem-username-invalid = Dieser Benutzername ist nicht möglich. Verwenden Sie Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche.
set-up-problem-email-invalid = Geben Sie eine E‑Mail-Adresse wie name@example.com ein.
set-up-problem-form-expired = Diese Seite war zu lange geöffnet, oder Ihr Browser blockiert Cookies. Geben Sie die Daten noch einmal ein.
