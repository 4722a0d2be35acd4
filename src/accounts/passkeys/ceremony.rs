//! A ceremony under way. Its challenge never leaves the server except to be signed, and is good once.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, SecurityKeyAuthentication, SecurityKeyRegistration,
};

use crate::accounts::Browser;
use crate::accounts::limits::{self, Action};
use crate::context::Context;
use crate::ephemeral::{Key, Kind};
use crate::model::{Secret, SecretHash, UserId};

use super::PasskeyError;

/// What a browser sends is shorter; an attestation may have a chain of certificates.
const LONGEST_ANSWER: usize = 32 * 1024;

/// What a ceremony is for, with what has to be known to finish it. "the session … binds … the challenge": one that was begun
/// for one thing finishes nothing else.
///
/// The library's *passkey* insists on user verification, its *security key* takes what there is and remembers it. The latter is
/// what we want where a passkey is one of two factors; a sign-in with nothing else uses the former.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Purpose {
    /// A new passkey for this user, whose credentials had this version.
    Add {
        user: UserId,
        credential_version: i64,
        state: SecurityKeyRegistration,
    },
    /// A sign-in of whoever it may be.
    SignIn { state: DiscoverableAuthentication },
    /// The second factor of this user in this sign-in.
    Prove {
        user: UserId,
        attempt: String,
        state: SecurityKeyAuthentication,
    },
}

/// As it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Record {
    binding: String,
    purpose: Purpose,
}

/// What the browser needs to begin.
#[derive(Debug)]
pub struct Begun {
    /// The name of the ceremony, to come back with the answer. Worth nothing in another browser.
    pub ceremony: Secret,
    /// `publicKey` of `navigator.credentials.create` or `get`, with bytes in base64url.
    pub options: Value,
}

/// What the browser sent back.
#[derive(Clone, Copy, Debug)]
pub struct Answer<'a> {
    /// See [`Begun::ceremony`].
    pub ceremony: &'a str,
    /// The credential as JSON (`PublicKeyCredential.toJSON`).
    pub credential: &'a str,
}

impl Answer<'_> {
    /// What stands in the credential.
    pub(super) fn parsed<T: for<'de> Deserialize<'de>>(&self) -> Result<T, PasskeyError> {
        if self.credential.len() > LONGEST_ANSWER {
            return Err(PasskeyError::Refused);
        }
        serde_json::from_str(self.credential).map_err(|_| PasskeyError::Refused)
    }
}

/// What an attempt is called in a record.
pub(super) fn digest_of(attempt: &str) -> String {
    Secret::new(attempt).digest().to_text()
}

/// Keeps the ceremony for as long as the browser may take.
pub(super) async fn begin(
    ctx: &Context,
    browser: &Browser,
    purpose: Purpose,
    options: Value,
) -> Result<Begun, PasskeyError> {
    limits::reserve(ctx, Action::PasskeyCeremony).await?;
    let ceremony = ctx.app().entropy.secret("");
    let record = Record {
        binding: browser.binding.clone(),
        purpose,
    };
    ctx.app()
        .ephemeral
        .put_json(&key(ctx, ceremony.digest()), &record, ctx.now())
        .await?;
    Ok(Begun { ceremony, options })
}

/// Takes the ceremony for good: whether it succeeds or not, nothing is proven with it again.
pub(super) async fn take(
    ctx: &Context,
    browser: &Browser,
    answer: &Answer<'_>,
) -> Result<Purpose, PasskeyError> {
    let name = Secret::new(answer.ceremony);
    let taken = ctx
        .app()
        .ephemeral
        .take_json::<Record>(&key(ctx, name.digest()), ctx.now())
        .await?;
    taken
        .filter(|record| record.binding == browser.binding)
        .map(|record| record.purpose)
        .ok_or(PasskeyError::Over)
}

fn key(ctx: &Context, ceremony: SecretHash) -> Key {
    Key::new(
        ctx.issuer().tenant_id(),
        Kind::PasskeyCeremony,
        &ceremony.to_text(),
    )
}
