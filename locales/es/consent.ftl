# The consent page.

consent-title = ¿Permitir que { $app } use su cuenta?
consent-title-more = { $app } pide más que antes
consent-asked-heading = { $app } podría
consent-asked-more-heading = Lo nuevo
consent-before-heading = Esto ya lo permitió
consent-never-password = { $app } no verá su contraseña.
consent-leads-to-site = Después continuará en { $destination }.
consent-leads-to-this-device = Después continuará en un programa de este dispositivo. Permítalo solo si usted lo abrió.
consent-leads-to-app = Después continuará en { $destination }.
consent-allow = Permitir
consent-deny = No permitir
consent-not-you = ¿No es su cuenta?

# What each scope means: a title, and a detail where the value itself is not shown.
consent-scope-openid-title = Reconocerle
consent-scope-openid-detail = Para saber quién es cuando vuelva
consent-scope-profile-title = Ver su perfil
consent-scope-profile-detail = Su nombre y lo demás que contiene su perfil
consent-scope-email-title = Ver su dirección de correo electrónico
consent-scope-email-detail = Y si está confirmada
consent-scope-address-title = Ver su dirección postal
consent-scope-address-detail = Tal como figura en su perfil
consent-scope-phone-title = Ver su número de teléfono
consent-scope-phone-detail = Y si está confirmado
consent-scope-offline-access-title = Mantener la conexión
consent-scope-offline-access-detail = Conserva este acceso en su ausencia, hasta que usted lo retire
consent-scope-of-service-title = Usar { $service } en su nombre
consent-scope-of-service-detail = Permiso: { $scope }
consent-scope-other-title = Usar el permiso { $scope }
