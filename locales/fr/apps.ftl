# What somebody allowed to apps.

apps-title = Vos applications
apps-none = Vous n’avez autorisé aucune application à utiliser ce compte.
apps-lead = Ces applications peuvent utiliser votre compte. Retirer l’accès y met fin immédiatement.
apps-since = Autorisée le { $since }, inutilisée pour le moment
apps-since-and-used = Autorisée le { $since }, dernière utilisation le { $used }
apps-may = { $count ->
    [one] Peut faire une chose
   *[other] Peut faire { $count } choses
}
apps-take-back = Retirer l’accès
apps-take-back-from = Retirer l’accès à { $app }
apps-note = Une application dont vous retirez l’accès conserve ce qu’elle a déjà vu. Demandez à ses responsables de le supprimer. Elle pourra vous redemander l’accès à votre prochaine connexion.
