//! Setting a second factor up. It is written when a code of it was right, and counts from then on.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::accounts::{Browser, gate};
use crate::context::Context;
use crate::ephemeral::{Key, Kind};
use crate::mail::Letter;
use crate::model::policy::FactorKind;
use crate::model::{EventKind, Secret, User};
use crate::storage::{Allowed, NewFactor, factor_place};
use crate::texts::Texts;

use super::prove::told;
use super::sent_code::Destination;
use super::totp::{AppSecret, SECRET_BYTES};
use super::{FactorRefusal, budget, phone, recovery, sent_code, totp};

/// Who acts: in which browser, and in which language a mail about it is written if they never chose one.
#[derive(Clone, Copy)]
pub struct Actor<'a> {
    /// The browser.
    pub browser: &'a Browser,
    /// The language of its page.
    pub texts: Texts,
}

/// Somebody who may set a factor up: on the way in, where one is demanded, or in their account after they proved themselves.
#[derive(Clone, Debug)]
pub struct Enrolling {
    pub(super) user: User,
    /// Under which version of the credentials that was allowed.
    pub(super) version: i64,
    /// The sign-in or login in which it is done.
    pub(super) binding: String,
}

/// A factor that was set up.
#[derive(Debug)]
pub struct Added {
    /// Its kind.
    pub kind: FactorKind,
    /// The version of the credentials now.
    pub version: i64,
    /// Whether a code of it was right already.
    pub(super) proven: bool,
    /// The person's first recovery codes; none when they have some.
    pub codes: Vec<Secret>,
}

/// Why recovery codes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodesFor {
    /// They come with a first factor, and the mail about that says enough.
    NewFactor,
    /// Their owner wants new ones, and is told so.
    Owner,
}

/// The first recovery codes of somebody who made a passkey, and the version of the credentials with them; no codes when the
/// person has some, or passkeys are no second factor here.
pub(in crate::accounts) async fn codes_beside_passkey(
    ctx: &Context,
    user: User,
    version: i64,
    actor: Actor<'_>,
) -> Result<(i64, Vec<Secret>), FactorRefusal> {
    let has_codes = ctx.db().recovery_codes_left(user.id).await? > 0;
    if has_codes || !gate::is_offered(ctx, FactorKind::Passkey) {
        return Ok((version, Vec::new()));
    }
    let enrolling = Enrolling {
        user,
        version,
        binding: String::new(),
    };
    enrolling.make_codes(ctx, CodesFor::NewFactor, actor).await
}

/// The secret of an app that was shown and has not proven itself, sealed for the row it will have.
#[derive(Debug, Serialize, Deserialize)]
struct Offer {
    row: Uuid,
    sealed: Vec<u8>,
}

impl Enrolling {
    /// Who.
    pub const fn user(&self) -> &User {
        &self.user
    }

    /// Whether a code was sent, and can be used yet.
    pub async fn has_sent(&self, ctx: &Context, kind: FactorKind) -> Result<bool, FactorRefusal> {
        sent_code::is_sent(ctx, &self.binding, kind).await
    }

    pub(super) const fn allowed(&self) -> Allowed {
        Allowed {
            user: self.user.id,
            version: self.version,
        }
    }

    /// A secret for an app: the same until it was proven or a quarter of an hour went by.
    pub async fn app_secret(&self, ctx: &Context) -> Result<AppSecret, FactorRefusal> {
        let offer = match self.offer(ctx).await? {
            Some(offer) => offer,
            None => {
                let row = ctx.app().entropy.uuid(ctx.now());
                let secret = Zeroizing::new(ctx.app().entropy.bytes::<SECRET_BYTES>());
                let sealed = ctx
                    .app()
                    .vault
                    .seal(&factor_place(row), secret.as_slice())?;
                let offer = Offer { row, sealed };
                let key = self.offer_key(ctx);
                ctx.app()
                    .ephemeral
                    .put_json(&key, &offer, ctx.now())
                    .await?;
                offer
            }
        };
        let secret = ctx
            .app()
            .vault
            .open(&factor_place(offer.row), &offer.sealed)?;
        let person = self.user.email.as_deref().unwrap_or(&self.user.username);
        totp::shown(&secret, &ctx.issuer().tenant().name, person).ok_or(FactorRefusal::Over)
    }

    /// The app shows this code: it is set up.
    pub async fn confirm_app(
        &self,
        ctx: &Context,
        typed: &Secret,
        actor: Actor<'_>,
    ) -> Result<Added, FactorRefusal> {
        let code = totp::parse(typed).ok_or(FactorRefusal::Malformed)?;
        let offer = self.offer(ctx).await?.ok_or(FactorRefusal::Over)?;
        let secret = ctx
            .app()
            .vault
            .open(&factor_place(offer.row), &offer.sealed)?;
        // The person has just read the secret: there is nothing to guess, and no try to count.
        let step = totp::step_of(&secret, &code, ctx.now()).ok_or(FactorRefusal::Wrong)?;
        let factor = NewFactor {
            id: offer.row,
            kind: FactorKind::Totp,
            sealed_secret: Some(offer.sealed),
            last_step: Some(step),
        };
        let mut added = self.add(ctx, factor, actor).await?;
        added.proven = true;
        ctx.app().ephemeral.delete(&self.offer_key(ctx)).await?;
        Ok(added)
    }

    /// Sends a code to the address of the account, or to a new phone.
    pub async fn send(
        &self,
        ctx: &Context,
        new_phone: Option<&str>,
        Actor { browser, texts }: Actor<'_>,
    ) -> Result<(), FactorRefusal> {
        let to = match new_phone {
            None => Destination::Mail,
            Some(typed) => {
                let number = phone::parse(typed).ok_or(FactorRefusal::NotANumber)?;
                Destination::NewPhone(Secret::new(number))
            }
        };
        sent_code::send(ctx, &self.binding, &self.user, to, (browser, texts)).await?;
        // Each code has its own tries; how many are sent is limited.
        budget::renew_tries(ctx, &self.binding).await
    }

    /// The code arrived: codes by mail, or to that phone, are set up.
    pub async fn confirm_sent(
        &self,
        ctx: &Context,
        kind: FactorKind,
        typed: &Secret,
        actor: Actor<'_>,
    ) -> Result<Added, FactorRefusal> {
        let code = sent_code::parse(kind, typed).ok_or(FactorRefusal::Malformed)?;
        let attempt = budget::take_try(ctx, &self.binding).await?;
        let Some(received) = sent_code::receive(ctx, &self.binding, kind, &code).await? else {
            if attempt.is_last {
                sent_code::burn(ctx, &self.binding, kind).await?;
                return Err(FactorRefusal::Burned);
            }
            return Err(FactorRefusal::Wrong);
        };
        let (id, sealed_secret) = match (kind, received.phone) {
            (FactorKind::Sms, Some((row, sealed))) => (row, Some(sealed)),
            (FactorKind::Email, _) => (ctx.app().entropy.uuid(ctx.now()), None),
            _ => return Err(FactorRefusal::Over),
        };
        let factor = NewFactor {
            id,
            kind,
            sealed_secret,
            last_step: None,
        };
        let mut added = self.add(ctx, factor, actor).await?;
        attempt.was_right(ctx).await?;
        added.proven = true;
        Ok(added)
    }

    /// Writes the factor, tells its owner, and makes recovery codes if there are none.
    pub(super) async fn add(
        &self,
        ctx: &Context,
        factor: NewFactor,
        actor: Actor<'_>,
    ) -> Result<Added, FactorRefusal> {
        let kind = factor.kind;
        let letter = Letter::FactorAdded { kind };
        let notices = told(ctx, &self.user, EventKind::FactorAdded, &letter, actor)?;
        let added = ctx
            .db()
            .set_factor(self.allowed(), factor, notices, ctx.now())
            .await?;
        let version = added.ok_or(FactorRefusal::Over)?;
        let fresh = Self {
            version,
            ..self.clone()
        };
        let (version, codes) = if ctx.db().recovery_codes_left(self.user.id).await? == 0 {
            fresh.make_codes(ctx, CodesFor::NewFactor, actor).await?
        } else {
            (version, Vec::new())
        };
        ctx.app().directory.catch_up().await?;
        Ok(Added {
            kind,
            version,
            proven: false,
            codes,
        })
    }

    /// Makes ten recovery codes in place of all before; the version of the credentials, and the codes, shown this once.
    pub(super) async fn make_codes(
        &self,
        ctx: &Context,
        occasion: CodesFor,
        actor: Actor<'_>,
    ) -> Result<(i64, Vec<Secret>), FactorRefusal> {
        let codes = recovery::make(ctx.app().entropy);
        let tags = codes
            .iter()
            .filter_map(recovery::parse)
            .map(|code| {
                let id = ctx.app().entropy.uuid(ctx.now());
                (id, recovery::tag(ctx, self.user.id, &code))
            })
            .collect();
        let letter = Letter::RecoveryCodesMade;
        let event = EventKind::RecoveryCodesMade;
        let mut notices = told(ctx, &self.user, event, &letter, actor)?;
        if occasion == CodesFor::NewFactor {
            notices.messages.clear();
        }
        let made = ctx
            .db()
            .replace_recovery_codes(self.allowed(), tags, notices, ctx.now())
            .await?;
        let version = made.ok_or(FactorRefusal::Over)?;
        Ok((version, codes))
    }

    async fn offer(&self, ctx: &Context) -> Result<Option<Offer>, FactorRefusal> {
        let key = self.offer_key(ctx);
        Ok(ctx.app().ephemeral.get_json(&key, ctx.now()).await?)
    }

    fn offer_key(&self, ctx: &Context) -> Key {
        // Of this person alone, whoever else signs in with the same login later.
        let id = format!("{}:{}", self.binding, self.user.id);
        Key::new(ctx.issuer().tenant_id(), Kind::AppSecret, &id)
    }
}
