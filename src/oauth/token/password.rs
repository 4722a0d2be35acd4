//! RFC 6749 §4.3: a name and a password, from a first-party application that is registered for it, and for nobody who needs more.

use crate::accounts::gate::Passed;
use crate::accounts::{Browser, SignInAttempt, SignInRefusal, sign_in};
use crate::context::Context;
use crate::model::Secret;
use crate::oauth::client_auth::AuthenticatedClient;
use crate::oauth::issue::TokenResponse;
use crate::oauth::{OAuthError, Parameters, first_party};

/// One answer for every cause.
const NOT_GOOD: &str =
    "the name or the password is wrong, or the account needs more than a password";

pub(super) async fn sign_in_with_password(
    ctx: &Context,
    client: &AuthenticatedClient,
    form: &Parameters,
) -> Result<TokenResponse, OAuthError> {
    // "username REQUIRED … password REQUIRED"  §4.3.2
    let (Some(login), Some(password)) = (form.get("username"), form.get("password")) else {
        return Err(OAuthError::invalid_request(
            "username or password is missing",
        ));
    };
    let resources: Vec<String> = form.all("resource").map(str::to_owned).collect();
    let wanted = first_party::wanted(ctx, client, form.get("scope"), &resources).await?;
    let attempt = SignInAttempt {
        login: login.to_owned(),
        password: Secret::new(password),
    };
    let device = first_party::device(ctx, form)?;
    let browser = Browser {
        device: Some(device.digest()),
        ..first_party::browser(ctx, client)
    };
    match sign_in(ctx, &attempt, &browser, wanted).await {
        Ok(Passed::SignedIn(signed_in)) => first_party::tokens(ctx, client, &signed_in).await,
        Ok(Passed::Pending(pending)) => {
            // Nobody goes on with it: this grant has one step.
            pending.burn(ctx).await?;
            Err(OAuthError::invalid_grant(NOT_GOOD))
        }
        Err(SignInRefusal::Wrong | SignInRefusal::NoFactor | SignInRefusal::Over) => {
            Err(OAuthError::invalid_grant(NOT_GOOD))
        }
        // "the authorization server MUST protect the endpoint against brute force attacks"  §4.3.2
        Err(refusal) => Err(refusal.into()),
    }
}
