# Accounts elsewhere that sign in here.

connections-title = Comptes reliés
connections-none = Aucun compte d’un autre service ne donne accès ici. Reliez-en un pour l’utiliser.
connections-lead = Toute personne qui détient l’un de ces comptes peut se connecter au vôtre.
connections-since = Relié le { $since }, pas encore utilisé
connections-since-and-used = Relié le { $since }, utilisé pour la dernière fois le { $used }
connections-disconnect = Détacher
connections-disconnect-from = Détacher { $name } de { $provider }
connections-add = Relier un compte
connections-connect = Relier { $provider }
connections-note = Vous vous y connectez une fois, pour que nous sachions que le compte est le vôtre.
