//! What a passkey signed (WebAuthn §7.2), beyond what the library looks at.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use webauthn_rs::prelude::{AuthenticationResult, PublicKeyCredential, WebauthnError};

use crate::accounts::Browser;
use crate::accounts::events::event;
use crate::context::Context;
use crate::model::{EventKind, UserId};
use crate::storage::{Notices, StoredPasskey};

use super::{PasskeyError, credential};

/// How often an answer is looked at anew because the same passkey was used in the same moment.
const TRIES: usize = 4;

/// A passkey that proved to be there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used {
    /// Whether it knew its owner (`UV`).
    pub(super) user_verified: bool,
    /// Whether its key can leave the device (`BE`).
    pub(super) synced: bool,
}

/// The part of the client data that the library does not look at when somebody signs in.
#[derive(Deserialize)]
struct ClientData {
    #[serde(default, rename = "crossOrigin")]
    cross_origin: bool,
    #[serde(default, rename = "topOrigin")]
    top_origin: Option<String>,
}

/// "If C.crossOrigin is present and set to true, verify that the Relying Party expects this credential to be used within an
/// iframe that is not same-origin with its ancestors."  WebAuthn §7.2 step 14: we do not.
pub(super) fn not_framed(answer: &PublicKeyCredential) -> Result<(), PasskeyError> {
    let data: ClientData = serde_json::from_slice(answer.response.client_data_json.as_ref())
        .map_err(|_| PasskeyError::Refused)?;
    if data.cross_origin || data.top_origin.is_some() {
        return Err(PasskeyError::refused(&WebauthnError::CredentialCrossOrigin));
    }
    Ok(())
}

/// Notes the use of a passkey whose signature is right, if its counter says that there is one of it.
///
/// "If the signature counter value authData.signCount is nonzero or the value stored … is nonzero, then …: less than or equal to …
/// This is a signal … that the authenticator may be cloned"  WebAuthn §7.2 step 22. Such a use is refused and told to the owner.
/// The counter is judged against the row as it is now, which is written only if it still is the same.
pub(super) async fn used(
    ctx: &Context,
    user: UserId,
    answer: &PublicKeyCredential,
    verdict: Result<AuthenticationResult, WebauthnError>,
    browser: &Browser,
) -> Result<Used, PasskeyError> {
    let verdict = match verdict {
        Ok(verdict) => Some(verdict),
        Err(WebauthnError::CredentialPossibleCompromise) => None,
        Err(cause) => return Err(PasskeyError::refused(&cause)),
    };
    for _ in 0..TRIES {
        let found = ctx
            .db()
            .passkey_of_credential(user, answer.get_credential_id())
            .await?;
        // None when it was removed since the ceremony began.
        let Some(stored) = found else {
            return Err(PasskeyError::Refused);
        };
        let mut known = credential::read(&stored)?;
        let Some(verdict) = verdict
            .as_ref()
            .filter(|verdict| counts_on(known.counter, verdict.counter()))
        else {
            return Err(copied(ctx, &stored, browser).await?);
        };
        known.counter = verdict.counter();
        known.backup_state = verdict.backup_state();
        let text = credential::written(&known)?;
        if ctx.db().use_passkey(&stored, &text, ctx.now()).await? {
            return Ok(Used {
                user_verified: verdict.user_verified(),
                synced: verdict.backup_eligible(),
            });
        }
    }
    Err(PasskeyError::Over)
}

/// Passkeys that are kept in several places count nothing, and always say zero.
const fn counts_on(known: u32, said: u32) -> bool {
    (known == 0 && said == 0) || said > known
}

/// Tells the owner. The answer is refused and the row stays as it is: which of the two is the owner's, nobody knows.
async fn copied(
    ctx: &Context,
    stored: &StoredPasskey,
    browser: &Browser,
) -> Result<PasskeyError, PasskeyError> {
    let details = [("name", stored.name.as_str())];
    let notices = Notices {
        events: vec![event(
            ctx,
            stored.user,
            EventKind::PasskeyCopied,
            browser,
            &details,
        )],
        messages: Vec::new(),
    };
    ctx.db().write_notices(notices, ctx.now()).await?;
    let credential = URL_SAFE_NO_PAD.encode(stored.id.0.as_bytes());
    tracing::warn!(target: "audit", event = EventKind::PasskeyCopied.name(), tenant = %ctx.issuer().tenant_id(), user = %stored.user, passkey = credential, address = browser.address);
    Ok(PasskeyError::Copied)
}

#[cfg(test)]
mod tests {
    use super::counts_on;

    #[test]
    fn a_counter_that_counts_goes_forward_and_one_that_does_not_stays_at_zero() {
        for (known, said, fine) in [
            (0, 0, true),
            (0, 1, true),
            (1, 2, true),
            (1, 1, false),
            (2, 1, false),
            (1, 0, false),
            (u32::MAX, u32::MAX, false),
        ] {
            assert_eq!(counts_on(known, said), fine, "{known} {said}");
        }
    }
}
