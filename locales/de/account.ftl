# Around every page of a person's account, and its overview.

account-navigation = Ihr Konto
account-menu = Menü
account-others = Konto wechseln
account-add = Konto hinzufügen

account-page-overview = Übersicht
account-page-profile = Profil
account-page-email = E‑Mail
account-page-password = Passwort
account-page-two-factor = Zweiter Schritt
account-page-passkeys = Passkeys
account-page-sessions = Sitzungen
account-page-apps = Apps
account-page-data = Ihre Daten
account-page-activity = Aktivität

account-about-overview = Alles auf einen Blick
account-about-profile = Ihr Name, Ihr Bild und was Apps sonst sehen können
account-about-email = Die Adresse, an die wir schreiben
account-about-password = Ändern oder ein erstes festlegen
account-about-two-factor = Ein zweiter Nachweis, dass Sie es sind
account-about-passkeys = Ohne Passwort anmelden
account-about-sessions = Wo Sie angemeldet sind
account-about-apps = Was Sie wem erlaubt haben
account-about-data = Eine Kopie mitnehmen oder das Konto schließen
account-about-activity = Was in Ihrem Konto geschehen ist

account-welcome = Guten Tag, { $name }
account-overview-lead = Das ist Ihr Konto. Alles darin können Sie ansehen und ändern.

account-attention-heading = Einen Moment wert
account-attention-unverified-email = Ihre E‑Mail-Adresse ist noch nicht bestätigt.
account-attention-verify = Bestätigen
account-attention-no-second-factor = Nur Ihr Passwort schützt dieses Konto.
account-attention-set-up = Schutz hinzufügen
account-attention-no-recovery-codes = Sie haben keine Wiederherstellungs­codes für den Fall, dass Ihr zweiter Schritt verloren geht.
account-attention-new-codes = Neue erstellen
account-attention-keep = Behalten

# After a change.
account-done-profile-saved = Ihr Profil wurde gespeichert.
account-done-username-changed = Ab jetzt melden Sie sich mit Ihrem neuen Benutzernamen an.
account-done-picture-saved = Ihr Bild wurde gespeichert.
account-done-picture-removed = Ihr Bild wurde entfernt.
account-done-password-changed = Ihr Passwort wurde geändert. Alle anderen Browser wurden abgemeldet.
account-done-signed-out = Abgemeldet.
account-done-app-taken-back = Der Zugriff wurde entzogen.
account-done-deletion-scheduled = Dieses Konto wird gelöscht. Bis dahin können Sie es sich anders überlegen.
account-done-deletion-cancelled = Dieses Konto bleibt bestehen.
account-page-connections = Verbundene Konten
account-about-connections = Mit einem Konto von anderswo anmelden
account-done-connected = Verbunden. Sie können sich ab jetzt mit diesem Konto anmelden.
account-done-disconnected = Getrennt. Dieses Konto meldet nicht mehr an.
