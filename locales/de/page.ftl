# Around every page, and words that several pages use.
#
# Wörter: sign in = anmelden · sign out = abmelden · sign up = Konto erstellen · passkey = Passkey · second step = zweiter Schritt ·
# authenticator app = Authenticator-App · recovery code = Wiederherstellungscode · app = App · account = Konto · session = Sitzung ·
# device = Gerät · text message = SMS · email = E-Mail · administrator = Administrator. Anrede: Sie.

page-you-are-at = Sie sind bei
page-continue-to = weiter zu
page-problems-heading = { $count ->
    [one] Es gibt ein Problem
   *[other] Es gibt { $count } Probleme
}
page-signed-in-as = Angemeldet als
page-use-another-account = Anderes Konto verwenden
page-sign-in = Anmelden
page-sign-out = Abmelden
page-privacy-policy = Datenschutz
page-terms = Nutzungsbedingungen
page-links-of-app = Über { $app }

app-on-this-device = ein Programm auf diesem Gerät
app-with-scheme = eine App auf diesem Gerät ({ $scheme })
