# Around every page of a person's account, and its overview.

account-navigation = Your account
account-menu = Menu
account-others = Switch account
account-add = Add account

account-page-overview = Overview
account-page-profile = Profile
account-page-email = Email
account-page-password = Password
account-page-two-factor = Second step
account-page-passkeys = Passkeys
account-page-sessions = Sessions
account-page-apps = Apps
account-page-data = Your data
account-page-activity = Activity

account-about-overview = Everything at a glance
account-about-profile = Your name, picture and what else apps may see
account-about-email = The address we write to
account-about-password = Change it, or set a first one
account-about-two-factor = A second proof that it is you
account-about-passkeys = Sign in without a password
account-about-sessions = Where you are signed in
account-about-apps = What you allowed, and to whom
account-about-data = Take a copy with you, or leave
account-about-activity = What happened to your account

account-welcome = Hello, { $name }
account-overview-lead = This is your account. Everything in it is yours to see and to change.

account-attention-heading = Worth a moment
account-attention-unverified-email = Your email address has not been confirmed.
account-attention-verify = Confirm it
account-attention-no-second-factor = Only your password protects this account.
account-attention-set-up = Add protection
account-attention-no-recovery-codes = You have no recovery codes for when your second step is lost.
account-attention-new-codes = Get new ones
account-attention-keep = Keep it

# After a change.
account-done-profile-saved = Your profile was saved.
account-done-username-changed = You sign in with your new username from now on.
account-done-picture-saved = Your picture was saved.
account-done-picture-removed = Your picture was removed.
account-done-password-changed = Your password was changed. Every other browser was signed out.
account-done-signed-out = Signed out.
account-done-app-taken-back = Taken back. Its access has ended.
account-done-deletion-scheduled = This account will be deleted. You can change your mind until then.
account-done-deletion-cancelled = This account stays.
account-page-connections = Connected accounts
account-about-connections = Sign in with an account from elsewhere
account-done-connected = Connected. You can sign in with that account from now on.
account-done-disconnected = Disconnected. That account no longer signs in.
