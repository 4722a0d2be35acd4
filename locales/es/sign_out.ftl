# Signing out: the question, and how it ended.

sign-out-title = ¿Cerrar sesión en { $issuer }?
sign-out-asked-by-app = { $app } pide cerrar su sesión aquí. Es posible que otras aplicaciones que abrió desde aquí le pidan iniciar sesión de nuevo.
sign-out-asked = Es posible que las aplicaciones que abrió desde aquí le pidan iniciar sesión de nuevo.
sign-out-accounts = { $count ->
    [one] Se cerrará la sesión de esta cuenta
   *[other] Se cerrará la sesión de estas { $count } cuentas
}
sign-out-confirm = Cerrar sesión
sign-out-cancel = Mantener la sesión

signed-out-title = Se ha cerrado la sesión
signed-out-explanation = Ya no hay ninguna sesión iniciada aquí en este navegador. Si otras personas usan este dispositivo, cierre también las aplicaciones que tenía abiertas.
signed-out-onward = Volver a iniciar sesión
signed-out-stayed-title = Su sesión sigue iniciada
signed-out-stayed-explanation = No ha cambiado nada. Puede cerrar esta página.
signed-out-stayed-onward = Ver sus cuentas
