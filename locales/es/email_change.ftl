# The address of an account, and another one in its place.

email-change-explanation = Los mensajes sobre su cuenta llegan a esta dirección. También puede iniciar sesión con ella.
email-change-verified = confirmada
email-change-unverified = aún sin confirmar
email-change-none = Su cuenta aún no tiene dirección de correo electrónico.
email-change-prove = Enviar un enlace para confirmarla
email-change-proof-sent = Hemos enviado un enlace a { $address }. Ábralo para confirmar la dirección.
email-change-label = Nueva dirección de correo electrónico
email-change-hint = Enviaremos un enlace a la dirección nueva y un aviso a la anterior.
email-change-submit = Cambiar dirección
email-change-sign-in-first = Antes tendrá que iniciar sesión de nuevo, porque con la dirección se recupera la cuenta.
email-change-sent = Hemos enviado un enlace a { $address }. Su dirección cambiará cuando lo abra.
email-change-problem-invalid = Introduzca una dirección de correo electrónico como name@example.com.
email-change-problem-same = Esta ya es su dirección.
