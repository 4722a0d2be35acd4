# Making an account.

sign-up-title = Create your { $issuer } account
sign-up-heading = Create an account
sign-up-username-label = Username
sign-up-username-hint = Letters, digits, dots, hyphens and underscores
sign-up-email-label = Email
sign-up-password-label = Password
sign-up-submit = Create account
sign-up-have-account = Already have an account?
sign-up-optional = { $label } (optional)

# What a tenant may ask for besides.
sign-up-claim-name = Full name
sign-up-claim-given-name = First name
sign-up-claim-family-name = Last name
sign-up-claim-middle-name = Middle name
sign-up-claim-nickname = Nickname
sign-up-claim-birthdate = Date of birth
sign-up-claim-zoneinfo = Time zone
sign-up-claim-locale = Language
sign-up-claim-phone-number = Phone number
sign-up-claim-website = Website

# What was wrong. None of these may tell whether an address has an account.
sign-up-problem-username-missing = Choose a username.
sign-up-problem-username-invalid = This username cannot be used. Choose letters, digits, dots, hyphens and underscores.
sign-up-problem-username-taken = Somebody has this username already. Choose another one.
sign-up-problem-email-invalid = Enter an email address like name@example.com.
sign-up-problem-email-not-allowed = You cannot create an account with an address of this domain.
sign-up-problem-claim-missing = { $label }: this is needed.
sign-up-problem-claim-invalid = { $label }: this cannot be right.
sign-up-problem-form-expired = This page was open for too long, or your browser blocks cookies. Enter the details again.
sign-up-problem-busy = Many people are doing this right now. Wait a moment, then try again.

# A mail is on its way.
check-mail-title = Check your email
check-mail-sign-up = We have sent a message to { $login }. Open its link in this browser to finish.
check-mail-reset = If there is an account for { $login }, we have sent a link to its email address. It works for 30 minutes.
check-mail-sign-in-link = If there is an account for { $login }, we have sent a link to its email address. Open it in this browser within 15 minutes.
check-mail-advice = No message? Look into your spam folder, and check what you typed.
check-mail-again = Start again
sign-up-elsewhere = You come from { $provider }. A few things are missing before your account here is ready.
