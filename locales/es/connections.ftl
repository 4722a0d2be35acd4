# Accounts elsewhere that sign in here.

connections-title = Cuentas conectadas
connections-none = Ninguna cuenta de otro servicio da acceso aquí. Conecte una para usarla.
connections-lead = Quien tenga una de estas cuentas puede iniciar sesión en la suya.
connections-since = Conectada el { $since }, aún sin usar
connections-since-and-used = Conectada el { $since }, usada por última vez el { $used }
connections-disconnect = Desconectar
connections-disconnect-from = Desconectar { $name } de { $provider }
connections-add = Conectar una cuenta
connections-connect = Conectar { $provider }
connections-note = Iniciará sesión allí una vez para que sepamos que la cuenta es suya.
