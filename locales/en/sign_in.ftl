# The sign-in page.

sign-in-title = Sign in to { $issuer }
sign-in-title-for-app = Sign in to continue to { $app }
sign-in-to = Sign in
sign-in-login-label = Username or email
sign-in-password-label = Password
sign-in-submit = Sign in
sign-in-by-mail = Sign in by email
sign-in-forgot = Forgot your password?
sign-in-sign-up = Create an account
sign-in-choose-account = Choose an account that is signed in

# Why somebody who is signed in is asked again.
sign-in-reason-login-too-old = You signed in a while ago. { $app } asks you to confirm that it is still you.
sign-in-reason-prompt-login = { $app } asks you to enter your password again.
sign-in-reason-own-account = To keep your account safe, sign in once more before you change it.
sign-in-reason-wrong-subject = { $app } asks for a different account than the one you are signed in with.

# What was wrong. None of these may tell whether an account exists.
sign-in-problem-rejected = This username and password do not match. Check both and try again.
sign-in-problem-login-missing = Enter your username or email.
sign-in-problem-password-missing = Enter your password.
sign-in-problem-too-many-tries = There were too many attempts. Wait a few minutes, then try again.
sign-in-problem-busy = Many people are signing in right now. Wait a moment, then try again.
sign-in-problem-form-expired = This page was open for too long, or your browser blocks cookies. Enter your details again.
sign-in-or = or
sign-in-through = Continue with { $provider }
sign-in-next = Next
sign-in-problem-no-provider = No sign-in service is known for this address. Check it, or choose another way below.
