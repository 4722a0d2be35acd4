# The address of an account, and another one in its place.

email-change-explanation = Messages about your account go to this address. You can sign in with it, too.
email-change-verified = confirmed
email-change-unverified = not confirmed yet
email-change-none = Your account has no email address yet.
email-change-prove = Send me a link to confirm it
email-change-proof-sent = We have sent a link to { $address }. Open it to confirm the address.
email-change-label = New email address
email-change-hint = We send a link to the new address, and word of it to the old one.
email-change-submit = Change address
email-change-sign-in-first = You sign in again first, since this is how your account is recovered.
email-change-sent = We have sent a link to { $address }. Your address changes when you open it.
email-change-problem-invalid = Enter an email address like name@example.com.
email-change-problem-same = This is your address already.
