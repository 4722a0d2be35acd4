# Passkeys: the button wherever it stands, and the pages of an account about them.

passkey-button-sign-in = Iniciar sesión con llave de acceso
passkey-button-second-factor = Usar llave de acceso
passkey-button-add = Añadir llave de acceso

# What the browser's answer means, said beside the button.
passkey-told-cancelled = No se ha usado ninguna llave de acceso. Vuelva a intentarlo cuando quiera o siga de otra manera.
passkey-told-known = Este dispositivo ya tiene una llave de acceso para su cuenta.
passkey-told-expired = Esta página estuvo abierta demasiado tiempo. Vuelva a cargarla e inténtelo otra vez.
passkey-told-failed = No ha funcionado. Espere un momento y vuelva a intentarlo.

# What was wrong with an answer that the browser sent.
passkey-problem-refused = Esta llave de acceso no se puede usar aquí. Vuelva a intentarlo o siga de otra manera.
passkey-problem-over = Ha tardado demasiado. Vuelva a intentarlo.
passkey-problem-too-many = Su cuenta ya tiene todas las llaves de acceso que puede tener. Quite alguna que no use.

passkeys-lead = Con una llave de acceso, inicia sesión al desbloquear el teléfono, el ordenador o la llave de seguridad. No hay nada que recordar ni nada que una página falsa pueda quitarle.
passkeys-heading-yours = Sus llaves de acceso
passkeys-none = Aún no tiene ninguna llave de acceso.
passkeys-synced = Guardada en su cuenta del fabricante, en todos sus dispositivos
passkeys-bound = En un dispositivo
passkeys-added = Añadida el { $date }
passkeys-used = Último uso el { $date }
passkeys-never-used = Sin usar
passkeys-change = Cambiar
passkeys-change-named = Cambiar { $name }
passkeys-heading-add = Otra llave de acceso
passkeys-heading-first = Su primera llave de acceso
passkeys-add-explanation = Su navegador le pedirá desbloquear este dispositivo o usar otro.
passkeys-needs-script = Las llaves de acceso necesitan JavaScript y un navegador que las admita.
passkeys-sign-in-again = Iniciar sesión de nuevo para añadir una
passkeys-sign-in-again-explanation = Para asegurarnos de que es usted, inicie sesión antes de nuevo.
passkeys-new-name = Llave de acceso del { $date }

passkeys-one-title = Llave de acceso
passkeys-name-label = Nombre
passkeys-name-hint = Para reconocerla más adelante: el dispositivo o dónde guarda la llave.
passkeys-name-missing = Introduzca un nombre.
passkeys-save = Guardar
passkeys-cancel = Cancelar
passkeys-remove = Quitar esta llave de acceso

passkeys-removal-title = ¿Quitar esta llave de acceso?
passkeys-removal-explanation = Ya no podrá iniciar sesión con { $name }. Quítela también en el dispositivo para que no la siga ofreciendo.
passkeys-removal-confirm = Quitar
passkeys-removal-last-way-in = Es su única forma de iniciar sesión. Añada antes otra llave de acceso o elija una contraseña.
passkeys-removal-last-factor = Su cuenta necesita un segundo paso y este es el único. Añada otro antes.

account-done-passkey-added = Se ha añadido su llave de acceso. Puede darle un nombre que reconozca.
account-done-passkey-renamed = Se ha guardado el nombre.
account-done-passkey-removed = Se ha quitado la llave de acceso.
