# Mails and text messages. Every message may name { $issuer }, whose house it is.

mail-footer = { $issuer } ha enviado este mensaje a { $address }. { $url }
mail-support = ¿Tiene preguntas? Escriba a { $address }.
mail-copy-link = Si el botón no funciona, copie esta dirección en su navegador:

# What a button says.
mail-review-account = Revisar la cuenta
mail-sign-in-action = Iniciar sesión
mail-verify-email-action = Confirmar esta dirección
mail-reset-password-action = Elegir una contraseña nueva
mail-invitation-action = Crear su cuenta

# What to do if it was somebody else.
mail-note-ignore = Si no lo ha pedido, ignore este mensaje: no cambiará nada.
mail-note-ignore-invitation = Si no espera esta invitación, ignórela: no ocurrirá nada.
mail-note-not-you = Si no ha sido usted, inicie sesión, cambie la contraseña y cierre todas las sesiones.
mail-note-code-not-you = No dé este código a nadie. Si no está iniciando sesión ahora, alguien conoce su contraseña: cámbiela.
mail-note-never-tell = No dé este código a nadie. Si no está iniciando sesión ahora, ignore este mensaje.
mail-note-never-forward = El enlace funciona una sola vez. No lo reenvíe. Si no está iniciando sesión ahora, ignore este mensaje.
mail-note-guessed = Si ha sido usted, no tiene que hacer nada. Si usa esta contraseña en otros sitios, cámbiela también allí.

# What happened, line by line.
mail-fact-device = Dispositivo
mail-fact-network = Red
mail-fact-time = Hora
mail-fact-new-address = Dirección nueva
mail-fact-kind = Tipo
mail-fact-name = Nombre
mail-fact-deletion = Se eliminará el

# Kinds of second factors.
mail-factor-passkey = Llave de acceso o llave de seguridad
mail-factor-totp = Aplicación de autenticación
mail-factor-email = Código por correo electrónico
mail-factor-sms = Código por SMS
mail-factor-recovery-code = Códigos de recuperación

# The address.
mail-verify-email-subject = Confirme su dirección de correo electrónico
mail-verify-email = Alguien indicó esta dirección para una cuenta de { $issuer }. Confirme que es suya. El enlace funciona una sola vez.
mail-confirm-new-email-subject = Confirme su nueva dirección de correo electrónico
mail-confirm-new-email = Esta dirección va a ser la de una cuenta de { $issuer }. Confirme que es suya. El enlace funciona una sola vez.
mail-email-change-requested-subject = Su dirección de correo electrónico va a cambiar
mail-email-change-requested = Alguien ha pedido reemplazar esta dirección de su cuenta de { $issuer }. Antes hay que confirmar la dirección nueva.
mail-email-changed-subject = Se ha cambiado su dirección de correo electrónico
mail-email-changed = Su cuenta de { $issuer } tiene ahora otra dirección de correo electrónico. Esta ya no recibirá mensajes sobre la cuenta.
mail-already-registered-subject = Ya tiene una cuenta
mail-already-registered = Alguien ha intentado crear una cuenta en { $issuer } con esta dirección, que ya tiene una. Basta con iniciar sesión.
mail-already-registered-forgotten = ¿Ha olvidado la contraseña? Elija una nueva aquí: { $link }
mail-invitation-subject = Invitación a { $issuer }
mail-invitation = Tiene una invitación para crear una cuenta en { $issuer }. El enlace funciona una sola vez.

# The password.
mail-reset-password-subject = Elija una contraseña nueva
mail-reset-password = Alguien ha pedido una contraseña nueva para su cuenta de { $issuer }. El enlace funciona una sola vez.
mail-reset-without-password = Alguien ha pedido una contraseña nueva para su cuenta de { $issuer }. La cuenta no tiene contraseña: inicie sesión como siempre.
mail-password-changed-subject = Se ha cambiado su contraseña
mail-password-changed = Su cuenta de { $issuer } tiene ahora otra contraseña.
mail-password-guessed-subject = Alguien intenta adivinar su contraseña
mail-password-guessed = Se han probado muchas contraseñas incorrectas en su cuenta de { $issuer }. Nadie ha entrado. Para mayor seguridad, puede elegir una contraseña nueva.

# Signing in.
mail-new-device-subject = Nuevo inicio de sesión en su cuenta
mail-new-device = Alguien ha iniciado sesión en su cuenta de { $issuer } desde un dispositivo que no se había usado antes.
mail-sign-in-link-subject = Su enlace para iniciar sesión
mail-sign-in-link = Con este enlace iniciará sesión en { $issuer }.
mail-sign-in-code-subject = Su código para iniciar sesión
mail-sign-in-code = Con este código iniciará sesión en { $issuer }. Introdúzcalo en la página que se lo ha pedido.
mail-factor-code-subject = Su código de seguridad
mail-factor-code = Introduzca este código para terminar de iniciar sesión en { $issuer }.

# Second factors.
mail-factor-added-subject = Se ha añadido un segundo paso
mail-factor-added = Su cuenta de { $issuer } tiene un nuevo segundo paso para iniciar sesión.
mail-factor-removed-subject = Se ha quitado un segundo paso
mail-factor-removed = Se ha quitado de su cuenta de { $issuer } un segundo paso para iniciar sesión.
mail-factors-reset-subject = Se han quitado sus segundos pasos
mail-factors-reset = Un administrador de { $issuer } ha quitado de su cuenta los segundos pasos para iniciar sesión y ha cerrado todas sus sesiones. Configure uno nuevo después de iniciar sesión.
mail-recovery-codes-made-subject = Tiene códigos de recuperación nuevos
mail-recovery-codes-made = Se han creado códigos de recuperación nuevos para su cuenta de { $issuer }. Los anteriores ya no funcionan.
mail-recovery-code-used-subject = Se ha usado un código de recuperación
mail-recovery-code-used = Alguien ha iniciado sesión en su cuenta de { $issuer } con un código de recuperación.
mail-recovery-codes-left =
    { $left ->
        [0] No queda ningún código de recuperación. Cree códigos nuevos.
        [one] Queda un código de recuperación. Cree pronto códigos nuevos.
       *[other] Quedan { $left } códigos de recuperación.
    }
mail-passkey-added-subject = Se ha añadido una llave de acceso
mail-passkey-added = Su cuenta de { $issuer } tiene una llave de acceso nueva. Quien la tenga puede iniciar sesión.
mail-passkey-removed-subject = Se ha quitado una llave de acceso
mail-passkey-removed = Se ha quitado una llave de acceso de su cuenta de { $issuer }. Ya no permite iniciar sesión.
mail-identity-linked-subject = Otra cuenta da acceso a la suya
mail-identity-linked = Se ha conectado una cuenta de otro servicio con su cuenta de { $issuer }. Quien la tenga puede iniciar sesión.
mail-identity-unlinked-subject = Se ha desconectado una cuenta
mail-identity-unlinked = Se ha desconectado una cuenta de otro servicio de su cuenta de { $issuer }. Ya no permite iniciar sesión.
mail-fact-provider = Servicio

# The end of an account.
mail-deletion-scheduled-subject = Su cuenta se va a eliminar
mail-deletion-scheduled = Su cuenta de { $issuer } se va a eliminar. Hasta entonces puede iniciar sesión y cambiar de opinión.
mail-deletion-cancelled-subject = Su cuenta se conserva
mail-deletion-cancelled = Su cuenta de { $issuer } no se eliminará.
mail-account-deleted-subject = Su cuenta se ha eliminado
mail-account-deleted = Su cuenta de { $issuer } se ha eliminado con todo lo que contenía. Este es el último mensaje sobre ella.

# An operator tries the mail.
mail-trial-subject = Los mensajes de { $issuer } llegan
mail-trial = Este mensaje se envió para comprobar si el correo de { $issuer } llega. Ha llegado y no tiene que hacer nada.

# Text messages. Short: an SMS has 160 characters, or 70.
sms-code = { $issuer }: su código es { $code }. No se lo dé a nadie.
