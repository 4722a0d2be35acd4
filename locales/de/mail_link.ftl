# Signing in with a mail.

by-mail-sign-in-title = Per E‑Mail anmelden
by-mail-sign-in-link = Link per E‑Mail senden
by-mail-sign-in-code = Code per E‑Mail senden
by-mail-sign-in-password = Stattdessen mit Passwort anmelden

by-mail-link-title = Anmelden
by-mail-link-explanation = Sie melden sich gleich als { $address } an.
by-mail-link-elsewhere = Dieser Link meldet Sie nur in dem Browser an, in dem Sie ihn angefordert haben.
by-mail-link-elsewhere-advice = Öffnen Sie ihn dort, oder fordern Sie hier einen neuen an. Wenn Sie ihn nicht angefordert haben, schließen Sie diese Seite: Vielleicht hat jemand versehentlich Ihre Adresse eingegeben.

by-mail-code-title = Code eingeben
by-mail-code-explanation = Wenn es ein solches Konto gibt, haben wir einen achtstelligen Code an dessen E‑Mail-Adresse gesendet. Er gilt zehn Minuten.
by-mail-code-label = Code
by-mail-code-submit = Anmelden
by-mail-code-again = Anderen Code anfordern
by-mail-code-problem-missing = Geben Sie den Code aus der Nachricht ein.
by-mail-code-problem-wrong = Das ist nicht der richtige Code. Prüfen Sie die Nachricht und versuchen Sie es erneut.
