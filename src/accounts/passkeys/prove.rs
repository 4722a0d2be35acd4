//! A passkey as the second factor of a sign-in that waits for one: after a password, or because an app asks for more.

use webauthn_rs::prelude::PublicKeyCredential;

use crate::accounts::Browser;
use crate::accounts::gate::{
    self, Need, Passed, PasskeySaid, PendingSignIn, ProvenFactor, Remember,
};
use crate::context::Context;
use crate::model::policy::FactorKind;

use super::ceremony::{self, Purpose, digest_of};
use super::relying_party::relying_party;
use super::{Answer, Begun, PasskeyError, assertion, credential};

/// Begins. The person is known by now, so the browser is told which passkeys are theirs.
pub async fn begin_to_prove(
    ctx: &Context,
    pending: &PendingSignIn,
    browser: &Browser,
) -> Result<Begun, PasskeyError> {
    waits_for_passkey(pending)?;
    let stored = ctx.db().passkeys(pending.user()).await?;
    let keys = credential::factors(&stored)?;
    if keys.is_empty() {
        return Err(PasskeyError::NotOffered);
    }
    let (mut request, state) = relying_party(ctx)?
        .start_securitykey_authentication(&keys)
        .map_err(|cause| PasskeyError::refused(&cause))?;
    // Any passkey will do, not only a security key.
    request.public_key.hints = None;
    let options = serde_json::to_value(request.public_key).map_err(|_| PasskeyError::Refused)?;
    let purpose = Purpose::Prove {
        user: pending.user(),
        attempt: digest_of(pending.id()),
        state,
    };
    ceremony::begin(ctx, browser, purpose, options).await
}

/// Finishes, and goes on through the gate. One that was registered with user verification has to verify again; what a key
/// without it proves is that it is there, which after a password makes two factors.
pub async fn prove(
    ctx: &Context,
    pending: PendingSignIn,
    answer: &Answer<'_>,
    browser: &Browser,
    remember: Remember,
) -> Result<Passed, PasskeyError> {
    waits_for_passkey(&pending)?;
    let Purpose::Prove {
        user,
        attempt,
        state,
    } = ceremony::take(ctx, browser, answer).await?
    else {
        return Err(PasskeyError::Over);
    };
    if user != pending.user() || attempt != digest_of(pending.id()) {
        return Err(PasskeyError::Over);
    }
    let answer: PublicKeyCredential = answer.parsed()?;
    assertion::not_framed(&answer)?;
    // "If credential.response.userHandle is present, verify that … userHandle also maps to the same user."  WebAuthn §7.2 step 6
    let handle = answer.get_user_unique_id();
    if handle.is_some_and(|handle| handle != user.0.as_bytes()) {
        return Err(PasskeyError::Refused);
    }
    let verdict = relying_party(ctx)?.finish_securitykey_authentication(&answer, &state);
    let used = assertion::used(ctx, user, &answer, verdict, browser).await?;
    let factor = ProvenFactor::passkey(
        user,
        PasskeySaid {
            user_verified: used.user_verified,
            synced: used.synced,
        },
    );
    Ok(gate::go_on(ctx, pending, factor, browser, remember).await?)
}

fn waits_for_passkey(pending: &PendingSignIn) -> Result<(), PasskeyError> {
    match pending.needs() {
        Need::SecondFactor(kinds) if kinds.contains(&FactorKind::Passkey) => Ok(()),
        Need::SecondFactor(_) | Need::Enrolment(_) | Need::VerifiedEmail => {
            Err(PasskeyError::NotOffered)
        }
    }
}
