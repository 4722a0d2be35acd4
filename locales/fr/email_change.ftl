# The address of an account, and another one in its place.

email-change-explanation = Les messages concernant votre compte arrivent à cette adresse. Elle sert aussi à vous connecter.
email-change-verified = confirmée
email-change-unverified = pas encore confirmée
email-change-none = Votre compte n’a pas encore d’adresse e‑mail.
email-change-prove = Recevoir un lien pour la confirmer
email-change-proof-sent = Nous avons envoyé un lien à { $address }. Ouvrez-le pour confirmer l’adresse.
email-change-label = Nouvelle adresse e‑mail
email-change-hint = Nous envoyons un lien à la nouvelle adresse et un avis à l’ancienne.
email-change-submit = Changer d’adresse
email-change-sign-in-first = Vous devrez d’abord vous reconnecter, car cette adresse permet de récupérer votre compte.
email-change-sent = Nous avons envoyé un lien à { $address }. Votre adresse changera lorsque vous l’ouvrirez.
email-change-problem-invalid = Saisissez une adresse e‑mail telle que name@example.com.
email-change-problem-same = C’est déjà votre adresse.
