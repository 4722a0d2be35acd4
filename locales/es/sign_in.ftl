# The sign-in page.

sign-in-title = Iniciar sesión en { $issuer }
sign-in-title-for-app = Iniciar sesión para continuar a { $app }
sign-in-to = Iniciar sesión
sign-in-login-label = Nombre de usuario o correo electrónico
sign-in-password-label = Contraseña
sign-in-submit = Iniciar sesión
sign-in-by-mail = Iniciar sesión por correo electrónico
sign-in-forgot = ¿Ha olvidado la contraseña?
sign-in-sign-up = Crear una cuenta
sign-in-choose-account = Elegir una cuenta con la sesión iniciada

# Why somebody who is signed in is asked again.
sign-in-reason-login-too-old = Inició sesión hace un tiempo. { $app } le pide que confirme que sigue siendo usted.
sign-in-reason-prompt-login = { $app } le pide que vuelva a introducir la contraseña.
sign-in-reason-own-account = Para proteger su cuenta, vuelva a iniciar sesión antes de cambiarla.
sign-in-reason-wrong-subject = { $app } pide una cuenta distinta de aquella con la que ha iniciado sesión.

# What was wrong. None of these may tell whether an account exists.
sign-in-problem-rejected = El nombre de usuario y la contraseña no coinciden. Compruébelos y vuelva a intentarlo.
sign-in-problem-login-missing = Introduzca su nombre de usuario o correo electrónico.
sign-in-problem-password-missing = Introduzca su contraseña.
sign-in-problem-too-many-tries = Ha habido demasiados intentos. Espere unos minutos y vuelva a intentarlo.
sign-in-problem-busy = Hay muchas personas iniciando sesión ahora mismo. Espere un momento y vuelva a intentarlo.
sign-in-problem-form-expired = Esta página estuvo abierta demasiado tiempo o su navegador bloquea las cookies. Vuelva a introducir sus datos.
sign-in-or = o
sign-in-through = Continuar con { $provider }
sign-in-next = Siguiente
sign-in-problem-no-provider = No se conoce ningún servicio de inicio de sesión para esta dirección. Compruébela o elija otra forma más abajo.
