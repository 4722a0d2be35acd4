# What somebody says about themselves.

# The name of this language, in this language.
language-own-name = Français

profile-title = Votre profil
profile-lead = Ce que vous indiquez ici est transmis aux applications que vous autorisez à voir votre profil, et à personne d’autre. Tout peut rester vide.
profile-save = Enregistrer le profil

profile-picture-heading = Photo
profile-picture-alt = Votre photo
profile-picture-label = Choisir une photo
profile-picture-hint = PNG, JPEG ou WebP, 2 Mo au plus. Elle sera recadrée en carré.
profile-picture-save = Enregistrer la photo
profile-picture-remove = Retirer la photo
profile-picture-missing = Choisissez d’abord un fichier.
profile-picture-unreadable = Ce fichier n’est pas une image lisible. Utilisez PNG, JPEG ou WebP.
profile-picture-too-large = Cette image est trop lourde. Utilisez un fichier de 2 Mo au plus.
profile-picture-busy = De nombreuses photos sont enregistrées en ce moment. Attendez un instant, puis réessayez.

profile-username-heading = Nom de connexion
profile-username-hint = Il sert à vous connecter. Lettres, chiffres, points, traits d’union et traits de soulignement.
profile-username-save = Changer de nom d’utilisateur

profile-names-heading = Noms
profile-name = Nom complet
profile-given-name = Prénom
profile-middle-name = Deuxième prénom
profile-family-name = Nom de famille
profile-nickname = Surnom
profile-preferred-username = Nom affiché dans les applications

profile-about-heading = À propos de vous
profile-gender = Genre
profile-birthdate = Date de naissance
profile-birthdate-hint = Par exemple 1990-12-31. Avec 0000 pour l’année, ou l’année seule, vous en dites moins.
profile-website = Site web
profile-page = Page qui vous présente
profile-web-hint = Par exemple https://example.com

profile-where-heading = Langue et heure
profile-locale = Langue
profile-locale-browser = Celle du navigateur
profile-zoneinfo = Fuseau horaire
profile-zoneinfo-hint = Par exemple Europe/Paris

profile-reach-heading = Téléphone et adresse
profile-phone-number = Numéro de téléphone
profile-phone-number-hint = Avec l’indicatif du pays, par exemple +44 20 7946 0018
profile-telegram = Nom sur Telegram
profile-telegram-hint = Votre nom d’utilisateur là-bas, comme ada_lovelace
profile-street-address = Numéro et rue
profile-postal-code = Code postal
profile-locality = Ville
profile-region = Région
profile-country = Pays

profile-problem-missing = Cette information est nécessaire.
profile-problem-too-long = C’est trop long. Utilisez 200 caractères au plus.
profile-problem-unprintable = Certains caractères ne peuvent pas être affichés. Saisissez le texte de nouveau.
profile-problem-web-address = Saisissez une adresse telle que https://example.com.
profile-problem-date = Saisissez une date telle que 1990-12-31.
profile-problem-time-zone = Saisissez un fuseau horaire tel que Europe/Paris.
profile-problem-phone-number = Saisissez un numéro de téléphone avec l’indicatif du pays, par exemple +44 20 7946 0018.
profile-problem-telegram = Saisissez un nom d’utilisateur Telegram : 5 à 32 lettres, chiffres et tirets bas, en commençant par une lettre.
profile-problem-language = Choisissez l’une des langues de la liste.
profile-problem-username = Utilisez de 1 à 64 lettres, chiffres, points, traits d’union et traits de soulignement.
profile-problem-taken = Ce nom d’utilisateur est déjà pris. Choisissez-en un autre.
