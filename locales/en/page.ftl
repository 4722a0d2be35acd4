# Around every page, and words that several pages use.

page-you-are-at = You are at
page-continue-to = to continue to
page-problems-heading = { $count ->
    [one] There is a problem
   *[other] There are { $count } problems
}
page-signed-in-as = Signed in as
page-use-another-account = Use another account
page-sign-in = Sign in
page-sign-out = Sign out
page-privacy-policy = Privacy policy
page-terms = Terms of service
page-links-of-app = About { $app }

app-on-this-device = a program on this device
app-with-scheme = an app on this device ({ $scheme })
