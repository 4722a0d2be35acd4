# Passkeys: the button wherever it stands, and the pages of an account about them.

passkey-button-sign-in = Se connecter avec une clé d’accès
passkey-button-second-factor = Utiliser une clé d’accès
passkey-button-add = Ajouter une clé d’accès

# What the browser's answer means, said beside the button.
passkey-told-cancelled = Aucune clé d’accès n’a été utilisée. Réessayez quand vous voulez ou continuez autrement.
passkey-told-known = Cet appareil a déjà une clé d’accès pour votre compte.
passkey-told-expired = Cette page est restée ouverte trop longtemps. Rechargez-la, puis réessayez.
passkey-told-failed = Cela n’a pas fonctionné. Attendez un instant, puis réessayez.

# What was wrong with an answer that the browser sent.
passkey-problem-refused = Cette clé d’accès ne peut pas être utilisée ici. Réessayez ou continuez autrement.
passkey-problem-over = Cela a pris trop de temps. Réessayez.
passkey-problem-too-many = Votre compte a autant de clés d’accès que possible. Retirez-en une que vous n’utilisez pas.

passkeys-lead = Avec une clé d’accès, vous vous connectez en déverrouillant votre téléphone, votre ordinateur ou votre clé de sécurité. Il n’y a rien à retenir, et rien qu’une fausse page puisse vous prendre.
passkeys-heading-yours = Vos clés d’accès
passkeys-none = Vous n’avez pas encore de clé d’accès.
passkeys-synced = Conservée dans votre compte chez le fabricant, sur tous vos appareils
passkeys-bound = Sur un seul appareil
passkeys-added = Ajoutée le { $date }
passkeys-used = Dernière utilisation le { $date }
passkeys-never-used = Jamais utilisée
passkeys-change = Modifier
passkeys-change-named = Modifier { $name }
passkeys-heading-add = Autre clé d’accès
passkeys-heading-first = Votre première clé d’accès
passkeys-add-explanation = Votre navigateur vous demandera de déverrouiller cet appareil ou d’en utiliser un autre.
passkeys-needs-script = Les clés d’accès nécessitent JavaScript et un navigateur qui les prend en charge.
passkeys-sign-in-again = Se reconnecter pour en ajouter une
passkeys-sign-in-again-explanation = Pour vérifier que c’est bien vous, connectez-vous d’abord de nouveau.
passkeys-new-name = Clé d’accès du { $date }

passkeys-one-title = Clé d’accès
passkeys-name-label = Nom
passkeys-name-hint = Pour la reconnaître plus tard : l’appareil, ou l’endroit où vous gardez la clé.
passkeys-name-missing = Saisissez un nom.
passkeys-save = Enregistrer
passkeys-cancel = Annuler
passkeys-remove = Retirer cette clé d’accès

passkeys-removal-title = Retirer cette clé d’accès ?
passkeys-removal-explanation = { $name } ne pourra plus vous connecter. Retirez-la aussi sur l’appareil pour qu’elle n’y soit plus proposée.
passkeys-removal-confirm = Retirer
passkeys-removal-last-way-in = C’est votre seul moyen de vous connecter. Ajoutez d’abord une autre clé d’accès ou définissez un mot de passe.
passkeys-removal-last-factor = Votre compte exige une deuxième étape et c’est la seule. Ajoutez-en d’abord une autre.

account-done-passkey-added = Votre clé d’accès a été ajoutée. Vous pouvez lui donner un nom reconnaissable.
account-done-passkey-renamed = Le nom a été enregistré.
account-done-passkey-removed = La clé d’accès a été retirée.
