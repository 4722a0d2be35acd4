# Around every page, and words that several pages use.
#
# Palabras: sign in = iniciar sesión · sign out = cerrar sesión · sign up = crear una cuenta · passkey = llave de acceso · second step = segundo
# paso · authenticator app = aplicación de autenticación · recovery code = código de recuperación · app = aplicación · account = cuenta ·
# session = sesión · device = dispositivo · text message = SMS · email = correo electrónico. Tratamiento: usted, sin escribirlo.

page-you-are-at = Está en
page-continue-to = para continuar a
page-problems-heading = { $count ->
    [one] Hay un problema
   *[other] Hay { $count } problemas
}
page-signed-in-as = Sesión iniciada como
page-use-another-account = Usar otra cuenta
page-sign-in = Iniciar sesión
page-sign-out = Cerrar sesión
page-privacy-policy = Política de privacidad
page-terms = Condiciones del servicio
page-links-of-app = Acerca de { $app }

app-on-this-device = un programa de este dispositivo
app-with-scheme = una aplicación de este dispositivo ({ $scheme })
