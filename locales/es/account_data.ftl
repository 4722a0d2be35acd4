# A copy of everything, and leaving.

account-data-export-heading = Llévese una copia
account-data-export-explained = Todo lo que se guarda sobre usted: su perfil, dónde inició sesión, qué permitió a las aplicaciones y qué ha ocurrido. En un archivo que también pueden leer los programas. No incluye contraseñas ni llaves.
account-data-export = Descargar mis datos
account-data-delete-heading = Eliminar esta cuenta
account-data-delete-explained = La cuenta y todo lo que contiene se eliminarían el { $date }. Hasta entonces puede cambiar de opinión. Las aplicaciones que usó con ella conservan lo que vieron; pídales que lo eliminen.
account-data-not-here = Aquí no se eliminan cuentas. Consulte a los responsables de este servicio.
account-data-scheduled = Esta cuenta se eliminará el { $date } con todo lo que contiene. Hasta entonces funciona como siempre.
account-data-delete = Eliminar esta cuenta
account-data-keep = Conservar esta cuenta
account-data-banner = Esta cuenta se eliminará el { $date }.
