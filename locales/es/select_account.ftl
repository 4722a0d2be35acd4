# The account chooser.

select-account-title = Elija una cuenta
select-account-title-for-app = Elija una cuenta para { $app }
select-account-password-needed = Pide su contraseña
