# The account chooser.

select-account-title = Konto auswählen
select-account-title-for-app = Konto für { $app } auswählen
select-account-password-needed = Fragt nach Ihrem Passwort
