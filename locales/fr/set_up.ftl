# The first administrator.

set-up-title = Installer { $issuer }
set-up-explanation = Créez le premier administrateur. Cette page ne fonctionne qu’une fois, avec le lien que vous avez ouvert.
set-up-username-label = Nom d’utilisateur
set-up-username-hint = Lettres, chiffres, points, traits d’union et traits de soulignement
set-up-email-label = Adresse e‑mail
set-up-password-label = Mot de passe
set-up-submit = Créer l’administrateur

set-up-problem-username-missing = Saisissez un nom d’utilisateur.
set-up-problem-username-invalid = Ce nom d’utilisateur n’est pas possible. Choisissez des lettres, des chiffres, des points, des traits d’union et des traits de soulignement.
set-up-problem-email-invalid = Saisissez une adresse e‑mail telle que name@example.com.
set-up-problem-form-expired = Cette page est restée ouverte trop longtemps ou votre navigateur bloque les cookies. Saisissez de nouveau les informations.
