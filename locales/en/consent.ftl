# The consent page.

consent-title = Allow { $app } to use your account?
consent-title-more = { $app } asks for more than before
consent-asked-heading = { $app } would be able to
consent-asked-more-heading = New this time
consent-before-heading = You allowed this before
consent-never-password = { $app } will not see your password.
consent-leads-to-site = You will continue to { $destination }.
consent-leads-to-this-device = You will continue to a program on this device. Allow this only if you started it yourself.
consent-leads-to-app = You will continue to { $destination }.
consent-allow = Allow
consent-deny = Don’t allow
consent-not-you = Not you?

# What each scope means: a title, and a detail where the value itself is not shown.
consent-scope-openid-title = Recognise you
consent-scope-openid-detail = So that it knows you when you come back
consent-scope-profile-title = See your profile
consent-scope-profile-detail = Your name, and what else is on your profile
consent-scope-email-title = See your email address
consent-scope-email-detail = And whether it has been confirmed
consent-scope-address-title = See your postal address
consent-scope-address-detail = As it is on your profile
consent-scope-phone-title = See your phone number
consent-scope-phone-detail = And whether it has been confirmed
consent-scope-offline-access-title = Stay connected
consent-scope-offline-access-detail = It keeps this access while you are not there, until you take it back
consent-scope-of-service-title = Use { $service } for you
consent-scope-of-service-detail = Permission: { $scope }
consent-scope-other-title = Use the permission { $scope }
