# What somebody allowed to apps.

apps-title = Sus aplicaciones
apps-none = No ha permitido a ninguna aplicación usar esta cuenta.
apps-lead = Estas aplicaciones pueden usar su cuenta. Si retira el acceso, termina al instante.
apps-since = Permitida el { $since }, ahora sin uso
apps-since-and-used = Permitida el { $since }, último uso el { $used }
apps-may = { $count ->
    [one] Puede hacer una cosa
   *[other] Puede hacer { $count } cosas
}
apps-take-back = Retirar acceso
apps-take-back-from = Retirar el acceso a { $app }
apps-note = Una aplicación a la que retira el acceso conserva lo que ya ha visto. Pida a sus responsables que lo eliminen. Puede volver a preguntarle la próxima vez que inicie sesión en ella.
