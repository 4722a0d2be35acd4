# Where somebody is signed in.

sessions-title = Où vos sessions sont ouvertes
sessions-lead = Déconnectez ce que vous n’utilisez plus. Si quelque chose ici ne vient pas de vous, déconnectez-le et changez votre mot de passe.
sessions-here = Ce navigateur
sessions-about = Connexion le { $since } depuis { $network }
sessions-seen = Dernière activité le { $seen }
sessions-sign-out-of = Se déconnecter de { $device }
sessions-end-others = Se déconnecter partout ailleurs
sessions-end-all = Se déconnecter partout
sessions-remembered-note = Lorsque vous vous déconnectez ailleurs ou partout, les navigateurs mémorisés redemandent la seconde étape.
sessions-offline-note = La déconnexion est signalée aux applications ouvertes depuis là. Celles que vous avez autorisées à rester en lien gardent leur accès jusqu’à ce que vous le retiriez.
sessions-see-apps = Voir vos applications
place-in-country = { $city }, { $country }
place-of-network = { $place } ({ $network })
