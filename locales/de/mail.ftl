# Mails and text messages. Every message may name { $issuer }, whose house it is.

mail-footer = { $issuer } hat diese Nachricht an { $address } geschickt. { $url }
mail-support = Fragen? Schreiben Sie an { $address }.
mail-copy-link = Wenn die Schaltfläche nicht funktioniert, kopieren Sie diese Adresse in Ihren Browser:

# What a button says.
mail-review-account = Konto ansehen
mail-sign-in-action = Anmelden
mail-verify-email-action = Adresse bestätigen
mail-reset-password-action = Neues Passwort wählen
mail-invitation-action = Konto erstellen

# What to do if it was somebody else.
mail-note-ignore = Wenn Sie das nicht angefordert haben, ignorieren Sie diese Nachricht: Es ändert sich nichts.
mail-note-ignore-invitation = Wenn Sie diese Einladung nicht erwarten, ignorieren Sie sie: Es geschieht nichts.
mail-note-not-you = Wenn Sie das nicht waren, melden Sie sich an, ändern Sie Ihr Passwort und melden Sie sich überall ab.
mail-note-code-not-you = Geben Sie diesen Code niemandem. Wenn Sie sich gerade nicht anmelden, kennt jemand Ihr Passwort: Ändern Sie es.
mail-note-never-tell = Geben Sie diesen Code niemandem. Wenn Sie sich gerade nicht anmelden, ignorieren Sie diese Nachricht.
mail-note-never-forward = Der Link funktioniert einmal. Geben Sie ihn nicht weiter. Wenn Sie sich gerade nicht anmelden, ignorieren Sie diese Nachricht.
mail-note-guessed = Wenn Sie das waren, müssen Sie nichts tun. Wenn Sie dieses Passwort auch anderswo benutzen, ändern Sie es dort ebenfalls.

# What happened, line by line.
mail-fact-device = Gerät
mail-fact-network = Netzwerk
mail-fact-time = Zeit
mail-fact-new-address = Neue Adresse
mail-fact-kind = Art
mail-fact-name = Name
mail-fact-deletion = Wird gelöscht am

# Kinds of second factors.
mail-factor-passkey = Passkey oder Sicherheitsschlüssel
mail-factor-totp = Authenticator-App
mail-factor-email = Code per E‑Mail
mail-factor-sms = Code per SMS
mail-factor-recovery-code = Wiederherstellungscodes

# The address.
mail-verify-email-subject = Bestätigen Sie Ihre E‑Mail-Adresse
mail-verify-email = Diese Adresse wurde für ein Konto bei { $issuer } angegeben. Bestätigen Sie, dass sie Ihnen gehört. Der Link funktioniert einmal.
mail-confirm-new-email-subject = Bestätigen Sie Ihre neue E‑Mail-Adresse
mail-confirm-new-email = Diese Adresse soll die Adresse eines Kontos bei { $issuer } werden. Bestätigen Sie, dass sie Ihnen gehört. Der Link funktioniert einmal.
mail-email-change-requested-subject = Ihre E‑Mail-Adresse soll geändert werden
mail-email-change-requested = Jemand möchte diese Adresse Ihres Kontos bei { $issuer } ersetzen. Die neue Adresse muss erst bestätigt werden.
mail-email-changed-subject = Ihre E‑Mail-Adresse wurde geändert
mail-email-changed = Ihr Konto bei { $issuer } hat jetzt eine andere E‑Mail-Adresse. An diese hier gehen dazu keine Nachrichten mehr.
mail-already-registered-subject = Sie haben schon ein Konto
mail-already-registered = Jemand wollte bei { $issuer } ein Konto mit dieser Adresse erstellen, zu der es schon eines gibt. Sie können sich einfach anmelden.
mail-already-registered-forgotten = Passwort vergessen? Wählen Sie hier ein neues: { $link }
mail-invitation-subject = Einladung zu { $issuer }
mail-invitation = Sie sind eingeladen, bei { $issuer } ein Konto zu erstellen. Der Link funktioniert einmal.

# The password.
mail-reset-password-subject = Wählen Sie ein neues Passwort
mail-reset-password = Für Ihr Konto bei { $issuer } wurde ein neues Passwort angefordert. Der Link funktioniert einmal.
mail-reset-without-password = Für Ihr Konto bei { $issuer } wurde ein neues Passwort angefordert. Das Konto hat kein Passwort: Melden Sie sich an wie immer.
mail-password-changed-subject = Ihr Passwort wurde geändert
mail-password-changed = Ihr Konto bei { $issuer } hat jetzt ein anderes Passwort.
mail-password-guessed-subject = Jemand versucht, Ihr Passwort zu erraten
mail-password-guessed = Für Ihr Konto bei { $issuer } wurden viele falsche Passwörter eingegeben. Niemand hat Zugang bekommen. Sicherheitshalber können Sie ein neues Passwort wählen.

# Signing in.
mail-new-device-subject = Neue Anmeldung bei Ihrem Konto
mail-new-device = Jemand hat sich bei Ihrem Konto bei { $issuer } mit einem Gerät angemeldet, das bisher nicht benutzt wurde.
mail-sign-in-link-subject = Ihr Link zum Anmelden
mail-sign-in-link = Mit diesem Link melden Sie sich bei { $issuer } an.
mail-sign-in-code-subject = Ihr Code zum Anmelden
mail-sign-in-code = Mit diesem Code melden Sie sich bei { $issuer } an. Geben Sie ihn auf der Seite ein, die danach gefragt hat.
mail-factor-code-subject = Ihr Sicherheitscode
mail-factor-code = Geben Sie diesen Code ein, um die Anmeldung bei { $issuer } abzuschließen.

# Second factors.
mail-factor-added-subject = Ein zweiter Schritt wurde hinzugefügt
mail-factor-added = Ihr Konto bei { $issuer } hat einen neuen zweiten Schritt zum Anmelden.
mail-factor-removed-subject = Ein zweiter Schritt wurde entfernt
mail-factor-removed = Ein zweiter Schritt zum Anmelden wurde aus Ihrem Konto bei { $issuer } entfernt.
mail-factors-reset-subject = Ihre zweiten Schritte wurden entfernt
mail-factors-reset = Ein Administrator von { $issuer } hat die zweiten Schritte zum Anmelden aus Ihrem Konto entfernt und Sie überall abgemeldet. Richten Sie nach dem Anmelden einen neuen ein.
mail-recovery-codes-made-subject = Sie haben neue Wiederherstellungscodes
mail-recovery-codes-made = Für Ihr Konto bei { $issuer } wurden neue Wiederherstellungscodes erstellt. Die alten gelten nicht mehr.
mail-recovery-code-used-subject = Ein Wiederherstellungscode wurde benutzt
mail-recovery-code-used = Jemand hat sich bei Ihrem Konto bei { $issuer } mit einem Wiederherstellungscode angemeldet.
mail-recovery-codes-left =
    { $left ->
        [0] Es ist kein Wiederherstellungscode übrig. Erstellen Sie neue.
        [one] Ein Wiederherstellungscode ist übrig. Erstellen Sie bald neue.
       *[other] { $left } Wiederherstellungscodes sind übrig.
    }
mail-passkey-added-subject = Ein Passkey wurde hinzugefügt
mail-passkey-added = Ihr Konto bei { $issuer } hat einen neuen Passkey. Wer ihn besitzt, kann sich anmelden.
mail-passkey-removed-subject = Ein Passkey wurde entfernt
mail-passkey-removed = Ein Passkey wurde aus Ihrem Konto bei { $issuer } entfernt. Mit ihm kann sich niemand mehr anmelden.
mail-identity-linked-subject = Ein anderes Konto meldet bei Ihrem an
mail-identity-linked = Ein Konto anderswo wurde mit Ihrem Konto bei { $issuer } verbunden. Wer es besitzt, kann sich anmelden.
mail-identity-unlinked-subject = Ein Konto wurde getrennt
mail-identity-unlinked = Ein Konto anderswo wurde von Ihrem Konto bei { $issuer } getrennt. Es meldet nicht mehr an.
mail-fact-provider = Dienst

# The end of an account.
mail-deletion-scheduled-subject = Ihr Konto wird gelöscht
mail-deletion-scheduled = Ihr Konto bei { $issuer } wird gelöscht. Bis dahin können Sie sich anmelden und es sich anders überlegen.
mail-deletion-cancelled-subject = Ihr Konto bleibt bestehen
mail-deletion-cancelled = Ihr Konto bei { $issuer } wird nicht gelöscht.
mail-account-deleted-subject = Ihr Konto wurde gelöscht
mail-account-deleted = Ihr Konto bei { $issuer } wurde mit allem gelöscht, was dazugehörte. Dies ist die letzte Nachricht dazu.

# An operator tries the mail.
mail-trial-subject = E‑Mails von { $issuer } kommen an
mail-trial = Diese Nachricht wurde gesendet, um zu sehen, ob E‑Mails von { $issuer } ankommen. Das tun sie, und Sie müssen nichts weiter tun.

# Text messages. Short: an SMS has 160 characters, or 70.
sms-code = { $issuer }: Ihr Code ist { $code }. Geben Sie ihn niemandem.
