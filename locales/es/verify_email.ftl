# The page that a link in a mail opens, and what comes of it.

verify-email-sign-up-title = Termine de crear su cuenta
verify-email-sign-up-explanation = La cuenta { $username } de este servicio tendrá la dirección { $address }.
verify-email-sign-up-submit = Crear cuenta
verify-email-own-title = Confirme su dirección de correo electrónico
verify-email-own-explanation = Confirme que { $address } es su dirección.
verify-email-change-title = Cambie su dirección de correo electrónico
verify-email-change-explanation = A partir de ahora, su cuenta tendrá la dirección { $address }.
verify-email-submit = Confirmar
verify-email-not-you = ¿No lo ha pedido? Entonces cierre esta página: no ocurrirá nada.
verify-email-elsewhere-title = Abra este enlace donde lo pidió
verify-email-elsewhere-explanation = Funciona en el navegador en el que lo pidió. En este, inicie sesión primero en su cuenta.
verify-email-password = Contraseña
verify-email-password-chosen = La solicitud se hizo en otro navegador. Introduzca la contraseña que eligió allí, para que nadie cree una cuenta en su nombre.
verify-email-password-of-account = La solicitud se hizo en otro navegador. Introduzca la contraseña de la cuenta, para que nadie use su dirección en la suya.
verify-email-password-wrong = Esta no es la contraseña de esa cuenta.
verify-email-taken-title = No se ha podido crear esta cuenta
verify-email-taken-explanation = Otra persona ha elegido entretanto ese nombre de usuario. Elija otro.
verify-email-sign-up-again = Empezar de nuevo
verify-email-verified-title = Gracias
verify-email-verified-explanation = { $address } está confirmada.
verify-email-changed-title = Su dirección de correo electrónico ha cambiado
verify-email-changed-explanation = Su cuenta tiene ahora la dirección { $address }.

# A sign-in that waits for a proven address.
email-needed-title = Confirme su dirección de correo electrónico
email-needed-asked = Antes de iniciar sesión, tenemos que saber que { $address } es suya.
email-needed-sent = Hemos enviado un mensaje a { $address }. Abra su enlace y vuelva aquí.
email-needed-no-address = Antes de iniciar sesión, su cuenta necesita una dirección de correo electrónico. Pida a un administrador que añada una.
email-needed-send = Enviar enlace
email-needed-resend = Enviar de nuevo
email-needed-go-on = Ya la he confirmado
email-needed-not-yet = Su dirección aún no está confirmada. Abra primero el enlace del mensaje.
