# Around every page of a person's account, and its overview.

account-navigation = Su cuenta
account-menu = Menú
account-others = Cambiar de cuenta
account-add = Añadir cuenta

account-page-overview = Resumen
account-page-profile = Perfil
account-page-email = Correo electrónico
account-page-password = Contraseña
account-page-two-factor = Segundo paso
account-page-passkeys = Llaves de acceso
account-page-sessions = Sesiones
account-page-apps = Aplicaciones
account-page-data = Sus datos
account-page-activity = Actividad

account-about-overview = Todo de un vistazo
account-about-profile = Su nombre, su imagen y lo demás que pueden ver las aplicaciones
account-about-email = La dirección a la que escribimos
account-about-password = Cambiarla o elegir la primera
account-about-two-factor = Una segunda prueba de que es usted
account-about-passkeys = Iniciar sesión sin contraseña
account-about-sessions = Dónde tiene la sesión iniciada
account-about-apps = Qué ha permitido y a quién
account-about-data = Llevarse una copia o cerrar la cuenta
account-about-activity = Qué ha ocurrido en su cuenta

account-welcome = Hola, { $name }
account-overview-lead = Esta es su cuenta. Puede ver y cambiar todo lo que contiene.

account-attention-heading = Merece un momento
account-attention-unverified-email = Su dirección de correo electrónico no está confirmada.
account-attention-verify = Confirmarla
account-attention-no-second-factor = Solo su contraseña protege esta cuenta.
account-attention-set-up = Añadir protección
account-attention-no-recovery-codes = No tiene códigos de recuperación por si pierde el segundo paso.
account-attention-new-codes = Crear códigos nuevos
account-attention-keep = Conservarla

# After a change.
account-done-profile-saved = Se ha guardado su perfil.
account-done-username-changed = A partir de ahora, inicie sesión con el nuevo nombre de usuario.
account-done-picture-saved = Se ha guardado su imagen.
account-done-picture-removed = Se ha quitado su imagen.
account-done-password-changed = Se ha cambiado su contraseña y se ha cerrado la sesión en los demás navegadores.
account-done-signed-out = Sesión cerrada.
account-done-app-taken-back = Se ha retirado el acceso.
account-done-deletion-scheduled = Esta cuenta se eliminará. Hasta entonces puede cambiar de opinión.
account-done-deletion-cancelled = Esta cuenta se conserva.
account-page-connections = Cuentas conectadas
account-about-connections = Inicie sesión con una cuenta de otro servicio
account-done-connected = Conectada. A partir de ahora puede iniciar sesión con esa cuenta.
account-done-disconnected = Desconectada. Esa cuenta ya no permite iniciar sesión.
