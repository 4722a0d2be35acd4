# Making an account.

sign-up-title = Cree su cuenta de { $issuer }
sign-up-heading = Crear una cuenta
sign-up-username-label = Nombre de usuario
sign-up-username-hint = Letras, cifras, puntos, guiones y guiones bajos
sign-up-email-label = Correo electrónico
sign-up-password-label = Contraseña
sign-up-submit = Crear cuenta
sign-up-have-account = ¿Ya tiene una cuenta?
sign-up-optional = { $label } (opcional)

# What a tenant may ask for besides.
sign-up-claim-name = Nombre completo
sign-up-claim-given-name = Nombre
sign-up-claim-family-name = Apellidos
sign-up-claim-middle-name = Segundo nombre
sign-up-claim-nickname = Apodo
sign-up-claim-birthdate = Fecha de nacimiento
sign-up-claim-zoneinfo = Zona horaria
sign-up-claim-locale = Idioma
sign-up-claim-phone-number = Número de teléfono
sign-up-claim-website = Sitio web

# What was wrong. None of these may tell whether an address has an account.
sign-up-problem-username-missing = Elija un nombre de usuario.
sign-up-problem-username-invalid = Este nombre de usuario no se puede usar. Elija letras, cifras, puntos, guiones y guiones bajos.
sign-up-problem-username-taken = Este nombre de usuario ya está en uso. Elija otro.
sign-up-problem-email-invalid = Introduzca una dirección de correo electrónico como name@example.com.
sign-up-problem-email-not-allowed = No se puede crear una cuenta con una dirección de este dominio.
sign-up-problem-claim-missing = { $label }: falta este dato.
sign-up-problem-claim-invalid = { $label }: este dato no puede ser correcto.
sign-up-problem-form-expired = Esta página estuvo abierta demasiado tiempo o su navegador bloquea las cookies. Vuelva a introducir los datos.
sign-up-problem-busy = Hay muchas personas haciendo esto ahora mismo. Espere un momento y vuelva a intentarlo.

# A mail is on its way.
check-mail-title = Revise su correo electrónico
check-mail-sign-up = Hemos enviado un mensaje a { $login }. Abra su enlace en este navegador para terminar.
check-mail-reset = Si existe una cuenta para { $login }, hemos enviado un enlace a su dirección de correo electrónico. Sirve durante 30 minutos.
check-mail-sign-in-link = Si existe una cuenta para { $login }, hemos enviado un enlace a su dirección de correo electrónico. Ábralo en este navegador en un plazo de 15 minutos.
check-mail-advice = ¿No llega el mensaje? Mire en la carpeta de correo no deseado y compruebe lo que escribió.
check-mail-again = Empezar de nuevo
sign-up-elsewhere = Viene de { $provider }. Faltan algunos datos antes de que su cuenta aquí esté lista.
