# The error page: for each kind a title, what happened, and what the person can do.

error-the-app = the app
error-advice-heading = What you can do
error-support = You can also write to
error-developer-heading = For the developer
error-code-label = Error
error-detail-label = Reason
error-incident-label = Incident
error-retry = Try again

error-bad-request-title = This request cannot be understood
error-bad-request-happened = You were sent here with a request that is incomplete or wrong. You did nothing wrong, and nothing was shared.
error-bad-request-advice = Go back to the app and start again. If this page returns, tell the people who run the app.

error-unknown-app-title = This app is not known here
error-unknown-app-happened = The app that sent you is not registered here, or has been switched off. Nothing was shared with it.
error-unknown-app-advice = Go back to the app. If you expected this to work, tell the people who run it.

error-wrong-destination-title = This sign-in was stopped
error-wrong-destination-happened = Your answer would have gone to an address that { $app } never registered. We stopped here to keep your account safe.
error-wrong-destination-advice = Close this page and open the app yourself, not by a link that somebody sent you. If this page returns, tell the people who run the app.

error-sign-in-expired-title = This sign-in has ended
error-sign-in-expired-happened = It was started too long ago, is finished already, or was started in another browser.
error-sign-in-expired-advice = Go back to the app and sign in from there.

error-form-expired-title = This page is no longer valid
error-form-expired-happened = It was open for too long, or your browser did not send our cookie. Nothing was changed.
error-form-expired-advice = Allow cookies for this site and try again.

error-set-up-link-invalid-title = This set-up link does not work
error-set-up-link-invalid-happened = It has been used, or a newer one has replaced it.
error-set-up-link-invalid-advice = If there is no administrator yet, start the server again: it prints a new link.

error-too-many-codes-title = Too many wrong codes
error-too-many-codes-happened = The codes that were entered were not right, so this sign-in ended. You were not signed in.
error-too-many-codes-advice = Go back to the app and begin again. If it was not you who entered them, somebody knows your password: change it.

error-no-factor-title = A second step is needed
error-no-factor-happened = Signing in here takes a second step, and your account has none that is accepted. You were not signed in.
error-no-factor-advice = Ask the people who run this service to help you set one up.
error-link-invalid-title = This link does not work any more
error-link-invalid-happened = It has been used, is too old, or was replaced by a newer one. Nothing was changed.
error-link-invalid-advice = Start again where you asked for it, and open the link of the newest message.

error-passkey-known-title = This passkey is in use already
error-passkey-known-happened = It was made before, and cannot be added a second time. Nothing was changed.
error-passkey-known-advice = Go back and add another one.

error-not-allowed-title = This is not open to you
error-not-allowed-happened = The account you are signed in with may not use this.
error-not-allowed-advice = Sign in with another account, or ask an administrator for access.

error-last-administrator-title = You are the last administrator
error-last-administrator-happened = Without you nobody could administer this place, so your account was not marked for deletion.
error-last-administrator-advice = Make somebody else an administrator first, then try again.

error-not-found-title = There is nothing here
error-not-found-happened = The address may be mistyped, or the page has moved.
error-not-found-advice = Check the address, or begin at the front door.

error-too-many-requests-title = That was too fast
error-too-many-requests-happened = There were too many requests from your network.
error-too-many-requests-advice = Wait a minute, then try again.

error-internal-title = Something broke on our side
error-internal-happened = We could not finish what you asked for. The failure has been recorded.
error-internal-advice = Try again in a moment. If it keeps happening, report the incident number below.

error-unavailable-title = We will be back in a moment
error-unavailable-happened = A part of the service does not answer right now.
error-unavailable-advice = Wait a minute, then try again.
error-provider-denied-title = The sign-in was cancelled
error-provider-denied-happened = The service you chose did not sign you in: you said no there, or it did. Nothing was changed.
error-provider-denied-advice = Try again, or choose another way to sign in.
error-provider-down-title = The other service does not answer
error-provider-down-happened = The service you chose to sign in with cannot be reached right now. You were not signed in.
error-provider-down-advice = Wait a moment and try again, or choose another way to sign in.
error-provider-broken-title = The other service’s answer was not accepted
error-provider-broken-happened = What the service you chose sent us could not be trusted, so you were not signed in. You did nothing wrong.
error-provider-broken-advice = Try again, or choose another way to sign in. If it keeps happening, tell the people who run this service the incident number below.
error-provider-clock-title = The two clocks do not agree
error-provider-clock-happened = The service you chose dated its answer at another time than ours, or the answer took too long. You were not signed in.
error-provider-clock-advice = Try again. If it keeps happening, tell the people who run this service: one of the clocks is wrong.
error-provider-stranger-title = You have no account here
error-provider-stranger-happened = Nobody here is known by the account you signed in with elsewhere, and this service does not make a new one of it.
error-provider-stranger-advice = If you have an account here, sign in another way and connect the two on your account page. Otherwise ask the people who run this service.
error-provider-address-taken-title = You have an account here already
error-provider-address-taken-happened = An account here has the same email address, but is not connected with the one you signed in with elsewhere. Nothing was changed.
error-provider-address-taken-advice = Sign in to that account as you usually do, and connect the two under Connected accounts. From then on both lead in.
error-provider-known-title = That account is connected elsewhere
error-provider-known-happened = The account you signed in with there is connected with another account here. Nothing was changed.
error-provider-known-advice = Sign in with it to see which, and disconnect it there first, or use another one.
error-last-way-in-title = This is your last way in
error-last-way-in-happened = Without it you could not sign in any more, so it was not taken away.
error-last-way-in-advice = Add a passkey, set a password, or connect another account first.
