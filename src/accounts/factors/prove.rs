//! A code at a sign-in that waits for it.

use crate::accounts::events::event;
use crate::accounts::gate::{Need, PendingSignIn, ProvenFactor};
use crate::accounts::notify;
use crate::context::Context;
use crate::mail::Letter;
use crate::model::policy::FactorKind;
use crate::model::{EventKind, Secret, User};
use crate::storage::{Allowed, Notices, StoredFactor, factor_place};

use super::enrol::Actor;
use super::sent_code::Destination;
use super::{FactorRefusal, budget, phone, recovery, sent_code, totp};

/// A code that was right, and the sign-in that goes on with it.
pub struct Proof {
    /// What was proven.
    pub factor: ProvenFactor,
    /// The sign-in, under the credentials as they are now.
    pub pending: PendingSignIn,
}

/// Judges what a person typed. It counts before it is looked at, and five wrong ones end the sign-in.
pub async fn prove(
    ctx: &Context,
    pending: PendingSignIn,
    kind: FactorKind,
    typed: &Secret,
    actor: Actor<'_>,
) -> Result<Proof, FactorRefusal> {
    let user = person(ctx, &pending, kind).await?;
    let code = match kind {
        FactorKind::Totp => totp::parse(typed),
        FactorKind::Email | FactorKind::Sms => sent_code::parse(kind, typed),
        FactorKind::RecoveryCode => recovery::parse(typed),
        FactorKind::Passkey => return Err(FactorRefusal::Over),
    };
    // What cannot be right tells nothing, so it costs nothing.
    let code = code.ok_or(FactorRefusal::Malformed)?;
    let binding = binding(&pending);
    let attempt = match budget::take_try(ctx, &binding).await {
        Ok(attempt) => attempt,
        Err(refusal) => {
            if matches!(refusal, FactorRefusal::Burned) {
                pending.burn(ctx).await?;
            }
            return Err(refusal);
        }
    };
    let charged = match budget::reserve(ctx, user.id, actor.browser).await {
        Ok(charged) => charged,
        Err(refusal) => {
            attempt.take_back(ctx).await?;
            if matches!(refusal, FactorRefusal::Paused { .. }) {
                tracing::warn!(target: "audit", event = EventKind::FactorThrottled.name(), tenant = %ctx.issuer().tenant_id(), user = %user.id);
            }
            return Err(refusal);
        }
    };
    let version = pending.credential_version();
    match judged(ctx, (&user, version), (kind, &code), &binding, actor).await? {
        Judged::Right { new_version } => {
            charged.restore(ctx).await?;
            attempt.was_right(ctx).await?;
            Ok(Proof {
                factor: ProvenFactor::new(user.id, kind),
                pending: match new_version {
                    Some(version) => pending.at_version(version),
                    None => pending,
                },
            })
        }
        Judged::Wrong(why) => {
            note(ctx, &user, (why, kind), &charged, actor).await?;
            if attempt.is_last {
                pending.burn(ctx).await?;
                return Err(FactorRefusal::Burned);
            }
            Err(FactorRefusal::Wrong)
        }
    }
}

/// Sends a code for a sign-in that waits for one.
pub async fn send(
    ctx: &Context,
    pending: &PendingSignIn,
    kind: FactorKind,
    Actor { browser, texts }: Actor<'_>,
) -> Result<(), FactorRefusal> {
    let user = person(ctx, pending, kind).await?;
    let to = match kind {
        FactorKind::Email => Destination::Mail,
        FactorKind::Sms => Destination::Phone(number(ctx, &user).await?),
        FactorKind::Passkey | FactorKind::Totp | FactorKind::RecoveryCode => {
            return Err(FactorRefusal::Over);
        }
    };
    sent_code::send(ctx, &binding(pending), &user, to, (browser, texts)).await
}

/// Whether a code was sent for this sign-in, and can be used yet.
pub async fn has_sent(
    ctx: &Context,
    pending: &PendingSignIn,
    kind: FactorKind,
) -> Result<bool, FactorRefusal> {
    sent_code::is_sent(ctx, &binding(pending), kind).await
}

/// Where codes of that kind go, masked; none for codes that are not sent.
pub async fn target(
    ctx: &Context,
    pending: &PendingSignIn,
    kind: FactorKind,
) -> Result<Option<String>, FactorRefusal> {
    let user = person(ctx, pending, kind).await?;
    Ok(match kind {
        FactorKind::Email => user.email.as_deref().map(phone::masked_address),
        FactorKind::Sms => Some(phone::masked(number(ctx, &user).await?.expose())),
        FactorKind::Passkey | FactorKind::Totp | FactorKind::RecoveryCode => None,
    })
}

/// What codes for this sign-in are bound to.
pub(super) fn binding(pending: &PendingSignIn) -> String {
    format!("attempt:{}", Secret::new(pending.id()).digest().to_text())
}

/// Whose sign-in it is, if it waits for that kind and the credentials are still those that were proven.
async fn person(
    ctx: &Context,
    pending: &PendingSignIn,
    kind: FactorKind,
) -> Result<User, FactorRefusal> {
    let is_due = matches!(pending.needs(), Need::SecondFactor(kinds) if kinds.contains(&kind));
    if !is_due {
        return Err(FactorRefusal::Over);
    }
    let found = ctx.db().credentials_of(pending.user()).await?;
    found
        .filter(|found| !found.user.disabled && found.version == pending.credential_version())
        .map(|found| found.user)
        .ok_or(FactorRefusal::Over)
}

enum Judged {
    Right {
        /// The version of the credentials, when the code that was used changed it.
        new_version: Option<i64>,
    },
    Wrong(EventKind),
}

async fn judged(
    ctx: &Context,
    (user, version): (&User, i64),
    (kind, code): (FactorKind, &Secret),
    binding: &str,
    actor: Actor<'_>,
) -> Result<Judged, FactorRefusal> {
    let right = Judged::Right { new_version: None };
    let wrong = Judged::Wrong(EventKind::FactorFailed);
    match kind {
        FactorKind::Totp => {
            let Some(factor) = ctx.db().factor(user.id, kind).await? else {
                return Ok(wrong);
            };
            let secret = opened(ctx, &factor)?;
            let Some(step) = totp::step_of(&secret, code, ctx.now()) else {
                return Ok(wrong);
            };
            if ctx.db().accept_step(factor.id, step, ctx.now()).await? {
                Ok(right)
            } else {
                Ok(Judged::Wrong(EventKind::FactorReplayed))
            }
        }
        FactorKind::Email | FactorKind::Sms => {
            if sent_code::receive(ctx, binding, kind, code)
                .await?
                .is_none()
            {
                return Ok(wrong);
            }
            ctx.db().note_factor_use(user.id, kind, ctx.now()).await?;
            Ok(right)
        }
        FactorKind::RecoveryCode => {
            let left = ctx.db().recovery_codes_left(user.id).await?;
            let left = usize::try_from(left).unwrap_or_default().saturating_sub(1);
            let letter = Letter::RecoveryCodeUsed { left };
            let notices = told(ctx, user, EventKind::RecoveryCodeUsed, &letter, actor)?;
            let tag = recovery::tag(ctx, user.id, code);
            let allowed = Allowed {
                user: user.id,
                version,
            };
            let used = ctx
                .db()
                .use_recovery_code(allowed, tag, notices, ctx.now())
                .await?;
            Ok(used.map_or(wrong, |used| Judged::Right {
                new_version: used.new_version,
            }))
        }
        FactorKind::Passkey => Ok(wrong),
    }
}

/// The secret of a factor.
pub(super) fn opened(
    ctx: &Context,
    factor: &StoredFactor,
) -> Result<zeroize::Zeroizing<Vec<u8>>, FactorRefusal> {
    let sealed = factor.sealed_secret.as_deref().unwrap_or_default();
    Ok(ctx.app().vault.open(&factor_place(factor.id), sealed)?)
}

/// The phone that a person set up.
pub(super) async fn number(ctx: &Context, user: &User) -> Result<Secret, FactorRefusal> {
    let factor = ctx.db().factor(user.id, FactorKind::Sms).await?;
    let number = opened(ctx, &factor.ok_or(FactorRefusal::Over)?)?;
    let number = std::str::from_utf8(&number).map_err(|_| FactorRefusal::Over)?;
    Ok(Secret::new(number))
}

/// An entry of the account's log, and a mail to its owner.
pub(super) fn told(
    ctx: &Context,
    user: &User,
    kind: EventKind,
    letter: &Letter,
    actor: Actor<'_>,
) -> Result<Notices, FactorRefusal> {
    let details = match letter {
        Letter::FactorAdded { kind } | Letter::FactorRemoved { kind } => {
            vec![("factor", kind.name())]
        }
        _ => Vec::new(),
    };
    let texts = notify::language_of(user, actor.texts);
    let mail = user
        .email
        .as_deref()
        .map(|address| notify::letter(ctx, address, texts, letter))
        .transpose()?;
    tracing::info!(target: "audit", event = kind.name(), tenant = %ctx.issuer().tenant_id(), user = %user.id);
    Ok(Notices {
        events: vec![event(ctx, user.id, kind, actor.browser, &details)],
        messages: mail.into_iter().collect(),
    })
}

async fn note(
    ctx: &Context,
    user: &User,
    (why, kind): (EventKind, FactorKind),
    charged: &budget::Charged,
    actor: Actor<'_>,
) -> Result<(), FactorRefusal> {
    tracing::info!(target: "audit", event = why.name(), tenant = %ctx.issuer().tenant_id(), user = %user.id, factor = kind.name(), address = actor.browser.address);
    let mut events = vec![event(
        ctx,
        user.id,
        why,
        actor.browser,
        &[("factor", kind.name())],
    )];
    if charged.has_paused(ctx).await? {
        events.push(event(
            ctx,
            user.id,
            EventKind::FactorThrottled,
            actor.browser,
            &[],
        ));
    }
    let notices = Notices {
        events,
        messages: Vec::new(),
    };
    Ok(ctx.db().write_notices(notices, ctx.now()).await?)
}
