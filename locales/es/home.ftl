# The front door, and the answer on its way to an app.

home-nobody = Una cuenta para las aplicaciones que confían en { $issuer }.
home-signed-in = { $count ->
    [one] Ha iniciado sesión.
   *[other] Ha iniciado sesión con { $count } cuentas.
}
home-accounts-heading = Sus cuentas en este navegador
home-account = Su cuenta
home-add-account = Añadir cuenta
home-for-developers = Para desarrolladores
home-discovery = Configuración de OpenID

form-post-title = Continuar a { $app }
form-post-explanation = Está en camino. Si no ocurre nada, continúe aquí.
form-post-submit = Continuar

continue-title = Volver a { $app }
continue-explanation = Está en camino. Si no ocurre nada, continúe aquí.
continue-onward = Continuar a { $app }

gallery-title = Cada página, en cada estado
gallery-explanation = Muestras con personas y aplicaciones inventadas. Sus formularios no llevan a ninguna parte.

developer-mail-title = Correo de este servidor
developer-mail-explanation = Se ha escrito en archivos y no se ha enviado. Lo más reciente aparece primero.
developer-mail-none = Aún no hay correo.
developer-mail-to = Para { $address }
