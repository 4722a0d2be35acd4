# The sign-in page.

sign-in-title = Bei { $issuer } anmelden
sign-in-title-for-app = Anmelden, weiter zu { $app }
sign-in-to = Anmelden
sign-in-login-label = Benutzername oder E‑Mail-Adresse
sign-in-password-label = Passwort
sign-in-submit = Anmelden
sign-in-by-mail = Per E‑Mail anmelden
sign-in-forgot = Passwort vergessen?
sign-in-sign-up = Konto erstellen
sign-in-choose-account = Ein angemeldetes Konto auswählen

# Why somebody who is signed in is asked again.
sign-in-reason-login-too-old = Ihre Anmeldung liegt eine Weile zurück. { $app } bittet Sie zu bestätigen, dass Sie es noch sind.
sign-in-reason-prompt-login = { $app } bittet Sie, Ihr Passwort noch einmal einzugeben.
sign-in-reason-own-account = Melden Sie sich zum Schutz Ihres Kontos noch einmal an, bevor Sie etwas ändern.
sign-in-reason-wrong-subject = { $app } bittet um ein anderes Konto als das, mit dem Sie angemeldet sind.

# What was wrong. None of these may tell whether an account exists.
sign-in-problem-rejected = Benutzername und Passwort passen nicht zusammen. Prüfen Sie beide und versuchen Sie es erneut.
sign-in-problem-login-missing = Geben Sie Ihren Benutzernamen oder Ihre E‑Mail-Adresse ein.
sign-in-problem-password-missing = Geben Sie Ihr Passwort ein.
sign-in-problem-too-many-tries = Es gab zu viele Versuche. Warten Sie einige Minuten und versuchen Sie es dann erneut.
sign-in-problem-busy = Gerade melden sich viele Menschen an. Warten Sie einen Moment und versuchen Sie es dann erneut.
sign-in-problem-form-expired = Diese Seite war zu lange geöffnet, oder Ihr Browser blockiert Cookies. Geben Sie Ihre Daten noch einmal ein.
sign-in-or = oder
sign-in-through = Weiter mit { $provider }
sign-in-next = Weiter
sign-in-problem-no-provider = Für diese Adresse ist kein Anmeldedienst bekannt. Prüfen Sie sie, oder wählen Sie unten einen anderen Weg.
