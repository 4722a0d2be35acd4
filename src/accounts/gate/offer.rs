//! What a tenant's policy comes to on this server: a kind of factor that nobody can set up or use here is none.

use std::borrow::Cow;

use crate::accounts::passkeys;
use crate::app::App;
use crate::context::Context;
use crate::model::policy::{FactorKind, SecondFactorPolicy};
use crate::model::{Acr, Issuer};

/// Whether people of this issuer can set up and use that kind of factor on this server, if the tenant allows it.
pub fn can_be_offered(app: &App, issuer: &Issuer, kind: FactorKind) -> bool {
    match kind {
        FactorKind::Sms => app.sms.is_some(),
        FactorKind::Passkey => passkeys::are_possible(issuer),
        // They come with any other.
        FactorKind::RecoveryCode => false,
        FactorKind::Totp | FactorKind::Email => true,
    }
}

/// Whether a factor of that kind can be set up here: the tenant allows it, and the server can do it.
pub fn is_offered(ctx: &Context, kind: FactorKind) -> bool {
    let kinds = &ctx.issuer().tenant().settings.second_factor.kinds;
    kinds.contains(&kind) && can_be_offered(ctx.app(), ctx.issuer(), kind)
}

/// The tenant's policy, with the kinds that are really offered: what [`judge`](super::judge) judges by, so that nobody is sent
/// to a page which has nothing for them.
pub fn policy(ctx: &Context) -> Cow<'_, SecondFactorPolicy> {
    let policy = &ctx.issuer().tenant().settings.second_factor;
    if policy.kinds.iter().all(|kind| is_offered(ctx, *kind)) {
        return Cow::Borrowed(policy);
    }
    let mut policy = policy.clone();
    policy.kinds.retain(|kind| is_offered(ctx, *kind));
    Cow::Owned(policy)
}

/// How sure of somebody this issuer can be: what its metadata promises.
pub fn levels(ctx: &Context) -> Vec<Acr> {
    let offers = |kind| is_offered(ctx, kind);
    let kinds = [FactorKind::Totp, FactorKind::Email, FactorKind::Sms];
    let reachable = |level: &Acr| match level {
        Acr::Aal1 => true,
        Acr::Aal2 => offers(FactorKind::Passkey) || kinds.into_iter().any(offers),
        Acr::Phr => offers(FactorKind::Passkey),
    };
    Acr::ALL.iter().copied().filter(reachable).collect()
}
