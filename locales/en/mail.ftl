# Mails and text messages. Every message may name { $issuer }, whose house it is.

mail-footer = { $issuer } sent this to { $address }. { $url }
mail-support = Questions? Write to { $address }.
mail-copy-link = If the button does not work, copy this address into your browser:

# What a button says.
mail-review-account = Look at your account
mail-sign-in-action = Sign in
mail-verify-email-action = Confirm this address
mail-reset-password-action = Choose a new password
mail-invitation-action = Create your account

# What to do if it was somebody else.
mail-note-ignore = If you did not ask for this, ignore this message: nothing will change.
mail-note-ignore-invitation = If you do not expect this invitation, ignore it: nothing will happen.
mail-note-not-you = If this was not you, sign in, change your password and sign out everywhere.
mail-note-code-not-you = Tell nobody this code. If you are not signing in right now, somebody knows your password: change it.
mail-note-never-tell = Tell nobody this code. If you are not signing in right now, ignore this message.
mail-note-never-forward = The link works once. Do not pass it on. If you are not signing in right now, ignore this message.
mail-note-guessed = If it was you, you need not do anything. If you use this password elsewhere, change it there, too.

# What happened, line by line.
mail-fact-device = Device
mail-fact-network = Network
mail-fact-time = Time
mail-fact-new-address = New address
mail-fact-kind = Kind
mail-fact-name = Name
mail-fact-deletion = It will be deleted on

# Kinds of second factors.
mail-factor-passkey = Passkey or security key
mail-factor-totp = Authenticator app
mail-factor-email = Code by email
mail-factor-sms = Code by text message
mail-factor-recovery-code = Recovery codes

# The address.
mail-verify-email-subject = Confirm your email address
mail-verify-email = This address was given for an account at { $issuer }. Confirm that it is yours. The link works once.
mail-confirm-new-email-subject = Confirm your new email address
mail-confirm-new-email = This address will become the address of an account at { $issuer }. Confirm that it is yours. The link works once.
mail-email-change-requested-subject = Your email address is about to change
mail-email-change-requested = Somebody asked to replace this address of your account at { $issuer }. The new address has to be confirmed first.
mail-email-changed-subject = Your email address was changed
mail-email-changed = Your account at { $issuer } has another email address now. This one will get no more messages about it.
mail-already-registered-subject = You already have an account
mail-already-registered = Somebody tried to create an account at { $issuer } with this address, which has one already. You can simply sign in.
mail-already-registered-forgotten = Forgot your password? Choose a new one here: { $link }
mail-invitation-subject = You are invited to { $issuer }
mail-invitation = You are invited to create an account at { $issuer }. The link works once.

# The password.
mail-reset-password-subject = Choose a new password
mail-reset-password = Somebody asked for a new password for your account at { $issuer }. The link works once.
mail-reset-without-password = Somebody asked for a new password for your account at { $issuer }. The account has no password: sign in as you always do.
mail-password-changed-subject = Your password was changed
mail-password-changed = The password of your account at { $issuer } is another one now.
mail-password-guessed-subject = Somebody is guessing your password
mail-password-guessed = Many wrong passwords were tried for your account at { $issuer }. Nobody came in. You can choose a new password to be safe.

# Signing in.
mail-new-device-subject = New sign-in to your account
mail-new-device = Somebody signed in to your account at { $issuer } on a device that was not used before.
mail-sign-in-link-subject = Your link to sign in
mail-sign-in-link = With this link you sign in to { $issuer }.
mail-sign-in-code-subject = Your code to sign in
mail-sign-in-code = With this code you sign in to { $issuer }. Enter it on the page that asked for it.
mail-factor-code-subject = Your security code
mail-factor-code = Enter this code to finish signing in to { $issuer }.

# Second factors.
mail-factor-added-subject = A second step was added
mail-factor-added = Your account at { $issuer } has a new second step for signing in.
mail-factor-removed-subject = A second step was removed
mail-factor-removed = A second step for signing in was removed from your account at { $issuer }.
mail-factors-reset-subject = Your second steps were removed
mail-factors-reset = An administrator of { $issuer } removed the second steps for signing in from your account, and signed you out everywhere. Set up a new one when you have signed in.
mail-recovery-codes-made-subject = You have new recovery codes
mail-recovery-codes-made = New recovery codes were made for your account at { $issuer }. The old ones no longer work.
mail-recovery-code-used-subject = A recovery code was used
mail-recovery-code-used = Somebody signed in to your account at { $issuer } with a recovery code.
mail-recovery-codes-left =
    { $left ->
        [0] No recovery code is left. Make new ones.
        [one] One recovery code is left. Make new ones soon.
       *[other] { $left } recovery codes are left.
    }
mail-passkey-added-subject = A passkey was added
mail-passkey-added = Your account at { $issuer } has a new passkey. Whoever holds it can sign in.
mail-passkey-removed-subject = A passkey was removed
mail-passkey-removed = A passkey was removed from your account at { $issuer }. It no longer signs in.
mail-identity-linked-subject = Another account signs in to yours
mail-identity-linked = An account elsewhere was connected with your account at { $issuer }. Whoever holds it can sign in.
mail-identity-unlinked-subject = An account was disconnected
mail-identity-unlinked = An account elsewhere was disconnected from your account at { $issuer }. It no longer signs in.
mail-fact-provider = Service

# The end of an account.
mail-deletion-scheduled-subject = Your account will be deleted
mail-deletion-scheduled = Your account at { $issuer } will be deleted. Until then you can sign in and change your mind.
mail-deletion-cancelled-subject = Your account stays
mail-deletion-cancelled = Your account at { $issuer } will not be deleted.
mail-account-deleted-subject = Your account was deleted
mail-account-deleted = Your account at { $issuer } was deleted with everything it held. This is the last message about it.

# An operator tries the mail.
mail-trial-subject = Mail from { $issuer } arrives
mail-trial = An operator of { $issuer } sent this to see whether mail arrives. It did, and you need not do anything.

# Text messages. Short: an SMS has 160 characters, or 70.
sms-code = { $issuer }: your code is { $code }. Tell it to nobody.
