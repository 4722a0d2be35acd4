# Another password, on the account's page.

account-password-title = Passwort ändern
account-password-title-first = Passwort festlegen
account-password-lead = Alle anderen Browser werden abgemeldet, und Sie bekommen eine Nachricht per E‑Mail.
account-password-current = Aktuelles Passwort
account-password-new = Neues Passwort
account-password-submit = Passwort speichern
account-password-current-wrong = Das ist nicht Ihr aktuelles Passwort.
account-password-meanwhile = Ihr Konto wurde gleichzeitig in einem anderen Fenster geändert. Versuchen Sie es erneut.
