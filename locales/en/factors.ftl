# Second factors: at the sign-in, while they are set up, and in one's own account.

factor-kind-passkey = Passkey or security key
factor-kind-totp = Authenticator app
factor-kind-email = Code by email
factor-kind-sms = Code by text message
factor-kind-recovery-code = Recovery code

factor-about-passkey = Your device or a security key confirms that it is you. The safest choice.
factor-about-totp = An app on your phone shows a new code every half minute. Works without a network.
factor-about-email = We send a code to your email address each time.
factor-about-sms = We send a code to your phone each time.
factor-about-recovery-code = Ten codes on paper, each good once, for when nothing else is at hand.

# The second step of a sign-in.
second-factor-title = Confirm that it is you
second-factor-lead-totp = Enter the code that your authenticator app shows.
second-factor-lead-email = We send a code to { $target }.
second-factor-lead-sms = We send a code to your phone, { $target }.
second-factor-lead-sent = Enter the code that we sent to { $target }. It is good for ten minutes.
second-factor-lead-passkey = Use your passkey or security key.
second-factor-lead-recovery-code = Enter one of your recovery codes. Each is good once.
second-factor-code-label = Code
second-factor-remember = { $days ->
    [one] Do not ask again in this browser for a day
   *[other] Do not ask again in this browser for { $days } days
}
second-factor-submit = Continue
second-factor-send = Send the code
second-factor-send-again = Send another code
second-factor-other-ways = Use something else

# Setting one up.
factor-set-up-title = Add a second step
factor-set-up-title-totp = Set up an authenticator app
factor-set-up-title-email = Codes by email
factor-set-up-title-sms = Codes by text message
factor-set-up-title-passkey = Set up a passkey
factor-set-up-lead = Besides your password, this account needs a second proof that it is you. Choose one; you can add others later.
factor-set-up-lead-totp = Scan this picture with your authenticator app, then enter the code that it shows.
factor-set-up-lead-email = We send a code to { $target }, to see that it arrives.
factor-set-up-lead-sms = We send a code to your phone, to see that it arrives.
factor-set-up-lead-sms-sent = Enter the code that we sent to your phone. It is good for ten minutes.
factor-set-up-lead-passkey = Your device will ask you to confirm.
factor-set-up-picture = The secret for your authenticator app as a QR code. It is also written below.
factor-set-up-open-app = The app is on this device: open it
factor-set-up-by-hand = Type it in by hand
factor-set-up-phone-label = Phone number
factor-set-up-phone-hint = With the country code, such as +44 20 7946 0018
factor-set-up-other-phone = Use another number
factor-set-up-submit = Turn it on
factor-set-up-other = Choose something else
factor-set-up-back = Back to your account

# Recovery codes.
recovery-codes-title = Your recovery codes
recovery-codes-lead = If you lose your phone or your keys, one of these lets you in. Each is good once.
recovery-codes-note = We show them this once. Print this page, or keep the file where only you find it. Codes you had before no longer work.
recovery-codes-download = Download as a file
recovery-codes-done = I have kept them

# What was wrong.
factor-problem-wrong = This code is not right, or was used already. Check it and try again.
factor-problem-six-digits = Enter the six digits of the code.
factor-problem-eight-digits = Enter the eight digits of the code.
factor-problem-recovery-code = A recovery code has four groups of four letters and digits.
factor-problem-paused = There were too many wrong codes. Wait a quarter of an hour, or use a passkey if you have one.
factor-problem-burned = There were too many wrong codes. Have another one sent.
factor-problem-sent-too-often = A code is on its way already. Wait a little before you ask for another.
factor-problem-no-more-texts = No more text messages can be sent today. Use another way, or try again tomorrow.
factor-problem-not-a-number = Enter the number with its country code, beginning with +.
factor-problem-no-address = Confirm your email address first.
factor-problem-form-expired = This page was open for too long, or your browser blocks cookies. Try again.

# The account's page.
two-factor-lead = With a second step, a stolen password opens nothing.
two-factor-kinds-heading = Second steps
two-factor-off = Off
two-factor-since = On since { $date }
two-factor-used = Last used { $date }
two-factor-to = Codes go to { $target }
two-factor-set-up = Set up
two-factor-turn-on = Turn on
two-factor-replace = Change
two-factor-remove = Remove
two-factor-manage-passkeys = Manage passkeys
two-factor-passkeys-on = You have a passkey
two-factor-needed = Your organisation requires a second step, so the last one cannot be removed.
two-factor-last-one = This is your only second step, and you need one. Add another first.
two-factor-email-unverified = Confirm your email address to use it for codes.
two-factor-codes-heading = Recovery codes
two-factor-codes-left = { $count ->
    [0] You have no recovery codes left. Make new ones.
    [one] You have one recovery code left. Make new ones soon.
   *[other] You have { $count } recovery codes left.
}
two-factor-codes-make = Make new codes
two-factor-codes-none = Recovery codes come with your first second step.
two-factor-browsers-heading = Remembered browsers
two-factor-browsers-none = Every browser is asked for the second step.
two-factor-browser-until = Not asked until { $date }
two-factor-forget = Ask everywhere again

account-done-factor-added = The second step is on.
account-done-factor-removed = The second step was removed.
account-done-browsers-forgotten = Every browser will be asked again.
