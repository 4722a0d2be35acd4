# Where somebody is signed in.

sessions-title = Dónde tiene la sesión iniciada
sessions-lead = Cierre las sesiones que ya no usa. Si algo de aquí no es suyo, ciérrelo y cambie la contraseña.
sessions-here = Este navegador
sessions-about = Sesión iniciada el { $since } desde { $network }
sessions-seen = Última actividad el { $seen }
sessions-sign-out-of = Cerrar sesión en { $device }
sessions-end-others = Cerrar las demás sesiones
sessions-end-all = Cerrar todas las sesiones
sessions-remembered-note = Al cerrar las demás sesiones o todas, los navegadores recordados vuelven a pedir el segundo paso.
sessions-offline-note = Al cerrar la sesión se avisa a las aplicaciones que abrió desde ahí. Las aplicaciones a las que permitió mantener la conexión conservan el acceso hasta que lo retire.
sessions-see-apps = Ver sus aplicaciones
place-in-country = { $city }, { $country }
place-of-network = { $place } ({ $network })
