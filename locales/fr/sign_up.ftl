# Making an account.

sign-up-title = Créez votre compte { $issuer }
sign-up-heading = Créer un compte
sign-up-username-label = Nom d’utilisateur
sign-up-username-hint = Lettres, chiffres, points, traits d’union et traits de soulignement
sign-up-email-label = Adresse e‑mail
sign-up-password-label = Mot de passe
sign-up-submit = Créer le compte
sign-up-have-account = Vous avez déjà un compte ?
sign-up-optional = { $label } (facultatif)

# What a tenant may ask for besides.
sign-up-claim-name = Nom complet
sign-up-claim-given-name = Prénom
sign-up-claim-family-name = Nom de famille
sign-up-claim-middle-name = Deuxième prénom
sign-up-claim-nickname = Surnom
sign-up-claim-birthdate = Date de naissance
sign-up-claim-zoneinfo = Fuseau horaire
sign-up-claim-locale = Langue
sign-up-claim-phone-number = Numéro de téléphone
sign-up-claim-website = Site web

# What was wrong. None of these may tell whether an address has an account.
sign-up-problem-username-missing = Choisissez un nom d’utilisateur.
sign-up-problem-username-invalid = Ce nom d’utilisateur n’est pas possible. Choisissez des lettres, des chiffres, des points, des traits d’union et des traits de soulignement.
sign-up-problem-username-taken = Ce nom d’utilisateur est déjà pris. Choisissez-en un autre.
sign-up-problem-email-invalid = Saisissez une adresse e‑mail telle que name@example.com.
sign-up-problem-email-not-allowed = Une adresse de ce domaine ne permet pas de créer un compte.
sign-up-problem-claim-missing = { $label } : cette information est nécessaire.
sign-up-problem-claim-invalid = { $label } : cette information ne peut pas être correcte.
sign-up-problem-form-expired = Cette page est restée ouverte trop longtemps ou votre navigateur bloque les cookies. Saisissez de nouveau les informations.
sign-up-problem-busy = De nombreuses personnes font cela en ce moment. Attendez un instant, puis réessayez.

# A mail is on its way.
check-mail-title = Consultez vos e‑mails
check-mail-sign-up = Nous avons envoyé un message à { $login }. Ouvrez son lien dans ce navigateur pour terminer.
check-mail-reset = S’il existe un compte pour { $login }, nous avons envoyé un lien à son adresse e‑mail. Il est valable 30 minutes.
check-mail-sign-in-link = S’il existe un compte pour { $login }, nous avons envoyé un lien à son adresse e‑mail. Ouvrez-le dans ce navigateur dans les 15 minutes.
check-mail-advice = Pas de message ? Regardez dans les courriers indésirables et vérifiez votre saisie.
check-mail-again = Recommencer
sign-up-elsewhere = Vous venez de { $provider }. Il manque quelques informations avant que votre compte ici soit prêt.
