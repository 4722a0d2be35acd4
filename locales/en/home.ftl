# The front door, and the answer on its way to an app.

home-nobody = One account for the apps that trust { $issuer }.
home-signed-in = { $count ->
    [one] You are signed in.
   *[other] You are signed in with { $count } accounts.
}
home-accounts-heading = Your accounts in this browser
home-account = Your account
home-add-account = Add account
home-for-developers = For developers
home-discovery = OpenID configuration

form-post-title = Continue to { $app }
form-post-explanation = You are on your way. If nothing happens, continue here.
form-post-submit = Continue

continue-title = Back to { $app }
continue-explanation = You are on your way. If nothing happens, continue here.
continue-onward = Continue to { $app }

gallery-title = Every page, in every state
gallery-explanation = Samples with made-up people and apps. Their forms lead nowhere.

developer-mail-title = Mail of this server
developer-mail-explanation = It was written into files and not sent. The latest comes first.
developer-mail-none = No mail yet.
developer-mail-to = To { $address }
