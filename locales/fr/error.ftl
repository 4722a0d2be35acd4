# The error page: for each kind a title, what happened, and what the person can do.

error-the-app = l’application
error-advice-heading = Ce que vous pouvez faire
error-support = Vous pouvez aussi écrire à
error-developer-heading = Pour le développement
error-code-label = Erreur
error-detail-label = Motif
error-incident-label = Incident
error-retry = Réessayer

error-bad-request-title = Cette demande n’a pas été comprise
error-bad-request-happened = Vous arrivez ici avec une demande incomplète ou incorrecte. Vous n’y êtes pour rien et rien n’a été transmis.
error-bad-request-advice = Revenez à l’application et recommencez. Si cette page réapparaît, prévenez les responsables de l’application.

error-unknown-app-title = Cette application n’est pas connue ici
error-unknown-app-happened = L’application d’où vous venez n’est pas enregistrée ici ou a été désactivée. Rien ne lui a été transmis.
error-unknown-app-advice = Revenez à l’application. Si cela aurait dû fonctionner, prévenez ses responsables.

error-wrong-destination-title = Cette connexion a été arrêtée
error-wrong-destination-happened = La réponse serait partie vers une adresse jamais enregistrée par { $app }. Tout s’arrête ici pour protéger votre compte.
error-wrong-destination-advice = Fermez cette page et ouvrez vous-même l’application, sans passer par un lien reçu. Si cette page réapparaît, prévenez les responsables de l’application.

error-sign-in-expired-title = Cette connexion a pris fin
error-sign-in-expired-happened = Elle a commencé il y a trop longtemps, est déjà terminée ou a commencé dans un autre navigateur.
error-sign-in-expired-advice = Revenez à l’application et connectez-vous depuis celle-ci.

error-form-expired-title = Cette page n’est plus valable
error-form-expired-happened = Elle est restée ouverte trop longtemps ou votre navigateur n’a pas envoyé notre cookie. Rien n’a été modifié.
error-form-expired-advice = Autorisez les cookies pour ce site, puis réessayez.

error-set-up-link-invalid-title = Ce lien d’installation ne fonctionne pas
error-set-up-link-invalid-happened = Il a déjà servi ou un lien plus récent l’a remplacé.
error-set-up-link-invalid-advice = S’il n’y a pas encore d’administrateur, redémarrez le serveur : il affichera un nouveau lien.

error-too-many-codes-title = Trop de codes incorrects
error-too-many-codes-happened = Les codes saisis n’étaient pas corrects et cette connexion a pris fin. Vous n’êtes pas en session.
error-too-many-codes-advice = Revenez à l’application et recommencez. Si vous n’avez pas saisi ces codes, quelqu’un connaît votre mot de passe : changez-le.

error-no-factor-title = Une deuxième étape est nécessaire
error-no-factor-happened = La connexion exige ici une deuxième étape et votre compte n’en a aucune qui soit acceptée. Vous n’êtes pas en session.
error-no-factor-advice = Demandez aux responsables de ce service de vous aider à en configurer une.
error-link-invalid-title = Ce lien ne fonctionne plus
error-link-invalid-happened = Il a déjà servi, est trop ancien ou a été remplacé par un plus récent. Rien n’a été modifié.
error-link-invalid-advice = Recommencez là où vous l’avez demandé et ouvrez le lien du message le plus récent.

error-passkey-known-title = Cette clé d’accès est déjà utilisée
error-passkey-known-happened = Elle a été créée auparavant et ne peut pas être ajoutée une seconde fois. Rien n’a été modifié.
error-passkey-known-advice = Revenez en arrière et ajoutez-en une autre.

error-not-allowed-title = Vous n’avez pas accès à ceci
error-not-allowed-happened = Le compte que vous utilisez ne donne pas cet accès.
error-not-allowed-advice = Connectez-vous avec un autre compte ou demandez l’accès à un administrateur.

error-last-administrator-title = Vous êtes le dernier administrateur
error-last-administrator-happened = Sans vous, personne ne pourrait administrer ce lieu. La suppression de votre compte n’a donc pas été programmée.
error-last-administrator-advice = Nommez d’abord un autre administrateur, puis réessayez.

error-not-found-title = Il n’y a rien ici
error-not-found-happened = L’adresse est peut-être mal saisie, ou la page a été déplacée.
error-not-found-advice = Vérifiez l’adresse ou commencez par la page d’accueil.

error-too-many-requests-title = C’était trop rapide
error-too-many-requests-happened = Votre réseau a envoyé trop de demandes.
error-too-many-requests-advice = Attendez une minute, puis réessayez.

error-internal-title = Un problème est survenu de notre côté
error-internal-happened = Votre demande n’a pas pu aboutir. L’échec a été enregistré.
error-internal-advice = Réessayez dans un instant. Si le problème persiste, communiquez le numéro d’incident ci-dessous.

error-unavailable-title = Nous revenons dans un instant
error-unavailable-happened = Une partie du service ne répond pas pour le moment.
error-unavailable-advice = Attendez une minute, puis réessayez.
error-provider-denied-title = La connexion a été annulée
error-provider-denied-happened = Le service choisi ne vous a pas connecté : vous ou lui avez refusé. Rien n’a été modifié.
error-provider-denied-advice = Réessayez ou choisissez un autre moyen de vous connecter.
error-provider-down-title = L’autre service ne répond pas
error-provider-down-happened = Le service choisi pour vous connecter est injoignable en ce moment. Vous n’avez pas été connecté.
error-provider-down-advice = Patientez un instant et réessayez, ou choisissez un autre moyen de vous connecter.
error-provider-broken-title = La réponse de l’autre service n’a pas été acceptée
error-provider-broken-happened = Ce que le service choisi nous a envoyé n’était pas fiable ; vous n’avez donc pas été connecté. Vous n’y êtes pour rien.
error-provider-broken-advice = Réessayez ou choisissez un autre moyen. Si cela se reproduit, indiquez aux responsables le numéro d’incident ci-dessous.
error-provider-clock-title = Les deux horloges ne concordent pas
error-provider-clock-happened = Le service choisi a daté sa réponse d’une autre heure que la nôtre, ou elle a trop tardé. Vous n’avez pas été connecté.
error-provider-clock-advice = Réessayez. Si cela se reproduit, prévenez les responsables : l’une des horloges est fausse.
error-provider-stranger-title = Vous n’avez pas de compte ici
error-provider-stranger-happened = Personne ici n’est associé au compte avec lequel vous vous êtes connecté ailleurs, et ce service n’en crée pas de nouveau.
error-provider-stranger-advice = Si vous avez un compte ici, connectez-vous autrement et reliez les deux sur la page de votre compte. Sinon, adressez-vous aux responsables.
error-provider-address-taken-title = Vous avez déjà un compte ici
error-provider-address-taken-happened = Un compte ici a la même adresse e-mail, mais n’est pas relié à celui avec lequel vous vous êtes connecté ailleurs. Rien n’a été modifié.
error-provider-address-taken-advice = Connectez-vous à ce compte comme d’habitude et reliez les deux dans « Comptes reliés ». Ensuite, les deux donneront accès.
error-provider-known-title = Ce compte est déjà relié
error-provider-known-happened = Le compte avec lequel vous vous y êtes connecté est relié à un autre compte ici. Rien n’a été modifié.
error-provider-known-advice = Connectez-vous avec ce compte pour voir auquel, et détachez-le d’abord là-bas, ou utilisez-en un autre.
error-last-way-in-title = C’est votre dernier moyen d’accès
error-last-way-in-happened = Sans lui vous ne pourriez plus vous connecter ; il n’a donc pas été retiré.
error-last-way-in-advice = Ajoutez d’abord une clé d’accès, définissez un mot de passe ou reliez un autre compte.
