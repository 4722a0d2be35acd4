# The sign-in page.

sign-in-title = Se connecter à { $issuer }
sign-in-title-for-app = Se connecter pour continuer vers { $app }
sign-in-to = Se connecter
sign-in-login-label = Nom d’utilisateur ou adresse e‑mail
sign-in-password-label = Mot de passe
sign-in-submit = Se connecter
sign-in-by-mail = Se connecter par e‑mail
sign-in-forgot = Mot de passe oublié ?
sign-in-sign-up = Créer un compte
sign-in-choose-account = Choisir un compte déjà connecté

# Why somebody who is signed in is asked again.
sign-in-reason-login-too-old = Votre connexion date un peu. { $app } vous demande de confirmer que c’est toujours vous.
sign-in-reason-prompt-login = { $app } vous demande de saisir de nouveau votre mot de passe.
sign-in-reason-own-account = Pour protéger votre compte, connectez-vous encore une fois avant de le modifier.
sign-in-reason-wrong-subject = { $app } demande un autre compte que celui de votre session.

# What was wrong. None of these may tell whether an account exists.
sign-in-problem-rejected = Le nom d’utilisateur et le mot de passe ne correspondent pas. Vérifiez-les, puis réessayez.
sign-in-problem-login-missing = Saisissez votre nom d’utilisateur ou votre adresse e‑mail.
sign-in-problem-password-missing = Saisissez votre mot de passe.
sign-in-problem-too-many-tries = Il y a eu trop de tentatives. Attendez quelques minutes, puis réessayez.
sign-in-problem-busy = De nombreuses personnes se connectent en ce moment. Attendez un instant, puis réessayez.
sign-in-problem-form-expired = Cette page est restée ouverte trop longtemps ou votre navigateur bloque les cookies. Saisissez de nouveau vos informations.
sign-in-or = ou
sign-in-through = Continuer avec { $provider }
sign-in-next = Suivant
sign-in-problem-no-provider = Aucun service de connexion n’est connu pour cette adresse. Vérifiez-la ou choisissez un autre moyen ci-dessous.
