# Around every page of a person's account, and its overview.

account-navigation = Votre compte
account-menu = Menu
account-others = Changer de compte
account-add = Ajouter un compte

account-page-overview = Vue d’ensemble
account-page-profile = Profil
account-page-email = Adresse e‑mail
account-page-password = Mot de passe
account-page-two-factor = Deuxième étape
account-page-passkeys = Clés d’accès
account-page-sessions = Sessions
account-page-apps = Applications
account-page-data = Vos données
account-page-activity = Activité

account-about-overview = Tout en un coup d’œil
account-about-profile = Votre nom, votre photo et ce que les applications peuvent voir d’autre
account-about-email = L’adresse à laquelle nous écrivons
account-about-password = Le changer ou en définir un premier
account-about-two-factor = Une deuxième preuve que c’est bien vous
account-about-passkeys = Se connecter sans mot de passe
account-about-sessions = Où vos sessions sont ouvertes
account-about-apps = Ce que vous avez autorisé, et à qui
account-about-data = Emporter une copie, ou partir
account-about-activity = Ce qui s’est passé sur votre compte

account-welcome = Bonjour { $name }
account-overview-lead = Voici votre compte. Vous pouvez voir et modifier tout ce qu’il contient.

account-attention-heading = À regarder
account-attention-unverified-email = Votre adresse e‑mail n’est pas confirmée.
account-attention-verify = La confirmer
account-attention-no-second-factor = Seul votre mot de passe protège ce compte.
account-attention-set-up = Ajouter une protection
account-attention-no-recovery-codes = Vous n’avez pas de codes de récupération en cas de perte de votre deuxième étape.
account-attention-new-codes = En créer de nouveaux
account-attention-keep = Le conserver

# After a change.
account-done-profile-saved = Votre profil a été enregistré.
account-done-username-changed = Connectez-vous désormais avec votre nouveau nom d’utilisateur.
account-done-picture-saved = Votre photo a été enregistrée.
account-done-picture-removed = Votre photo a été retirée.
account-done-password-changed = Votre mot de passe a été modifié. Tous les autres navigateurs ont été déconnectés.
account-done-signed-out = Déconnexion effectuée.
account-done-app-taken-back = L’accès a été retiré.
account-done-deletion-scheduled = Ce compte sera supprimé. D’ici là, vous pouvez changer d’avis.
account-done-deletion-cancelled = Ce compte est conservé.
account-page-connections = Comptes reliés
account-about-connections = Se connecter avec un compte d’un autre service
account-done-connected = Relié. Vous pouvez désormais vous connecter avec ce compte.
account-done-disconnected = Détaché. Ce compte ne permet plus de se connecter.
