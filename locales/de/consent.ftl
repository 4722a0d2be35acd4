# The consent page.

consent-title = { $app } erlauben, Ihr Konto zu nutzen?
consent-title-more = { $app } bittet um mehr als bisher
consent-asked-heading = { $app } könnte dann
consent-asked-more-heading = Neu dabei
consent-before-heading = Das haben Sie schon erlaubt
consent-never-password = Ihr Passwort erfährt { $app } nicht.
consent-leads-to-site = Danach geht es weiter an { $destination }.
consent-leads-to-this-device = Danach geht es weiter an ein Programm auf diesem Gerät. Erlauben Sie das nur, wenn Sie es selbst gestartet haben.
consent-leads-to-app = Danach geht es weiter an { $destination }.
consent-allow = Erlauben
consent-deny = Nicht erlauben
consent-not-you = Nicht Ihr Konto?

# What each scope means: a title, and a detail where the value itself is not shown.
consent-scope-openid-title = Sie wiedererkennen
consent-scope-openid-detail = Damit man Sie kennt, wenn Sie zurückkommen
consent-scope-profile-title = Ihr Profil sehen
consent-scope-profile-detail = Ihren Namen und was sonst in Ihrem Profil steht
consent-scope-email-title = Ihre E‑Mail-Adresse sehen
consent-scope-email-detail = Und ob sie bestätigt ist
consent-scope-address-title = Ihre Postanschrift sehen
consent-scope-address-detail = So, wie sie in Ihrem Profil steht
consent-scope-phone-title = Ihre Telefonnummer sehen
consent-scope-phone-detail = Und ob sie bestätigt ist
consent-scope-offline-access-title = Verbunden bleiben
consent-scope-offline-access-detail = Der Zugriff bleibt auch in Ihrer Abwesenheit, bis Sie ihn zurücknehmen
consent-scope-of-service-title = { $service } für Sie nutzen
consent-scope-of-service-detail = Berechtigung: { $scope }
consent-scope-other-title = Die Berechtigung { $scope } nutzen
