# Second factors: at the sign-in, while they are set up, and in one's own account.

factor-kind-passkey = Passkey oder Sicherheitsschlüssel
factor-kind-totp = Authenticator-App
factor-kind-email = Code per E‑Mail
factor-kind-sms = Code per SMS
factor-kind-recovery-code = Wiederherstellungs­code

factor-about-passkey = Ihr Gerät oder ein Sicherheitsschlüssel bestätigt, dass Sie es sind. Die sicherste Wahl.
factor-about-totp = Eine App auf Ihrem Telefon zeigt jede halbe Minute einen neuen Code. Funktioniert ohne Netz.
factor-about-email = Wir senden jedes Mal einen Code an Ihre E‑Mail-Adresse.
factor-about-sms = Wir senden jedes Mal einen Code an Ihr Telefon.
factor-about-recovery-code = Zehn Codes auf Papier, jeder gilt einmal, falls nichts anderes zur Hand ist.

# The second step of a sign-in.
second-factor-title = Bestätigen Sie, dass Sie es sind
second-factor-lead-totp = Geben Sie den Code ein, den Ihre Authenticator-App anzeigt.
second-factor-lead-email = Wir senden einen Code an { $target }.
second-factor-lead-sms = Wir senden einen Code an Ihr Telefon, { $target }.
second-factor-lead-sent = Geben Sie den Code ein, den wir an { $target } gesendet haben. Er gilt zehn Minuten.
second-factor-lead-passkey = Verwenden Sie Ihren Passkey oder Sicherheitsschlüssel.
second-factor-lead-recovery-code = Geben Sie einen Ihrer Wiederherstellungs­codes ein. Jeder gilt einmal.
second-factor-code-label = Code
second-factor-remember = { $days ->
    [one] In diesem Browser einen Tag lang nicht mehr fragen
   *[other] In diesem Browser { $days } Tage lang nicht mehr fragen
}
second-factor-submit = Weiter
second-factor-send = Code senden
second-factor-send-again = Anderen Code senden
second-factor-other-ways = Etwas anderes verwenden

# Setting one up.
factor-set-up-title = Zweiten Schritt hinzufügen
factor-set-up-title-totp = Authenticator-App einrichten
factor-set-up-title-email = Codes per E‑Mail
factor-set-up-title-sms = Codes per SMS
factor-set-up-title-passkey = Passkey einrichten
factor-set-up-lead = Dieses Konto braucht neben Ihrem Passwort einen zweiten Nachweis, dass Sie es sind. Wählen Sie einen; später können Sie weitere hinzufügen.
factor-set-up-lead-totp = Scannen Sie dieses Bild mit Ihrer Authenticator-App und geben Sie dann den Code ein, den sie anzeigt.
factor-set-up-lead-email = Wir senden einen Code an { $target }, um zu sehen, dass er ankommt.
factor-set-up-lead-sms = Wir senden einen Code an Ihr Telefon, um zu sehen, dass er ankommt.
factor-set-up-lead-sms-sent = Geben Sie den Code ein, den wir an Ihr Telefon gesendet haben. Er gilt zehn Minuten.
factor-set-up-lead-passkey = Ihr Gerät bittet Sie um eine Bestätigung.
factor-set-up-picture = Das Geheimnis für Ihre Authenticator-App als QR-Code. Es steht auch darunter.
factor-set-up-open-app = Die App ist auf diesem Gerät: öffnen
factor-set-up-by-hand = Von Hand eingeben
factor-set-up-phone-label = Telefonnummer
factor-set-up-phone-hint = Mit Ländervorwahl, zum Beispiel +44 20 7946 0018
factor-set-up-other-phone = Andere Nummer verwenden
factor-set-up-submit = Einschalten
factor-set-up-other = Etwas anderes wählen
factor-set-up-back = Zurück zu Ihrem Konto

# Recovery codes.
recovery-codes-title = Ihre Wiederherstellungs­codes
recovery-codes-lead = Wenn Sie Ihr Telefon oder Ihre Schlüssel verlieren, kommen Sie mit einem davon herein. Jeder gilt einmal.
recovery-codes-note = Wir zeigen sie nur dieses eine Mal. Drucken Sie diese Seite, oder bewahren Sie die Datei dort auf, wo nur Sie sie finden. Frühere Codes gelten nicht mehr.
recovery-codes-download = Als Datei herunterladen
recovery-codes-done = Ich habe sie aufbewahrt

# What was wrong.
factor-problem-wrong = Dieser Code ist nicht richtig oder wurde schon benutzt. Prüfen Sie ihn und versuchen Sie es erneut.
factor-problem-six-digits = Geben Sie die sechs Ziffern des Codes ein.
factor-problem-eight-digits = Geben Sie die acht Ziffern des Codes ein.
factor-problem-recovery-code = Ein Wiederherstellungs­code hat vier Gruppen aus je vier Buchstaben und Ziffern.
factor-problem-paused = Es gab zu viele falsche Codes. Warten Sie eine Viertelstunde, oder verwenden Sie einen Passkey, wenn Sie einen haben.
factor-problem-burned = Es gab zu viele falsche Codes. Lassen Sie sich einen anderen senden.
factor-problem-sent-too-often = Ein Code ist schon unterwegs. Warten Sie ein wenig, bevor Sie einen weiteren anfordern.
factor-problem-no-more-texts = Heute können keine SMS mehr verschickt werden. Nehmen Sie einen anderen Weg, oder versuchen Sie es morgen wieder.
factor-problem-not-a-number = Geben Sie die Nummer mit Ländervorwahl ein, beginnend mit +.
factor-problem-no-address = Bestätigen Sie zuerst Ihre E‑Mail-Adresse.
factor-problem-form-expired = Diese Seite war zu lange geöffnet, oder Ihr Browser blockiert Cookies. Versuchen Sie es erneut.

# The account's page.
two-factor-lead = Mit einem zweiten Schritt öffnet ein gestohlenes Passwort nichts.
two-factor-kinds-heading = Zweite Schritte
two-factor-off = Aus
two-factor-since = Eingeschaltet seit { $date }
two-factor-used = Zuletzt benutzt am { $date }
two-factor-to = Codes gehen an { $target }
two-factor-set-up = Einrichten
two-factor-turn-on = Einschalten
two-factor-replace = Ändern
two-factor-remove = Entfernen
two-factor-manage-passkeys = Passkeys verwalten
two-factor-passkeys-on = Sie haben einen Passkey
two-factor-needed = Ihre Organisation verlangt einen zweiten Schritt, deshalb lässt sich der letzte nicht entfernen.
two-factor-last-one = Das ist Ihr einziger zweiter Schritt, und Sie brauchen einen. Fügen Sie zuerst einen anderen hinzu.
two-factor-email-unverified = Bestätigen Sie Ihre E‑Mail-Adresse, um sie für Codes zu verwenden.
two-factor-codes-heading = Wiederherstellungs­codes
two-factor-codes-left = { $count ->
    [0] Sie haben keine Wiederherstellungs­codes mehr. Erstellen Sie neue.
    [one] Sie haben noch einen Wiederherstellungs­code. Erstellen Sie bald neue.
   *[other] Sie haben noch { $count } Wiederherstellungs­codes.
}
two-factor-codes-make = Neue Codes erstellen
two-factor-codes-none = Wiederherstellungs­codes bekommen Sie mit Ihrem ersten zweiten Schritt.
two-factor-browsers-heading = Gemerkte Browser
two-factor-browsers-none = Jeder Browser wird nach dem zweiten Schritt gefragt.
two-factor-browser-until = Wird bis { $date } nicht gefragt
two-factor-forget = Überall wieder fragen

account-done-factor-added = Der zweite Schritt ist eingeschaltet.
account-done-factor-removed = Der zweite Schritt wurde entfernt.
account-done-browsers-forgotten = Jeder Browser wird wieder gefragt.
