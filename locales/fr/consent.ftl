# The consent page.

consent-title = Autoriser { $app } à utiliser votre compte ?
consent-title-more = { $app } demande davantage qu’auparavant
consent-asked-heading = { $app } pourrait
consent-asked-more-heading = Ce qui est nouveau
consent-before-heading = Vous l’avez déjà autorisé
consent-never-password = { $app } ne verra pas votre mot de passe.
consent-leads-to-site = Vous continuerez ensuite vers { $destination }.
consent-leads-to-this-device = Vous continuerez ensuite vers un programme sur cet appareil. N’autorisez que si vous l’avez lancé vous-même.
consent-leads-to-app = Vous continuerez ensuite vers { $destination }.
consent-allow = Autoriser
consent-deny = Ne pas autoriser
consent-not-you = Ce n’est pas vous ?

# What each scope means: a title, and a detail where the value itself is not shown.
consent-scope-openid-title = Vous reconnaître
consent-scope-openid-detail = Pour savoir que c’est vous à votre retour
consent-scope-profile-title = Voir votre profil
consent-scope-profile-detail = Votre nom et le reste de votre profil
consent-scope-email-title = Voir votre adresse e‑mail
consent-scope-email-detail = Et si elle est confirmée
consent-scope-address-title = Voir votre adresse postale
consent-scope-address-detail = Telle qu’elle figure dans votre profil
consent-scope-phone-title = Voir votre numéro de téléphone
consent-scope-phone-detail = Et s’il est confirmé
consent-scope-offline-access-title = Rester en lien
consent-scope-offline-access-detail = Cet accès demeure en votre absence, jusqu’à ce que vous le retiriez
consent-scope-of-service-title = Utiliser { $service } pour vous
consent-scope-of-service-detail = Autorisation : { $scope }
consent-scope-other-title = Utiliser l’autorisation { $scope }
