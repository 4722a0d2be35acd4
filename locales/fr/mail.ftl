# Mails and text messages. Every message may name { $issuer }, whose house it is.

mail-footer = Message envoyé par { $issuer } à { $address }. { $url }
mail-support = Une question ? Écrivez à { $address }.
mail-copy-link = Si le bouton ne fonctionne pas, copiez cette adresse dans votre navigateur :

# What a button says.
mail-review-account = Consulter le compte
mail-sign-in-action = Se connecter
mail-verify-email-action = Confirmer cette adresse
mail-reset-password-action = Choisir un nouveau mot de passe
mail-invitation-action = Créer votre compte

# What to do if it was somebody else.
mail-note-ignore = Si vous n’avez rien demandé, ignorez ce message : rien ne changera.
mail-note-ignore-invitation = Si vous n’attendez pas cette invitation, ignorez-la : il ne se passera rien.
mail-note-not-you = Si ce n’était pas vous, connectez-vous, changez votre mot de passe et déconnectez-vous partout.
mail-note-code-not-you = Ne donnez ce code à personne. Si vous n’êtes pas en train de vous connecter, quelqu’un connaît votre mot de passe : changez-le.
mail-note-never-tell = Ne donnez ce code à personne. Si vous n’êtes pas en train de vous connecter, ignorez ce message.
mail-note-never-forward = Le lien ne fonctionne qu’une fois. Ne le transmettez pas. Si vous n’êtes pas en train de vous connecter, ignorez ce message.
mail-note-guessed = Si c’était vous, vous n’avez rien à faire. Si vous utilisez ce mot de passe ailleurs, changez-le aussi là-bas.

# What happened, line by line.
mail-fact-device = Appareil
mail-fact-network = Réseau
mail-fact-time = Heure
mail-fact-new-address = Nouvelle adresse
mail-fact-kind = Type
mail-fact-name = Nom
mail-fact-deletion = Suppression le

# Kinds of second factors.
mail-factor-passkey = Clé d’accès ou clé de sécurité
mail-factor-totp = Application d’authentification
mail-factor-email = Code par e‑mail
mail-factor-sms = Code par SMS
mail-factor-recovery-code = Codes de récupération

# The address.
mail-verify-email-subject = Confirmez votre adresse e‑mail
mail-verify-email = Cette adresse a été indiquée pour un compte chez { $issuer }. Confirmez qu’elle est à vous. Le lien ne fonctionne qu’une fois.
mail-confirm-new-email-subject = Confirmez votre nouvelle adresse e‑mail
mail-confirm-new-email = Cette adresse doit devenir celle d’un compte chez { $issuer }. Confirmez qu’elle est à vous. Le lien ne fonctionne qu’une fois.
mail-email-change-requested-subject = Votre adresse e‑mail va changer
mail-email-change-requested = Quelqu’un a demandé à remplacer cette adresse de votre compte chez { $issuer }. La nouvelle adresse doit d’abord être confirmée.
mail-email-changed-subject = Votre adresse e‑mail a été modifiée
mail-email-changed = Votre compte chez { $issuer } a désormais une autre adresse e‑mail. Celle-ci ne recevra plus de messages à son sujet.
mail-already-registered-subject = Vous avez déjà un compte
mail-already-registered = Quelqu’un a essayé de créer un compte chez { $issuer } avec cette adresse, qui en a déjà un. Il vous suffit de vous connecter.
mail-already-registered-forgotten = Mot de passe oublié ? Choisissez-en un nouveau ici : { $link }
mail-invitation-subject = Invitation de { $issuer }
mail-invitation = Vous avez une invitation à créer un compte chez { $issuer }. Le lien ne fonctionne qu’une fois.

# The password.
mail-reset-password-subject = Choisissez un nouveau mot de passe
mail-reset-password = Quelqu’un a demandé un nouveau mot de passe pour votre compte chez { $issuer }. Le lien ne fonctionne qu’une fois.
mail-reset-without-password = Quelqu’un a demandé un nouveau mot de passe pour votre compte chez { $issuer }. Ce compte n’a pas de mot de passe : connectez-vous comme d’habitude.
mail-password-changed-subject = Votre mot de passe a été modifié
mail-password-changed = Votre compte chez { $issuer } a désormais un autre mot de passe.
mail-password-guessed-subject = Quelqu’un essaie de deviner votre mot de passe
mail-password-guessed = De nombreux mots de passe incorrects ont été essayés pour votre compte chez { $issuer }. Personne n’y est entré. Par précaution, vous pouvez choisir un nouveau mot de passe.

# Signing in.
mail-new-device-subject = Nouvelle connexion à votre compte
mail-new-device = Quelqu’un s’est connecté à votre compte chez { $issuer } avec un appareil jamais utilisé auparavant.
mail-sign-in-link-subject = Votre lien de connexion
mail-sign-in-link = Ce lien vous connecte à { $issuer }.
mail-sign-in-code-subject = Votre code de connexion
mail-sign-in-code = Ce code vous connecte à { $issuer }. Saisissez-le sur la page qui l’a demandé.
mail-factor-code-subject = Votre code de sécurité
mail-factor-code = Saisissez ce code pour terminer votre connexion à { $issuer }.

# Second factors.
mail-factor-added-subject = Une deuxième étape a été ajoutée
mail-factor-added = Votre compte chez { $issuer } a une nouvelle deuxième étape de connexion.
mail-factor-removed-subject = Une deuxième étape a été retirée
mail-factor-removed = Une deuxième étape de connexion a été retirée de votre compte chez { $issuer }.
mail-factors-reset-subject = Vos deuxièmes étapes ont été retirées
mail-factors-reset = Un administrateur de { $issuer } a retiré de votre compte les deuxièmes étapes de connexion et vous a déconnecté partout. Configurez-en une nouvelle après vous être connecté.
mail-recovery-codes-made-subject = Vous avez de nouveaux codes de récupération
mail-recovery-codes-made = De nouveaux codes de récupération ont été créés pour votre compte chez { $issuer }. Les anciens ne fonctionnent plus.
mail-recovery-code-used-subject = Un code de récupération a été utilisé
mail-recovery-code-used = Quelqu’un s’est connecté à votre compte chez { $issuer } avec un code de récupération.
mail-recovery-codes-left =
    { $left ->
        [0] Il ne reste aucun code de récupération. Créez-en de nouveaux.
        [one] Il reste un code de récupération. Créez-en bientôt de nouveaux.
       *[other] Il reste { $left } codes de récupération.
    }
mail-passkey-added-subject = Une clé d’accès a été ajoutée
mail-passkey-added = Votre compte chez { $issuer } a une nouvelle clé d’accès. Toute personne qui la détient peut se connecter.
mail-passkey-removed-subject = Une clé d’accès a été retirée
mail-passkey-removed = Une clé d’accès a été retirée de votre compte chez { $issuer }. Elle ne permet plus de se connecter.
mail-identity-linked-subject = Un autre compte donne accès au vôtre
mail-identity-linked = Un compte d’un autre service a été relié à votre compte chez { $issuer }. Toute personne qui le détient peut se connecter.
mail-identity-unlinked-subject = Un compte a été détaché
mail-identity-unlinked = Un compte d’un autre service a été détaché de votre compte chez { $issuer }. Il ne permet plus de se connecter.
mail-fact-provider = Fournisseur

# The end of an account.
mail-deletion-scheduled-subject = Votre compte va être supprimé
mail-deletion-scheduled = Votre compte chez { $issuer } va être supprimé. D’ici là, vous pouvez vous connecter et changer d’avis.
mail-deletion-cancelled-subject = Votre compte est conservé
mail-deletion-cancelled = Votre compte chez { $issuer } ne sera pas supprimé.
mail-account-deleted-subject = Votre compte a été supprimé
mail-account-deleted = Votre compte chez { $issuer } a été supprimé avec tout ce qu’il contenait. Ceci est le dernier message à son sujet.

# An operator tries the mail.
mail-trial-subject = Les messages de { $issuer } arrivent
mail-trial = Ce message a été envoyé pour vérifier que le courrier de { $issuer } arrive. C’est le cas, et vous n’avez rien à faire.

# Text messages. Short: an SMS has 160 characters, or 70.
sms-code = { $issuer } : votre code est { $code }. Ne le donnez à personne.
