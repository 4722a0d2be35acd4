# A forgotten password.

forgot-password-title = Mot de passe oublié ?
forgot-password-explanation = Nous vous envoyons un lien pour en choisir un autre.
forgot-password-submit = Recevoir un lien
forgot-password-back = Retour à la connexion

reset-password-title = Choisissez un nouveau mot de passe
reset-password-explanation = Toutes vos sessions seront fermées.
reset-password-username-label = Nom d’utilisateur
reset-password-label = Nouveau mot de passe
reset-password-submit = Changer le mot de passe
reset-password-done-title = Votre mot de passe a été modifié
reset-password-done-explanation = Toutes vos sessions sont fermées. Connectez-vous avec votre nouveau mot de passe.
