# Passkeys: the button wherever it stands, and the pages of an account about them.

passkey-button-sign-in = Sign in with a passkey
passkey-button-second-factor = Use a passkey
passkey-button-add = Add a passkey

# What the browser's answer means, said beside the button.
passkey-told-cancelled = No passkey was used. Try again whenever you like, or go on another way.
passkey-told-known = This device already has a passkey for your account.
passkey-told-expired = This page was open for too long. Load it again, then try once more.
passkey-told-failed = That did not work. Wait a moment, then try again.

# What was wrong with an answer that the browser sent.
passkey-problem-refused = This passkey could not be used here. Try again, or go on another way.
passkey-problem-over = That took too long. Try again.
passkey-problem-too-many = Your account has as many passkeys as it can have. Remove one that you do not use.

passkeys-lead = With a passkey you sign in by unlocking your phone, computer or security key. There is nothing to remember, and nothing that a false page could take from you.
passkeys-heading-yours = Your passkeys
passkeys-none = You have no passkey yet.
passkeys-synced = Kept in your account with its maker, on all your devices
passkeys-bound = On one device
passkeys-added = Added on { $date }
passkeys-used = Last used on { $date }
passkeys-never-used = Never used
passkeys-change = Change
passkeys-change-named = Change { $name }
passkeys-heading-add = Another passkey
passkeys-heading-first = Your first passkey
passkeys-add-explanation = Your browser asks you to unlock this device, or to use another one.
passkeys-needs-script = Passkeys need JavaScript, and a browser that knows them.
passkeys-sign-in-again = Sign in again to add one
passkeys-sign-in-again-explanation = To make sure that it is you, sign in again first.
passkeys-new-name = Passkey of { $date }

passkeys-one-title = Passkey
passkeys-name-label = Name
passkeys-name-hint = So that you recognise it later: the device, or where you keep the key.
passkeys-name-missing = Enter a name.
passkeys-save = Save
passkeys-cancel = Cancel
passkeys-remove = Remove this passkey

passkeys-removal-title = Remove this passkey?
passkeys-removal-explanation = { $name } cannot sign you in any more. Remove it on the device as well, so that it is not offered there.
passkeys-removal-confirm = Remove
passkeys-removal-last-way-in = This is your only way to sign in. Add another passkey or set a password first.
passkeys-removal-last-factor = Your account needs a second step, and this is your only one. Add another one first.

account-done-passkey-added = Your passkey was added. You can give it a name that you will recognise.
account-done-passkey-renamed = The name was saved.
account-done-passkey-removed = The passkey was removed.
