# Second factors: at the sign-in, while they are set up, and in one's own account.

factor-kind-passkey = Clé d’accès ou clé de sécurité
factor-kind-totp = Application d’authentification
factor-kind-email = Code par e‑mail
factor-kind-sms = Code par SMS
factor-kind-recovery-code = Code de récupération

factor-about-passkey = Votre appareil ou une clé de sécurité confirme que c’est bien vous. Le choix le plus sûr.
factor-about-totp = Une application sur votre téléphone affiche un nouveau code toutes les trente secondes. Fonctionne sans réseau.
factor-about-email = Nous envoyons chaque fois un code à votre adresse e‑mail.
factor-about-sms = Nous envoyons chaque fois un code à votre téléphone.
factor-about-recovery-code = Dix codes sur papier, valables une fois chacun, quand rien d’autre n’est à portée de main.

# The second step of a sign-in.
second-factor-title = Confirmez que c’est bien vous
second-factor-lead-totp = Saisissez le code affiché par votre application d’authentification.
second-factor-lead-email = Nous envoyons un code à { $target }.
second-factor-lead-sms = Nous envoyons un code à votre téléphone, { $target }.
second-factor-lead-sent = Saisissez le code envoyé à { $target }. Il est valable dix minutes.
second-factor-lead-passkey = Utilisez votre clé d’accès ou votre clé de sécurité.
second-factor-lead-recovery-code = Saisissez l’un de vos codes de récupération. Chacun ne sert qu’une fois.
second-factor-code-label = Code
second-factor-remember = { $days ->
    [one] Ne plus demander dans ce navigateur pendant un jour
   *[other] Ne plus demander dans ce navigateur pendant { $days } jours
}
second-factor-submit = Continuer
second-factor-send = Envoyer le code
second-factor-send-again = Envoyer un autre code
second-factor-other-ways = Utiliser autre chose

# Setting one up.
factor-set-up-title = Ajouter une deuxième étape
factor-set-up-title-totp = Configurer une application d’authentification
factor-set-up-title-email = Codes par e‑mail
factor-set-up-title-sms = Codes par SMS
factor-set-up-title-passkey = Configurer une clé d’accès
factor-set-up-lead = Outre votre mot de passe, ce compte exige une deuxième preuve que c’est bien vous. Choisissez-en une ; vous pourrez en ajouter d’autres plus tard.
factor-set-up-lead-totp = Scannez cette image avec votre application d’authentification, puis saisissez le code affiché.
factor-set-up-lead-email = Nous envoyons un code à { $target } pour vérifier qu’il arrive.
factor-set-up-lead-sms = Nous envoyons un code à votre téléphone pour vérifier qu’il arrive.
factor-set-up-lead-sms-sent = Saisissez le code envoyé à votre téléphone. Il est valable dix minutes.
factor-set-up-lead-passkey = Votre appareil vous demandera de confirmer.
factor-set-up-picture = Le secret pour votre application d’authentification sous forme de code QR. Il est aussi écrit en dessous.
factor-set-up-open-app = L’application est sur cet appareil : l’ouvrir
factor-set-up-by-hand = Saisir à la main
factor-set-up-phone-label = Numéro de téléphone
factor-set-up-phone-hint = Avec l’indicatif du pays, par exemple +44 20 7946 0018
factor-set-up-other-phone = Utiliser un autre numéro
factor-set-up-submit = Activer
factor-set-up-other = Choisir autre chose
factor-set-up-back = Retour à votre compte

# Recovery codes.
recovery-codes-title = Vos codes de récupération
recovery-codes-lead = Si vous perdez votre téléphone ou vos clés, l’un d’eux vous permet d’entrer. Chacun ne sert qu’une fois.
recovery-codes-note = Ils ne s’affichent que cette fois. Imprimez cette page ou gardez le fichier là où personne d’autre ne le trouvera. Les codes précédents ne fonctionnent plus.
recovery-codes-download = Télécharger dans un fichier
recovery-codes-done = Je les ai conservés

# What was wrong.
factor-problem-wrong = Ce code n’est pas correct ou a déjà servi. Vérifiez-le, puis réessayez.
factor-problem-six-digits = Saisissez les six chiffres du code.
factor-problem-eight-digits = Saisissez les huit chiffres du code.
factor-problem-recovery-code = Un code de récupération comporte quatre groupes de quatre lettres et chiffres.
factor-problem-paused = Il y a eu trop de codes incorrects. Attendez un quart d’heure ou utilisez une clé d’accès si vous en avez une.
factor-problem-burned = Il y a eu trop de codes incorrects. Demandez-en un autre.
factor-problem-sent-too-often = Un code est déjà en route. Attendez un peu avant d’en demander un autre.
factor-problem-no-more-texts = Aucun SMS ne peut plus être envoyé aujourd’hui. Choisissez un autre moyen ou réessayez demain.
factor-problem-not-a-number = Saisissez le numéro avec l’indicatif du pays, en commençant par +.
factor-problem-no-address = Confirmez d’abord votre adresse e‑mail.
factor-problem-form-expired = Cette page est restée ouverte trop longtemps ou votre navigateur bloque les cookies. Réessayez.

# The account's page.
two-factor-lead = Avec une deuxième étape, un mot de passe volé n’ouvre rien.
two-factor-kinds-heading = Deuxièmes étapes
two-factor-off = Désactivée
two-factor-since = Activée depuis le { $date }
two-factor-used = Dernière utilisation le { $date }
two-factor-to = Les codes sont envoyés à { $target }
two-factor-set-up = Configurer
two-factor-turn-on = Activer
two-factor-replace = Modifier
two-factor-remove = Retirer
two-factor-manage-passkeys = Gérer les clés d’accès
two-factor-passkeys-on = Vous avez une clé d’accès
two-factor-needed = Votre organisation exige une deuxième étape, la dernière ne peut donc pas être retirée.
two-factor-last-one = C’est votre seule deuxième étape et il vous en faut une. Ajoutez-en d’abord une autre.
two-factor-email-unverified = Confirmez votre adresse e‑mail pour y recevoir des codes.
two-factor-codes-heading = Codes de récupération
two-factor-codes-left = { $count ->
    [0] Il ne vous reste aucun code de récupération. Créez-en de nouveaux.
    [one] Il vous reste un code de récupération. Créez-en bientôt de nouveaux.
   *[other] Il vous reste { $count } codes de récupération.
}
two-factor-codes-make = Créer de nouveaux codes
two-factor-codes-none = Les codes de récupération vous sont remis avec votre première deuxième étape.
two-factor-browsers-heading = Navigateurs mémorisés
two-factor-browsers-none = La deuxième étape est demandée dans tous les navigateurs.
two-factor-browser-until = Pas de question avant le { $date }
two-factor-forget = Redemander partout

account-done-factor-added = La deuxième étape est activée.
account-done-factor-removed = La deuxième étape a été retirée.
account-done-browsers-forgotten = La question sera de nouveau posée dans tous les navigateurs.
