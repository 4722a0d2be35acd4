# Signing in with a mail.

mail-sign-in-title = Sign in by email
mail-sign-in-link = Email me a link
mail-sign-in-code = Email me a code
mail-sign-in-password = Use your password instead

mail-link-title = Sign in
mail-link-explanation = You are about to sign in as { $address }.
mail-link-elsewhere = This link signs in only in the browser in which you asked for it.
mail-link-elsewhere-advice = Open it there, or ask for a new one here. If you did not ask for it, close this page: somebody may have typed your address by mistake.

mail-code-title = Enter the code
mail-code-explanation = If there is such an account, we have sent a code of eight digits to its email address. It works for ten minutes.
mail-code-label = Code
mail-code-submit = Sign in
mail-code-again = Ask for another code
mail-code-problem-missing = Enter the code from the message.
mail-code-problem-wrong = This is not the code. Check the message and try again.
