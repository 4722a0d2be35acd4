# The page that a link in a mail opens, and what comes of it.

verify-email-sign-up-title = Konto fertig erstellen
verify-email-sign-up-explanation = Das Konto { $username } bei diesem Dienst bekommt die Adresse { $address }.
verify-email-sign-up-submit = Konto erstellen
verify-email-own-title = E‑Mail-Adresse bestätigen
verify-email-own-explanation = Bestätigen Sie, dass { $address } Ihre Adresse ist.
verify-email-change-title = E‑Mail-Adresse ändern
verify-email-change-explanation = Ihr Konto hat dann die Adresse { $address }.
verify-email-submit = Bestätigen
verify-email-not-you = Das haben Sie nicht angefordert? Dann schließen Sie diese Seite: Es geschieht nichts.
verify-email-elsewhere-title = Öffnen Sie diesen Link dort, wo Sie ihn angefordert haben
verify-email-elsewhere-explanation = Er funktioniert in dem Browser, in dem Sie ihn angefordert haben. In diesem melden Sie sich zuerst bei Ihrem Konto an.
verify-email-password = Passwort
verify-email-password-chosen = Die Anfrage kam aus einem anderen Browser. Geben Sie das Passwort ein, das Sie dort gewählt haben, damit niemand ein Konto in Ihrem Namen anlegt.
verify-email-password-of-account = Die Anfrage kam aus einem anderen Browser. Geben Sie das Passwort des Kontos ein, damit niemand Ihre Adresse für sein Konto verwendet.
verify-email-password-wrong = Das ist nicht das Passwort dieses Kontos.
verify-email-taken-title = Dieses Konto konnte nicht erstellt werden
verify-email-taken-explanation = Der Benutzername wurde inzwischen von jemand anderem gewählt. Wählen Sie einen anderen.
verify-email-sign-up-again = Von vorn beginnen
verify-email-verified-title = Vielen Dank
verify-email-verified-explanation = { $address } ist bestätigt.
verify-email-changed-title = Ihre E‑Mail-Adresse ist geändert
verify-email-changed-explanation = Ihr Konto hat jetzt die Adresse { $address }.

# A sign-in that waits for a proven address.
email-needed-title = Bestätigen Sie Ihre E‑Mail-Adresse
email-needed-asked = Bevor Sie sich anmelden können, müssen wir wissen, dass { $address } Ihnen gehört.
email-needed-sent = Wir haben eine Nachricht an { $address } gesendet. Öffnen Sie den Link darin und kommen Sie dann hierher zurück.
email-needed-no-address = Bevor Sie sich anmelden können, braucht Ihr Konto eine E‑Mail-Adresse. Bitten Sie einen Administrator, eine einzutragen.
email-needed-send = Link senden
email-needed-resend = Erneut senden
email-needed-go-on = Ich habe sie bestätigt
email-needed-not-yet = Ihre Adresse ist noch nicht bestätigt. Öffnen Sie zuerst den Link in der Nachricht.
