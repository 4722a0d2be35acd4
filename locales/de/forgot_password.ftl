# A forgotten password.

forgot-password-title = Passwort vergessen?
forgot-password-explanation = Wir senden Ihnen einen Link, mit dem Sie ein neues wählen.
forgot-password-submit = Link senden
forgot-password-back = Zurück zur Anmeldung

reset-password-title = Neues Passwort wählen
reset-password-explanation = Sie werden überall abgemeldet.
reset-password-username-label = Benutzername
reset-password-label = Neues Passwort
reset-password-submit = Passwort ändern
reset-password-done-title = Ihr Passwort ist geändert
reset-password-done-explanation = Sie sind überall abgemeldet. Melden Sie sich mit Ihrem neuen Passwort an.
