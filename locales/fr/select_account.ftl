# The account chooser.

select-account-title = Choisissez un compte
select-account-title-for-app = Choisissez un compte pour { $app }
select-account-password-needed = Demande votre mot de passe
