//! Signing in with a passkey alone: the browser offers what it has, and the passkey says whose it is.

use serde_json::Value;
use webauthn_rs::prelude::PublicKeyCredential;

use crate::accounts::Browser;
use crate::accounts::gate::{self, FirstFactor, Passed, Proven, Wanted};
use crate::context::Context;
use crate::model::UserId;

use super::ceremony::{self, Purpose};
use super::relying_party::relying_party;
use super::{Answer, Begun, PasskeyError, assertion, credential};

/// Begins. What the browser is told names nobody, so it is the same for everybody (ASVS 6.3.8).
pub async fn begin_to_sign_in(ctx: &Context, browser: &Browser) -> Result<Begun, PasskeyError> {
    is_offered(ctx)?;
    let (request, state) = relying_party(ctx)?
        .start_discoverable_authentication()
        .map_err(|cause| PasskeyError::refused(&cause))?;
    let mut options =
        serde_json::to_value(request.public_key).map_err(|_| PasskeyError::Refused)?;
    if let Some(options) = options.as_object_mut() {
        // What the library asks for beyond the signature is used by nobody here.
        options.insert(
            "extensions".to_owned(),
            Value::Object(serde_json::Map::new()),
        );
    }
    ceremony::begin(ctx, browser, Purpose::SignIn { state }, options).await
}

/// Finishes, and goes through the gate.
pub async fn sign_in(
    ctx: &Context,
    answer: &Answer<'_>,
    browser: &Browser,
    wanted: Wanted,
) -> Result<Passed, PasskeyError> {
    is_offered(ctx)?;
    let Purpose::SignIn { state } = ceremony::take(ctx, browser, answer).await? else {
        return Err(PasskeyError::Over);
    };
    let answer: PublicKeyCredential = answer.parsed()?;
    assertion::not_framed(&answer)?;
    let party = relying_party(ctx)?;
    // "If the user was not identified before …, verify that response.userHandle is present"  WebAuthn §7.2 step 6
    let (handle, _) = party
        .identify_discoverable_authentication(&answer)
        .map_err(|cause| PasskeyError::refused(&cause))?;
    let found = ctx.db().credentials_of(UserId(handle)).await?;
    // "… verify that the user account identified by response.userHandle contains a credential record whose id equals
    // credential.rawId"
    let credentials = found.ok_or(PasskeyError::Refused)?;
    let user = credentials.user.id;
    let keys = credential::discoverable(&ctx.db().passkeys(user).await?)?;
    // The library insists on user verification here: a passkey that does not know its owner signs nobody in by itself.
    let verdict = party.finish_discoverable_authentication(&answer, state, &keys);
    let used = assertion::used(ctx, user, &answer, verdict, browser).await?;
    let by = FirstFactor::Passkey {
        user_verified: used.user_verified,
        synced: used.synced,
    };
    Ok(gate::enter(ctx, Proven::new(credentials, by), browser, wanted).await?)
}

fn is_offered(ctx: &Context) -> Result<(), PasskeyError> {
    if ctx.issuer().tenant().settings.sign_in.passkeys {
        Ok(())
    } else {
        Err(PasskeyError::NotOffered)
    }
}
