# Another password, on the account's page.

account-password-title = Cambie su contraseña
account-password-title-first = Elija una contraseña
account-password-lead = Se cerrará la sesión en los demás navegadores y le avisaremos por correo electrónico.
account-password-current = Contraseña actual
account-password-new = Contraseña nueva
account-password-submit = Guardar contraseña
account-password-current-wrong = Esta no es su contraseña actual.
account-password-meanwhile = Su cuenta se ha cambiado al mismo tiempo en otra ventana. Vuelva a intentarlo.
