# The page that a link in a mail opens, and what comes of it.

verify-email-sign-up-title = Finish creating your account
verify-email-sign-up-explanation = The account { $username } at this service will have the address { $address }.
verify-email-sign-up-submit = Create account
verify-email-own-title = Confirm your email address
verify-email-own-explanation = Confirm that { $address } is your address.
verify-email-change-title = Change your email address
verify-email-change-explanation = Your account will have the address { $address } from now on.
verify-email-submit = Confirm
verify-email-not-you = You did not ask for this? Then close this page: nothing happens.
verify-email-elsewhere-title = Open this link where you asked for it
verify-email-elsewhere-explanation = It works in the browser in which you asked for it. In this one, sign in to your account first.
verify-email-password = Password
verify-email-password-chosen = You asked for this in another browser. Enter the password that you chose there, so that nobody creates an account in your name.
verify-email-password-of-account = You asked for this in another browser. Enter the password of the account, so that nobody uses your address for theirs.
verify-email-password-wrong = This is not the password of that account.
verify-email-taken-title = This account could not be created
verify-email-taken-explanation = Somebody else took the username in the meantime. Choose another one.
verify-email-sign-up-again = Start again
verify-email-verified-title = Thank you
verify-email-verified-explanation = { $address } is confirmed.
verify-email-changed-title = Your email address is changed
verify-email-changed-explanation = Your account has the address { $address } now.

# A sign-in that waits for a proven address.
email-needed-title = Confirm your email address
email-needed-asked = Before you can sign in, we have to know that { $address } is yours.
email-needed-sent = We have sent a message to { $address }. Open its link, then come back here.
email-needed-no-address = Before you can sign in, your account needs an email address. Ask an administrator to add one.
email-needed-send = Send me a link
email-needed-resend = Send it again
email-needed-go-on = I have confirmed it
email-needed-not-yet = Your address is not confirmed yet. Open the link in the message first.
