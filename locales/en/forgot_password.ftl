# A forgotten password.

forgot-password-title = Forgot your password?
forgot-password-explanation = We send you a link to choose another one.
forgot-password-submit = Send me a link
forgot-password-back = Back to signing in

reset-password-title = Choose a new password
reset-password-explanation = You will be signed out everywhere.
reset-password-username-label = Username
reset-password-label = New password
reset-password-submit = Change password
reset-password-done-title = Your password is changed
reset-password-done-explanation = You are signed out everywhere. Sign in with your new password.
