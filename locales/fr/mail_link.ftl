# Signing in with a mail.

by-mail-sign-in-title = Se connecter par e‑mail
by-mail-sign-in-link = Recevoir un lien par e‑mail
by-mail-sign-in-code = Recevoir un code par e‑mail
by-mail-sign-in-password = Utiliser plutôt le mot de passe

by-mail-link-title = Se connecter
by-mail-link-explanation = Vous allez vous connecter en tant que { $address }.
by-mail-link-elsewhere = Ce lien ne connecte que dans le navigateur où il a été demandé.
by-mail-link-elsewhere-advice = Ouvrez-le là-bas ou demandez-en un nouveau ici. Si vous ne l’avez pas demandé, fermez cette page : quelqu’un a peut-être saisi votre adresse par erreur.

by-mail-code-title = Saisissez le code
by-mail-code-explanation = Si ce compte existe, nous avons envoyé un code à huit chiffres à son adresse e‑mail. Il est valable dix minutes.
by-mail-code-label = Code
by-mail-code-submit = Se connecter
by-mail-code-again = Demander un autre code
by-mail-code-problem-missing = Saisissez le code reçu dans le message.
by-mail-code-problem-wrong = Ce n’est pas le bon code. Vérifiez le message, puis réessayez.
