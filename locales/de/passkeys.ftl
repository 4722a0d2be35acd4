# Passkeys: the button wherever it stands, and the pages of an account about them.

passkey-button-sign-in = Mit Passkey anmelden
passkey-button-second-factor = Passkey verwenden
passkey-button-add = Passkey hinzufügen

# What the browser's answer means, said beside the button.
passkey-told-cancelled = Es wurde kein Passkey verwendet. Versuchen Sie es jederzeit erneut, oder nehmen Sie einen anderen Weg.
passkey-told-known = Dieses Gerät hat schon einen Passkey für Ihr Konto.
passkey-told-expired = Diese Seite war zu lange geöffnet. Laden Sie sie neu und versuchen Sie es noch einmal.
passkey-told-failed = Das hat nicht geklappt. Warten Sie einen Moment und versuchen Sie es dann erneut.

# What was wrong with an answer that the browser sent.
passkey-problem-refused = Dieser Passkey kann hier nicht verwendet werden. Versuchen Sie es erneut, oder nehmen Sie einen anderen Weg.
passkey-problem-over = Das hat zu lange gedauert. Versuchen Sie es erneut.
passkey-problem-too-many = Ihr Konto hat so viele Passkeys, wie es haben kann. Entfernen Sie einen, den Sie nicht benutzen.

passkeys-lead = Mit einem Passkey melden Sie sich an, indem Sie Ihr Telefon, Ihren Computer oder Ihren Sicherheitsschlüssel entsperren. Sie müssen sich nichts merken, und eine gefälschte Seite kann Ihnen nichts entlocken.
passkeys-heading-yours = Ihre Passkeys
passkeys-none = Sie haben noch keinen Passkey.
passkeys-synced = In Ihrem Konto beim Hersteller, auf all Ihren Geräten
passkeys-bound = Auf einem Gerät
passkeys-added = Hinzugefügt am { $date }
passkeys-used = Zuletzt benutzt am { $date }
passkeys-never-used = Nie benutzt
passkeys-change = Ändern
passkeys-change-named = { $name } ändern
passkeys-heading-add = Weiterer Passkey
passkeys-heading-first = Ihr erster Passkey
passkeys-add-explanation = Ihr Browser bittet Sie, dieses Gerät zu entsperren oder ein anderes zu verwenden.
passkeys-needs-script = Passkeys brauchen JavaScript und einen Browser, der sie kennt.
passkeys-sign-in-again = Zum Hinzufügen erneut anmelden
passkeys-sign-in-again-explanation = Melden Sie sich zuerst noch einmal an, damit sicher ist, dass Sie es sind.
passkeys-new-name = Passkey vom { $date }

passkeys-one-title = Passkey
passkeys-name-label = Name
passkeys-name-hint = Damit Sie ihn später erkennen: das Gerät, oder wo Sie den Schlüssel aufbewahren.
passkeys-name-missing = Geben Sie einen Namen ein.
passkeys-save = Speichern
passkeys-cancel = Abbrechen
passkeys-remove = Diesen Passkey entfernen

passkeys-removal-title = Diesen Passkey entfernen?
passkeys-removal-explanation = Mit { $name } können Sie sich dann nicht mehr anmelden. Entfernen Sie ihn auch auf dem Gerät, damit er dort nicht mehr angeboten wird.
passkeys-removal-confirm = Entfernen
passkeys-removal-last-way-in = Nur so können Sie sich anmelden. Fügen Sie zuerst einen anderen Passkey hinzu oder legen Sie ein Passwort fest.
passkeys-removal-last-factor = Ihr Konto braucht einen zweiten Schritt, und dies ist Ihr einziger. Fügen Sie zuerst einen anderen hinzu.

account-done-passkey-added = Ihr Passkey wurde hinzugefügt. Geben Sie ihm einen Namen, an dem Sie ihn erkennen.
account-done-passkey-renamed = Der Name wurde gespeichert.
account-done-passkey-removed = Der Passkey wurde entfernt.
