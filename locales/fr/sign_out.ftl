# Signing out: the question, and how it ended.

sign-out-title = Se déconnecter de { $issuer } ?
sign-out-asked-by-app = { $app } demande à vous déconnecter ici. D’autres applications ouvertes depuis cette page pourront vous demander de vous reconnecter.
sign-out-asked = Les applications ouvertes depuis cette page pourront vous demander de vous reconnecter.
sign-out-accounts = { $count ->
    [one] Ce compte sera déconnecté
   *[other] Ces { $count } comptes seront déconnectés
}
sign-out-confirm = Se déconnecter
sign-out-cancel = Garder la session ouverte

signed-out-title = Déconnexion terminée
signed-out-explanation = Plus aucun compte n’est connecté ici dans ce navigateur. Si d’autres personnes utilisent cet appareil, fermez aussi les applications que vous aviez ouvertes.
signed-out-onward = Se reconnecter
signed-out-stayed-title = Votre session reste ouverte
signed-out-stayed-explanation = Rien n’a changé. Vous pouvez fermer cette page.
signed-out-stayed-onward = Voir vos comptes
