# Another password, on the account's page.

account-password-title = Changer votre mot de passe
account-password-title-first = Définir un mot de passe
account-password-lead = Tous les autres navigateurs seront déconnectés et nous vous préviendrons par e‑mail.
account-password-current = Mot de passe actuel
account-password-new = Nouveau mot de passe
account-password-submit = Enregistrer le mot de passe
account-password-current-wrong = Ce n’est pas votre mot de passe actuel.
account-password-meanwhile = Votre compte a été modifié au même moment dans une autre fenêtre. Réessayez.
