# Around every page, and words that several pages use.
#
# Mots : sign in = se connecter · sign out = se déconnecter · sign up = créer un compte · passkey = clé d’accès · second step = deuxième étape ·
# authenticator app = application d’authentification · recovery code = code de récupération · app = application · account = compte ·
# session = session · device = appareil · text message = SMS · email = e-mail. On vouvoie. Espace insécable avant : ; ? et dans « ».

page-you-are-at = Vous êtes sur
page-continue-to = pour continuer vers
page-problems-heading = { $count ->
    [one] Il y a un problème
   *[other] Il y a { $count } problèmes
}
page-signed-in-as = Connexion en tant que
page-use-another-account = Utiliser un autre compte
page-sign-in = Se connecter
page-sign-out = Se déconnecter
page-privacy-policy = Politique de confidentialité
page-terms = Conditions d’utilisation
page-links-of-app = À propos de { $app }

app-on-this-device = un programme sur cet appareil
app-with-scheme = une application sur cet appareil ({ $scheme })
