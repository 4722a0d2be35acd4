# The page that a link in a mail opens, and what comes of it.

verify-email-sign-up-title = Terminez la création de votre compte
verify-email-sign-up-explanation = Le compte { $username } de ce service aura l’adresse { $address }.
verify-email-sign-up-submit = Créer le compte
verify-email-own-title = Confirmez votre adresse e‑mail
verify-email-own-explanation = Confirmez que { $address } est votre adresse.
verify-email-change-title = Changez votre adresse e‑mail
verify-email-change-explanation = Votre compte aura désormais l’adresse { $address }.
verify-email-submit = Confirmer
verify-email-not-you = Vous n’avez rien demandé ? Fermez alors cette page : il ne se passera rien.
verify-email-elsewhere-title = Ouvrez ce lien là où vous l’avez demandé
verify-email-elsewhere-explanation = Il fonctionne dans le navigateur où vous l’avez demandé. Dans celui-ci, connectez-vous d’abord à votre compte.
verify-email-password = Mot de passe
verify-email-password-chosen = La demande vient d’un autre navigateur. Saisissez le mot de passe que vous y avez choisi, afin que personne ne crée de compte en votre nom.
verify-email-password-of-account = La demande vient d’un autre navigateur. Saisissez le mot de passe du compte, afin que personne n’utilise votre adresse pour le sien.
verify-email-password-wrong = Ce n’est pas le mot de passe de ce compte.
verify-email-taken-title = Ce compte n’a pas pu être créé
verify-email-taken-explanation = Quelqu’un d’autre a pris ce nom d’utilisateur entre-temps. Choisissez-en un autre.
verify-email-sign-up-again = Recommencer
verify-email-verified-title = Merci
verify-email-verified-explanation = { $address } est confirmée.
verify-email-changed-title = Votre adresse e‑mail a été modifiée
verify-email-changed-explanation = Votre compte a maintenant l’adresse { $address }.

# A sign-in that waits for a proven address.
email-needed-title = Confirmez votre adresse e‑mail
email-needed-asked = Avant votre connexion, nous devons savoir que { $address } est bien à vous.
email-needed-sent = Nous avons envoyé un message à { $address }. Ouvrez son lien, puis revenez ici.
email-needed-no-address = Avant votre connexion, votre compte a besoin d’une adresse e‑mail. Demandez à un administrateur d’en ajouter une.
email-needed-send = Recevoir un lien
email-needed-resend = Renvoyer le lien
email-needed-go-on = Je l’ai confirmée
email-needed-not-yet = Votre adresse n’est pas encore confirmée. Ouvrez d’abord le lien du message.
