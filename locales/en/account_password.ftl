# Another password, on the account's page.

account-password-title = Change your password
account-password-title-first = Set a password
account-password-lead = Every other browser will be signed out, and we will tell you by mail.
account-password-current = Current password
account-password-new = New password
account-password-submit = Save password
account-password-current-wrong = This is not your current password.
account-password-meanwhile = Your account was changed in another window at the same moment. Try again.
