# The front door, and the answer on its way to an app.

home-nobody = Un seul compte pour les applications qui font confiance à { $issuer }.
home-signed-in = { $count ->
    [one] Votre session est ouverte.
   *[other] Vos sessions sont ouvertes avec { $count } comptes.
}
home-accounts-heading = Vos comptes dans ce navigateur
home-account = Votre compte
home-add-account = Ajouter un compte
home-for-developers = Pour les développeurs
home-discovery = Configuration OpenID

form-post-title = Continuer vers { $app }
form-post-explanation = Redirection en cours. Si rien ne se passe, continuez ici.
form-post-submit = Continuer

continue-title = Retour à { $app }
continue-explanation = Redirection en cours. Si rien ne se passe, continuez ici.
continue-onward = Continuer vers { $app }

gallery-title = Chaque page dans chaque état
gallery-explanation = Exemples avec des personnes et des applications fictives. Leurs formulaires ne mènent nulle part.

developer-mail-title = E‑mails de ce serveur
developer-mail-explanation = Ils ont été écrits dans des fichiers et non envoyés. Le plus récent vient en premier.
developer-mail-none = Aucun e‑mail pour l’instant.
developer-mail-to = À { $address }
