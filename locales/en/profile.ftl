# What somebody says about themselves.

# The name of this language, in this language.
language-own-name = English

profile-title = Your profile
profile-lead = What you say here is told to the apps that you allow to see your profile, and to nobody else. Everything can stay empty.
profile-save = Save profile

profile-picture-heading = Picture
profile-picture-alt = Your picture
profile-picture-label = Choose a picture
profile-picture-hint = PNG, JPEG or WebP, up to 2 MB. We cut it to a square.
profile-picture-save = Save picture
profile-picture-remove = Remove picture
profile-picture-missing = Choose a file first.
profile-picture-unreadable = This file is not a picture we can read. Use a PNG, JPEG or WebP.
profile-picture-too-large = This picture is too large. Use a file of at most 2 MB.
profile-picture-busy = Many pictures are being saved right now. Wait a moment, then try again.

profile-username-heading = Sign-in name
profile-username-hint = You sign in with it. Letters, digits, dots, hyphens and underscores.
profile-username-save = Change username

profile-names-heading = Names
profile-name = Full name
profile-given-name = First name
profile-middle-name = Middle name
profile-family-name = Last name
profile-nickname = Nickname
profile-preferred-username = Name to be shown in apps

profile-about-heading = About you
profile-gender = Gender
profile-birthdate = Date of birth
profile-birthdate-hint = Like 1990-12-31. With 0000 for the year, or the year alone, you tell less.
profile-website = Website
profile-page = Page about you
profile-web-hint = Like https://example.com

profile-where-heading = Language and time
profile-locale = Language
profile-locale-browser = As the browser says
profile-zoneinfo = Time zone
profile-zoneinfo-hint = Like Europe/Paris

profile-reach-heading = Phone and address
profile-phone-number = Phone number
profile-phone-number-hint = With the code of the country, like +44 20 7946 0018
profile-telegram = Name at Telegram
profile-telegram-hint = Your username there, like ada_lovelace
profile-street-address = Street and number
profile-postal-code = Postal code
profile-locality = City
profile-region = State or region
profile-country = Country

profile-problem-missing = This must be filled in here.
profile-problem-too-long = This is too long. Use at most 200 characters.
profile-problem-unprintable = This has characters that cannot be shown. Type it anew.
profile-problem-web-address = Enter an address like https://example.com.
profile-problem-date = Enter a date like 1990-12-31.
profile-problem-time-zone = Enter a time zone like Europe/Paris.
profile-problem-phone-number = Enter a phone number with the code of its country, like +44 20 7946 0018.
profile-problem-telegram = Enter a username of Telegram: 5 to 32 letters, digits and underscores, a letter first.
profile-problem-language = Choose one of the languages in the list.
profile-problem-username = Use 1 to 64 letters, digits, dots, hyphens and underscores.
profile-problem-taken = Somebody else has this username. Choose another one.
