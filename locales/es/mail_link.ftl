# Signing in with a mail.

by-mail-sign-in-title = Iniciar sesión por correo electrónico
by-mail-sign-in-link = Enviarme un enlace
by-mail-sign-in-code = Enviarme un código
by-mail-sign-in-password = Usar la contraseña

by-mail-link-title = Iniciar sesión
by-mail-link-explanation = Va a iniciar sesión como { $address }.
by-mail-link-elsewhere = Este enlace solo inicia sesión en el navegador en el que se pidió.
by-mail-link-elsewhere-advice = Ábralo allí o pida uno nuevo aquí. Si no lo pidió, cierre esta página: puede que alguien haya escrito su dirección por error.

by-mail-code-title = Introduzca el código
by-mail-code-explanation = Si existe esa cuenta, hemos enviado un código de ocho cifras a su dirección de correo electrónico. Sirve durante diez minutos.
by-mail-code-label = Código
by-mail-code-submit = Iniciar sesión
by-mail-code-again = Pedir otro código
by-mail-code-problem-missing = Introduzca el código del mensaje.
by-mail-code-problem-wrong = Ese no es el código. Compruebe el mensaje y vuelva a intentarlo.
