# Signing in with a mail.

by-mail-sign-in-title = Sign in by email
by-mail-sign-in-link = Email me a link
by-mail-sign-in-code = Email me a code
by-mail-sign-in-password = Use your password instead

by-mail-link-title = Sign in
by-mail-link-explanation = You are about to sign in as { $address }.
by-mail-link-elsewhere = This link signs in only in the browser in which you asked for it.
by-mail-link-elsewhere-advice = Open it there, or ask for a new one here. If you did not ask for it, close this page: somebody may have typed your address by mistake.

by-mail-code-title = Enter the code
by-mail-code-explanation = If there is such an account, we have sent a code of eight digits to its email address. It works for ten minutes.
by-mail-code-label = Code
by-mail-code-submit = Sign in
by-mail-code-again = Ask for another code
by-mail-code-problem-missing = Enter the code from the message.
by-mail-code-problem-wrong = This is not the code. Check the message and try again.
