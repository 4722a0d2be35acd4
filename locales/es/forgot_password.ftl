# A forgotten password.

forgot-password-title = ¿Ha olvidado la contraseña?
forgot-password-explanation = Le enviamos un enlace para elegir otra.
forgot-password-submit = Enviar enlace
forgot-password-back = Volver al inicio de sesión

reset-password-title = Elija una contraseña nueva
reset-password-explanation = Se cerrarán todas sus sesiones.
reset-password-username-label = Nombre de usuario
reset-password-label = Contraseña nueva
reset-password-submit = Cambiar contraseña
reset-password-done-title = Su contraseña ha cambiado
reset-password-done-explanation = Se han cerrado todas sus sesiones. Inicie sesión con la contraseña nueva.
