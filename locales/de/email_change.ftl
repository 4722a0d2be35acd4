# The address of an account, and another one in its place.

email-change-explanation = Nachrichten zu Ihrem Konto gehen an diese Adresse. Sie können sich auch mit ihr anmelden.
email-change-verified = bestätigt
email-change-unverified = noch nicht bestätigt
email-change-none = Ihr Konto hat noch keine E‑Mail-Adresse.
email-change-prove = Link zum Bestätigen senden
email-change-proof-sent = Wir haben einen Link an { $address } gesendet. Öffnen Sie ihn, um die Adresse zu bestätigen.
email-change-label = Neue E‑Mail-Adresse
email-change-hint = Die neue Adresse bekommt einen Link, die alte eine Nachricht davon.
email-change-submit = Adresse ändern
email-change-sign-in-first = Zuerst melden Sie sich noch einmal an, denn über die Adresse lässt sich Ihr Konto wiederherstellen.
email-change-sent = Wir haben einen Link an { $address } gesendet. Ihre Adresse ändert sich, sobald Sie ihn öffnen.
email-change-problem-invalid = Geben Sie eine E‑Mail-Adresse wie name@example.com ein.
email-change-problem-same = Das ist bereits Ihre Adresse.
