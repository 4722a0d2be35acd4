# Second factors: at the sign-in, while they are set up, and in one's own account.

factor-kind-passkey = Llave de acceso o llave de seguridad
factor-kind-totp = Aplicación de autenticación
factor-kind-email = Código por correo electrónico
factor-kind-sms = Código por SMS
factor-kind-recovery-code = Código de recuperación

factor-about-passkey = Su dispositivo o una llave de seguridad confirma que es usted. La opción más segura.
factor-about-totp = Una aplicación de su teléfono muestra un código nuevo cada medio minuto. Funciona sin conexión.
factor-about-email = Enviamos cada vez un código a su dirección de correo electrónico.
factor-about-sms = Enviamos cada vez un código a su teléfono.
factor-about-recovery-code = Diez códigos en papel, de un solo uso, para cuando no tenga otra cosa a mano.

# The second step of a sign-in.
second-factor-title = Confirme que es usted
second-factor-lead-totp = Introduzca el código que muestra su aplicación de autenticación.
second-factor-lead-email = Enviamos un código a { $target }.
second-factor-lead-sms = Enviamos un código a su teléfono, { $target }.
second-factor-lead-sent = Introduzca el código que hemos enviado a { $target }. Sirve durante diez minutos.
second-factor-lead-passkey = Use su llave de acceso o llave de seguridad.
second-factor-lead-recovery-code = Introduzca uno de sus códigos de recuperación. Cada uno sirve una sola vez.
second-factor-code-label = Código
second-factor-remember = { $days ->
    [one] No volver a preguntar en este navegador durante un día
   *[other] No volver a preguntar en este navegador durante { $days } días
}
second-factor-submit = Continuar
second-factor-send = Enviar el código
second-factor-send-again = Enviar otro código
second-factor-other-ways = Usar otra cosa

# Setting one up.
factor-set-up-title = Añada un segundo paso
factor-set-up-title-totp = Configure una aplicación de autenticación
factor-set-up-title-email = Códigos por correo electrónico
factor-set-up-title-sms = Códigos por SMS
factor-set-up-title-passkey = Configure una llave de acceso
factor-set-up-lead = Además de la contraseña, esta cuenta necesita una segunda prueba de que es usted. Elija una; podrá añadir otras después.
factor-set-up-lead-totp = Escanee esta imagen con su aplicación de autenticación e introduzca el código que muestra.
factor-set-up-lead-email = Enviamos un código a { $target } para comprobar que llega.
factor-set-up-lead-sms = Enviamos un código a su teléfono para comprobar que llega.
factor-set-up-lead-sms-sent = Introduzca el código que hemos enviado a su teléfono. Sirve durante diez minutos.
factor-set-up-lead-passkey = Su dispositivo le pedirá que confirme.
factor-set-up-picture = El secreto para su aplicación de autenticación como código QR. También figura debajo.
factor-set-up-open-app = La aplicación está en este dispositivo: abrirla
factor-set-up-by-hand = Escribirlo a mano
factor-set-up-phone-label = Número de teléfono
factor-set-up-phone-hint = Con el prefijo del país, como +44 20 7946 0018
factor-set-up-other-phone = Usar otro número
factor-set-up-submit = Activar
factor-set-up-other = Elegir otra cosa
factor-set-up-back = Volver a su cuenta

# Recovery codes.
recovery-codes-title = Sus códigos de recuperación
recovery-codes-lead = Si pierde el teléfono o las llaves, uno de estos le permite entrar. Cada uno sirve una sola vez.
recovery-codes-note = Solo los mostramos esta vez. Imprima esta página o guarde el archivo donde solo usted lo encuentre. Los códigos anteriores ya no funcionan.
recovery-codes-download = Descargar como archivo
recovery-codes-done = Los he guardado

# What was wrong.
factor-problem-wrong = Este código no es correcto o ya se ha usado. Compruébelo y vuelva a intentarlo.
factor-problem-six-digits = Introduzca las seis cifras del código.
factor-problem-eight-digits = Introduzca las ocho cifras del código.
factor-problem-recovery-code = Un código de recuperación tiene cuatro grupos de cuatro letras y cifras.
factor-problem-paused = Ha habido demasiados códigos incorrectos. Espere un cuarto de hora o use una llave de acceso si la tiene.
factor-problem-burned = Ha habido demasiados códigos incorrectos. Pida que le enviemos otro.
factor-problem-sent-too-often = Ya hay un código en camino. Espere un poco antes de pedir otro.
factor-problem-no-more-texts = Hoy no se pueden enviar más SMS. Use otra opción o inténtelo de nuevo mañana.
factor-problem-not-a-number = Introduzca el número con el prefijo del país, empezando por +.
factor-problem-no-address = Confirme antes su dirección de correo electrónico.
factor-problem-form-expired = Esta página estuvo abierta demasiado tiempo o su navegador bloquea las cookies. Vuelva a intentarlo.

# The account's page.
two-factor-lead = Con un segundo paso, una contraseña robada no abre nada.
two-factor-kinds-heading = Segundos pasos
two-factor-off = Desactivado
two-factor-since = Activado desde el { $date }
two-factor-used = Último uso el { $date }
two-factor-to = Los códigos llegan a { $target }
two-factor-set-up = Configurar
two-factor-turn-on = Activar
two-factor-replace = Cambiar
two-factor-remove = Quitar
two-factor-manage-passkeys = Gestionar llaves de acceso
two-factor-passkeys-on = Tiene una llave de acceso
two-factor-needed = Su organización exige un segundo paso, por lo que no se puede quitar el último.
two-factor-last-one = Este es su único segundo paso y necesita uno. Añada otro antes.
two-factor-email-unverified = Confirme su dirección de correo electrónico para usarla con códigos.
two-factor-codes-heading = Códigos de recuperación
two-factor-codes-left = { $count ->
    [0] No le queda ningún código de recuperación. Cree códigos nuevos.
    [one] Le queda un código de recuperación. Cree pronto códigos nuevos.
   *[other] Le quedan { $count } códigos de recuperación.
}
two-factor-codes-make = Crear códigos nuevos
two-factor-codes-none = Los códigos de recuperación llegan con su primer segundo paso.
two-factor-browsers-heading = Navegadores recordados
two-factor-browsers-none = Se pide el segundo paso en todos los navegadores.
two-factor-browser-until = No se pregunta hasta el { $date }
two-factor-forget = Volver a preguntar en todos

account-done-factor-added = El segundo paso está activado.
account-done-factor-removed = Se ha quitado el segundo paso.
account-done-browsers-forgotten = Se volverá a preguntar en todos los navegadores.
