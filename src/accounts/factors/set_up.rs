//! A second factor on the way in, for whoever must have one and has none that will do.

use serde::{Deserialize, Serialize};

use crate::accounts::Browser;
use crate::accounts::gate::{
    self, Need, Passed, PasskeySaid, PendingSignIn, ProvenFactor, Remember,
};
use crate::context::Context;
use crate::ephemeral::{Key, Kind};
use crate::model::policy::FactorKind;
use crate::model::{Login, Secret};

use super::enrol::{Added, Enrolling};
use super::{FactorRefusal, prove};

/// That a factor was set up and proven in a sign-in, until its owner has read the recovery codes and goes on.
#[derive(Debug, Serialize, Deserialize)]
struct Proof {
    kind: FactorKind,
    version: i64,
    /// Of a passkey: whether it knew its owner, and whether its key can leave the device.
    #[serde(default)]
    passkey: Option<PasskeySaid>,
}

/// The person of a sign-in that waits for a factor to be set up, if it may be of that kind.
pub async fn enrolling(
    ctx: &Context,
    pending: &PendingSignIn,
    kind: FactorKind,
) -> Result<Enrolling, FactorRefusal> {
    let is_due = matches!(pending.needs(), Need::Enrolment(kinds) if kinds.contains(&kind));
    if !is_due || !gate::is_offered(ctx, kind) {
        return Err(FactorRefusal::Over);
    }
    let found = ctx.db().credentials_of(pending.user()).await?;
    let found = found
        .filter(|found| !found.user.disabled && found.version == pending.credential_version())
        .ok_or(FactorRefusal::Over)?;
    Ok(Enrolling {
        version: found.version,
        user: found.user,
        binding: prove::binding(pending),
    })
}

/// A factor that was proven within a login lifts it to what it gives. Answers the browser's new session.
pub async fn lift(
    ctx: &Context,
    login: &Login,
    added: &Added,
) -> Result<Option<Secret>, FactorRefusal> {
    if !added.proven {
        return Ok(None);
    }
    let factor = ProvenFactor::new(login.user, added.kind);
    Ok(gate::lift(ctx, login, factor).await?)
}

/// Keeps in mind that the factor was proven in this sign-in.
pub async fn keep_proof(
    ctx: &Context,
    pending: &PendingSignIn,
    added: &Added,
) -> Result<(), FactorRefusal> {
    if !added.proven {
        return Err(FactorRefusal::Over);
    }
    let proof = Proof {
        kind: added.kind,
        version: added.version,
        passkey: None,
    };
    let key = key(ctx, pending);
    Ok(ctx
        .app()
        .ephemeral
        .put_json(&key, &proof, ctx.now())
        .await?)
}

/// The same for a passkey, which proved itself when it was made.
pub(in crate::accounts) async fn keep_passkey_proof(
    ctx: &Context,
    pending: &PendingSignIn,
    version: i64,
    said: PasskeySaid,
) -> Result<(), FactorRefusal> {
    let proof = Proof {
        kind: FactorKind::Passkey,
        version,
        passkey: Some(said),
    };
    let key = key(ctx, pending);
    Ok(ctx
        .app()
        .ephemeral
        .put_json(&key, &proof, ctx.now())
        .await?)
}

/// On, with the factor that was set up.
pub async fn finish(
    ctx: &Context,
    pending: PendingSignIn,
    browser: &Browser,
) -> Result<Passed, FactorRefusal> {
    let key = key(ctx, &pending);
    let proof: Option<Proof> = ctx.app().ephemeral.take_json(&key, ctx.now()).await?;
    let proof = proof.ok_or(FactorRefusal::Over)?;
    let factor = match proof.passkey {
        Some(said) => ProvenFactor::passkey(pending.user(), said),
        None => ProvenFactor::new(pending.user(), proof.kind),
    };
    let pending = pending.at_version(proof.version);
    Ok(gate::go_on(ctx, pending, factor, browser, Remember::No).await?)
}

fn key(ctx: &Context, pending: &PendingSignIn) -> Key {
    Key::new(
        ctx.issuer().tenant_id(),
        Kind::FactorSetUp,
        &prove::binding(pending),
    )
}
