# Signing out: the question, and how it ended.

sign-out-title = Sign out of { $issuer }?
sign-out-asked-by-app = { $app } asks to sign you out here. Other apps that you opened from here may ask you to sign in again.
sign-out-asked = Apps that you opened from here may ask you to sign in again.
sign-out-accounts = { $count ->
    [one] This account will be signed out
   *[other] These { $count } accounts will be signed out
}
sign-out-confirm = Sign out
sign-out-cancel = Stay signed in

signed-out-title = You are signed out
signed-out-explanation = Nobody is signed in here in this browser any more. If others use this device, close the apps you had open too.
signed-out-onward = Sign in again
signed-out-stayed-title = You are still signed in
signed-out-stayed-explanation = Nothing has changed. You can close this page.
signed-out-stayed-onward = See your accounts
