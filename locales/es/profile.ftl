# What somebody says about themselves.

# The name of this language, in this language.
language-own-name = Español

profile-title = Su perfil
profile-lead = Lo que indique aquí lo conocerán las aplicaciones a las que permita ver su perfil y nadie más. Todo puede quedar vacío.
profile-save = Guardar perfil

profile-picture-heading = Imagen
profile-picture-alt = Su imagen
profile-picture-label = Elija una imagen
profile-picture-hint = PNG, JPEG o WebP, hasta 2 MB. La recortamos en un cuadrado.
profile-picture-save = Guardar imagen
profile-picture-remove = Quitar imagen
profile-picture-missing = Elija antes un archivo.
profile-picture-unreadable = Este archivo no es una imagen que podamos leer. Use PNG, JPEG o WebP.
profile-picture-too-large = Esta imagen es demasiado grande. Use un archivo de 2 MB como máximo.
profile-picture-busy = Se están guardando muchas imágenes ahora mismo. Espere un momento y vuelva a intentarlo.

profile-username-heading = Nombre para iniciar sesión
profile-username-hint = Con él inicia sesión. Letras, cifras, puntos, guiones y guiones bajos.
profile-username-save = Cambiar nombre de usuario

profile-names-heading = Nombres
profile-name = Nombre completo
profile-given-name = Nombre
profile-middle-name = Segundo nombre
profile-family-name = Apellidos
profile-nickname = Apodo
profile-preferred-username = Nombre que muestran las aplicaciones

profile-about-heading = Sobre usted
profile-gender = Género
profile-birthdate = Fecha de nacimiento
profile-birthdate-hint = Como 1990-12-31. Con 0000 como año, o solo con el año, revela menos.
profile-website = Sitio web
profile-page = Página sobre usted
profile-web-hint = Como https://example.com

profile-where-heading = Idioma y hora
profile-locale = Idioma
profile-locale-browser = El del navegador
profile-zoneinfo = Zona horaria
profile-zoneinfo-hint = Como Europe/Paris

profile-reach-heading = Teléfono y dirección
profile-phone-number = Número de teléfono
profile-phone-number-hint = Con el prefijo del país, como +44 20 7946 0018
profile-telegram = Nombre en Telegram
profile-telegram-hint = Su nombre de usuario allí, como ada_lovelace
profile-street-address = Calle y número
profile-postal-code = Código postal
profile-locality = Ciudad
profile-region = Provincia o región
profile-country = País

profile-problem-missing = Este dato es necesario.
profile-problem-too-long = Es demasiado largo. Use 200 caracteres como máximo.
profile-problem-unprintable = Contiene caracteres que no se pueden mostrar. Escríbalo de nuevo.
profile-problem-web-address = Introduzca una dirección como https://example.com.
profile-problem-date = Introduzca una fecha como 1990-12-31.
profile-problem-time-zone = Introduzca una zona horaria como Europe/Paris.
profile-problem-phone-number = Introduzca un número de teléfono con el prefijo del país, como +44 20 7946 0018.
profile-problem-telegram = Escriba un nombre de usuario de Telegram: de 5 a 32 letras, cifras y guiones bajos, que empiece por una letra.
profile-problem-language = Elija uno de los idiomas de la lista.
profile-problem-username = Use de 1 a 64 letras, cifras, puntos, guiones y guiones bajos.
profile-problem-taken = Este nombre de usuario ya está en uso. Elija otro.
