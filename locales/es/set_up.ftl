# The first administrator.

set-up-title = Configurar { $issuer }
set-up-explanation = Cree el primer administrador. Esta página funciona una sola vez, con el enlace que ha abierto.
set-up-username-label = Nombre de usuario
set-up-username-hint = Letras, cifras, puntos, guiones y guiones bajos
set-up-email-label = Correo electrónico
set-up-password-label = Contraseña
set-up-submit = Crear administrador

set-up-problem-username-missing = Introduzca un nombre de usuario.
set-up-problem-username-invalid = Este nombre de usuario no se puede usar. Elija letras, cifras, puntos, guiones y guiones bajos.
set-up-problem-email-invalid = Introduzca una dirección de correo electrónico como name@example.com.
set-up-problem-form-expired = Esta página estuvo abierta demasiado tiempo o su navegador bloquea las cookies. Vuelva a introducir los datos.
