# What somebody says about themselves.

# The name of this language, in this language.
language-own-name = Deutsch

profile-title = Ihr Profil
profile-lead = Was Sie hier angeben, erfahren die Apps, denen Sie Ihr Profil zeigen, und sonst niemand. Alles kann leer bleiben.
profile-save = Profil speichern

profile-picture-heading = Bild
profile-picture-alt = Ihr Bild
profile-picture-label = Bild auswählen
profile-picture-hint = PNG, JPEG oder WebP, bis 2 MB. Das Bild wird quadratisch zugeschnitten.
profile-picture-save = Bild speichern
profile-picture-remove = Bild entfernen
profile-picture-missing = Wählen Sie zuerst eine Datei aus.
profile-picture-unreadable = Diese Datei ist kein lesbares Bild. Verwenden Sie PNG, JPEG oder WebP.
profile-picture-too-large = Dieses Bild ist zu groß. Verwenden Sie eine Datei mit höchstens 2 MB.
profile-picture-busy = Gerade werden viele Bilder gespeichert. Warten Sie einen Moment und versuchen Sie es dann erneut.

profile-username-heading = Anmeldename
profile-username-hint = Damit melden Sie sich an. Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche.
profile-username-save = Benutzernamen ändern

profile-names-heading = Namen
profile-name = Vollständiger Name
profile-given-name = Vorname
profile-middle-name = Weiterer Vorname
profile-family-name = Nachname
profile-nickname = Rufname
profile-preferred-username = Name, den Apps anzeigen

profile-about-heading = Über Sie
profile-gender = Geschlecht
profile-birthdate = Geburtsdatum
profile-birthdate-hint = Zum Beispiel 1990-12-31. Mit 0000 als Jahr oder mit dem Jahr allein verraten Sie weniger.
profile-website = Website
profile-page = Seite über Sie
profile-web-hint = Zum Beispiel https://example.com

profile-where-heading = Sprache und Zeit
profile-locale = Sprache
profile-locale-browser = Wie im Browser eingestellt
profile-zoneinfo = Zeitzone
profile-zoneinfo-hint = Zum Beispiel Europe/Paris

profile-reach-heading = Telefon und Anschrift
profile-phone-number = Telefonnummer
profile-phone-number-hint = Mit Ländervorwahl, zum Beispiel +44 20 7946 0018
profile-telegram = Name bei Telegram
profile-telegram-hint = Ihr Benutzername dort, etwa ada_lovelace
profile-street-address = Straße und Hausnummer
profile-postal-code = Postleitzahl
profile-locality = Ort
profile-region = Bundesland oder Region
profile-country = Land

profile-problem-missing = Diese Angabe ist hier nötig.
profile-problem-too-long = Das ist zu lang. Verwenden Sie höchstens 200 Zeichen.
profile-problem-unprintable = Das enthält Zeichen, die sich nicht darstellen lassen. Geben Sie es neu ein.
profile-problem-web-address = Geben Sie eine Adresse wie https://example.com ein.
profile-problem-date = Geben Sie ein Datum wie 1990-12-31 ein.
profile-problem-time-zone = Geben Sie eine Zeitzone wie Europe/Paris ein.
profile-problem-phone-number = Geben Sie eine Telefonnummer mit Ländervorwahl ein, zum Beispiel +44 20 7946 0018.
profile-problem-telegram = Geben Sie einen Benutzernamen von Telegram ein: 5 bis 32 Buchstaben, Ziffern und Unterstriche, zuerst ein Buchstabe.
profile-problem-language = Wählen Sie eine der Sprachen aus der Liste.
profile-problem-username = Verwenden Sie 1 bis 64 Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche.
profile-problem-taken = Diesen Benutzernamen gibt es schon. Wählen Sie einen anderen.
