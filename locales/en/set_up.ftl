# The first administrator.

set-up-title = Set up { $issuer }
set-up-explanation = Create the first administrator. This page works once, with the link you opened.
set-up-username-label = Username
set-up-username-hint = Letters, digits, dots, hyphens and underscores
set-up-email-label = Email
set-up-password-label = Password
set-up-submit = Create administrator

set-up-problem-username-missing = Enter a username.
set-up-problem-username-invalid = This username cannot be used. Choose letters, digits, dots, hyphens and underscores.
set-up-problem-email-invalid = Enter an email address like name@example.com.
set-up-problem-form-expired = This page was open for too long, or your browser blocks cookies. Enter the details again.
