//! A new passkey (WebAuthn §7.1): in somebody's account, or on the way of a sign-in that cannot go on without one.

use serde_json::{Value, json};
use webauthn_rs::prelude::{Credential, RegisterPublicKeyCredential};

use crate::accounts::events::event;
use crate::accounts::factors::{self, Actor};
use crate::accounts::gate::{
    self, Need, Passed, PasskeySaid, PendingSignIn, ProvenFactor, Remember,
};
use crate::accounts::{Browser, notify};
use crate::context::Context;
use crate::mail::Letter;
use crate::model::policy::FactorKind;
use crate::model::{EventKind, Login, PasskeyId, Secret, User, UserId};
use crate::storage::{NewPasskey, Notices, PasskeyAdded};
use crate::texts::Texts;

use super::ceremony::{self, Purpose};
use super::manage::{are_offered, valid_name};
use super::relying_party::relying_party;
use super::{Answer, Begun, PasskeyError, credential};

/// So many passkeys are enough for anybody.
const MOST: usize = 20;
/// "credential IDs are … at most 1023 bytes"  WebAuthn §7.1 step 25
const LONGEST_IDENTIFIER: usize = 1023;

/// Who adds a passkey, and what it shall be called.
#[derive(Clone, Copy)]
pub struct Newcomer<'a> {
    /// What the person calls it.
    pub name: &'a str,
    /// The browser it is added with.
    pub browser: &'a Browser,
    /// The language of the mail about it, unless the person chose one.
    pub texts: Texts,
}

/// A passkey that was added.
#[derive(Debug)]
pub struct Added {
    /// Its row.
    pub id: PasskeyId,
    /// The person's first recovery codes, shown this once; none when they have some.
    pub codes: Vec<Secret>,
    /// The version of the owner's credentials from now on.
    version: i64,
    /// Whether it knew its owner, and whether its key can leave the device.
    said: PasskeySaid,
    /// The browser's session from now on, where somebody who is signed in added it.
    pub session: Option<Secret>,
}

/// Where a sign-in stands after a passkey was made on its way.
#[derive(Debug)]
pub enum Enrolled {
    /// Beyond it.
    Passed(Passed),
    /// At the person's first recovery codes; it goes on with [`factors::finish`] when they were read.
    Codes(Vec<Secret>),
}

/// Begins, in the account of somebody who is signed in.
pub async fn begin_to_add(
    ctx: &Context,
    login: &Login,
    browser: &Browser,
) -> Result<Begun, PasskeyError> {
    begin(ctx, login.user, browser).await
}

/// Finishes, in the account of somebody who is signed in. Whose it becomes is what the session says, and the ceremony has to
/// say the same; the answer is not asked.
pub async fn add(
    ctx: &Context,
    login: &Login,
    answer: &Answer<'_>,
    newcomer: Newcomer<'_>,
) -> Result<Added, PasskeyError> {
    let added = finish(ctx, login.user, answer, newcomer).await?;
    let factor = ProvenFactor::passkey(login.user, added.said);
    let session = gate::lift(ctx, login, factor).await?;
    Ok(Added { session, ..added })
}

/// Begins, on the way of a sign-in that waits for a factor to be set up.
pub async fn begin_to_enrol(
    ctx: &Context,
    pending: &PendingSignIn,
    browser: &Browser,
) -> Result<Begun, PasskeyError> {
    waits_for_enrolment(ctx, pending).await?;
    begin(ctx, pending.user(), browser).await
}

/// Finishes, and goes on through the gate: whoever made the passkey has just used it.
pub async fn enrol(
    ctx: &Context,
    pending: PendingSignIn,
    answer: &Answer<'_>,
    newcomer: Newcomer<'_>,
) -> Result<Enrolled, PasskeyError> {
    waits_for_enrolment(ctx, &pending).await?;
    let added = finish(ctx, pending.user(), answer, newcomer).await?;
    if !added.codes.is_empty() {
        factors::keep_passkey_proof(ctx, &pending, added.version, added.said).await?;
        return Ok(Enrolled::Codes(added.codes));
    }
    let factor = ProvenFactor::passkey(pending.user(), added.said);
    let pending = pending.at_version(added.version);
    let passed = gate::go_on(ctx, pending, factor, newcomer.browser, Remember::No).await?;
    Ok(Enrolled::Passed(passed))
}

/// Whether the sign-in waits for this, and the credentials are still those that it proved. Asked before the ceremony begins and
/// before it ends: its own version can then be no other one, and it is written under no other.
async fn waits_for_enrolment(ctx: &Context, pending: &PendingSignIn) -> Result<(), PasskeyError> {
    match pending.needs() {
        Need::Enrolment(kinds) if kinds.contains(&FactorKind::Passkey) => {}
        Need::SecondFactor(_) | Need::Enrolment(_) | Need::VerifiedEmail => {
            return Err(PasskeyError::NotOffered);
        }
    }
    let found = ctx.db().credentials_of(pending.user()).await?;
    found
        .filter(|found| !found.user.disabled && found.version == pending.credential_version())
        .map(|_| ())
        .ok_or(PasskeyError::Over)
}

async fn begin(ctx: &Context, user: UserId, browser: &Browser) -> Result<Begun, PasskeyError> {
    if !are_offered(ctx) {
        return Err(PasskeyError::NotOffered);
    }
    let found = ctx.db().credentials_of(user).await?;
    let credentials = found.ok_or(PasskeyError::Over)?;
    let stored = ctx.db().passkeys(user).await?;
    if stored.len() >= MOST {
        return Err(PasskeyError::TooMany);
    }
    let person = &credentials.user;
    let (creation, state) = relying_party(ctx)?
        .start_securitykey_registration(
            user.0,
            &person.username,
            person.display_name(),
            Some(credential::identifiers(&stored)?),
            None,
            None,
        )
        .map_err(|cause| PasskeyError::refused(&cause))?;
    let mut options =
        serde_json::to_value(creation.public_key).map_err(|_| PasskeyError::Refused)?;
    if let Some(options) = options.as_object_mut() {
        as_passkey(options);
    }
    let purpose = Purpose::Add {
        user,
        credential_version: credentials.version,
        state,
    };
    ceremony::begin(ctx, browser, purpose, options).await
}

/// Asks for what the library's security keys leave out: to be found without a name. A key that cannot do that, or cannot
/// verify its owner, may still be somebody's second factor.
fn as_passkey(options: &mut serde_json::Map<String, Value>) {
    options.remove("hints");
    options.insert(
        "authenticatorSelection".to_owned(),
        json!({ "residentKey": "preferred", "requireResidentKey": false, "userVerification": "preferred" }),
    );
    options.insert("extensions".to_owned(), json!({ "credProps": true }));
}

async fn finish(
    ctx: &Context,
    user: UserId,
    answer: &Answer<'_>,
    newcomer: Newcomer<'_>,
) -> Result<Added, PasskeyError> {
    if !are_offered(ctx) {
        return Err(PasskeyError::NotOffered);
    }
    let taken = ceremony::take(ctx, newcomer.browser, answer).await?;
    let Purpose::Add {
        user: begun_for,
        credential_version,
        state,
    } = taken
    else {
        return Err(PasskeyError::Over);
    };
    if begun_for != user {
        return Err(PasskeyError::Over);
    }
    let answer: RegisterPublicKeyCredential = answer.parsed()?;
    // Attestation is not asked for. Where a browser sends one all the same, it has to be right, and changes nothing: which
    // model a passkey claims to be decides nothing here.
    let made = relying_party(ctx)?
        .finish_securitykey_registration(&answer, &state)
        .map_err(|cause| PasskeyError::refused(&cause))?;
    let made = Credential::from(made);
    let identifier: Vec<u8> = made.cred_id.as_slice().to_vec();
    if identifier.is_empty() || identifier.len() > LONGEST_IDENTIFIER {
        return Err(PasskeyError::Refused);
    }
    let person = ctx.db().user(user).await?.ok_or(PasskeyError::Over)?;
    let name = valid_name(newcomer.name);
    let new = NewPasskey {
        id: PasskeyId(ctx.app().entropy.uuid(ctx.now())),
        user,
        credential_version,
        credential_id: identifier,
        name: name.clone(),
        credential: credential::written(&made)?,
    };
    let id = new.id;
    let notices = told(ctx, &person, &name, newcomer)?;
    let added = ctx
        .db()
        .insert_passkey(new, MOST, notices, ctx.now())
        .await?;
    let version = match added {
        PasskeyAdded::Added { version } => version,
        PasskeyAdded::Void => return Err(PasskeyError::Over),
        // "If credentialId is already registered …, the Relying Party SHOULD fail this registration ceremony"  WebAuthn
        // §7.1 step 26. Who has it is not told.
        PasskeyAdded::Known => return Err(PasskeyError::Known),
        PasskeyAdded::TooMany => return Err(PasskeyError::TooMany),
    };
    let actor = Actor {
        browser: newcomer.browser,
        texts: newcomer.texts,
    };
    let (version, codes) = factors::codes_beside_passkey(ctx, person, version, actor).await?;
    ctx.app().directory.catch_up().await?;
    tracing::info!(target: "audit", event = EventKind::PasskeyAdded.name(), tenant = %ctx.issuer().tenant_id(), user = %user, passkey = %id, address = newcomer.browser.address);
    Ok(Added {
        id,
        codes,
        version,
        said: PasskeySaid {
            user_verified: made.user_verified,
            synced: made.backup_eligible,
        },
        session: None,
    })
}

/// "the CSP SHALL notify the subscriber" of a new authenticator  NIST SP 800-63B-4 §4.1.2
fn told(
    ctx: &Context,
    person: &User,
    name: &str,
    newcomer: Newcomer<'_>,
) -> Result<Notices, PasskeyError> {
    let details = [("name", name)];
    let mut notices = Notices {
        events: vec![event(
            ctx,
            person.id,
            EventKind::PasskeyAdded,
            newcomer.browser,
            &details,
        )],
        messages: Vec::new(),
    };
    if let Some(address) = &person.email {
        let texts = notify::language_of(person, newcomer.texts);
        let letter = Letter::PasskeyAdded {
            name: name.to_owned(),
        };
        let message = notify::letter(ctx, address, texts, &letter)?;
        notices.messages.push(message);
    }
    Ok(notices)
}
