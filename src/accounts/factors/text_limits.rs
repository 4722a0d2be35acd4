//! How many text messages go to one number, and how many one network has sent. Each costs money, and the number of a phone that
//! is being set up is whatever somebody typed: a stranger's, or one that earns by being called.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::accounts::limits::{self, Action, LimitError};
use crate::context::Context;
use crate::ephemeral::{Key, Kind};
use crate::model::Secret;

use super::FactorRefusal;

/// What the tag of a number is for.
const PURPOSE: &str = "phone number";

/// Whose phone it is, as far as anybody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phone {
    /// Somebody typed its number.
    New,
    /// Its owner read a code there. Counted apart, so that whoever types the number elsewhere uses nothing up.
    SetUp,
}

impl Phone {
    const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::SetUp => "set up",
        }
    }

    const fn action(self) -> Action {
        match self {
            Self::New => Action::TextToNewPhone,
            Self::SetUp => Action::TextToPhone,
        }
    }

    /// The counters of a number, and how far each may go, all accounts together.
    const fn budgets(self) -> [(Kind, u64); 2] {
        match self {
            Self::New => [(Kind::TextsOfNumber, 3), (Kind::TextsOfNumberADay, 6)],
            Self::SetUp => [(Kind::TextsOfNumber, 10), (Kind::TextsOfNumberADay, 40)],
        }
    }
}

/// Counts a text message before it is written, or refuses it.
pub(super) async fn reserve(
    ctx: &Context,
    phone: Phone,
    number: &Secret,
) -> Result<(), FactorRefusal> {
    if let Err(error) = limits::reserve(ctx, phone.action()).await {
        return Err(match error {
            LimitError::TooMany { retry_after } => refused(ctx, phone, retry_after),
            LimitError::Ephemeral(error) => error.into(),
        });
    }
    let tag = ctx.app().vault.tag(PURPOSE, number.expose().as_bytes());
    let whose = format!("{}|{}", phone.name(), URL_SAFE_NO_PAD.encode(tag));
    for (kind, most) in phone.budgets() {
        let counter = Key::new(ctx.issuer().tenant_id(), kind, &whose);
        if ctx.app().attempts.count(&counter, ctx.now()).await? > most {
            return Err(refused(ctx, phone, kind.seconds()));
        }
    }
    reserve_of_tenant(ctx, phone).await
}

/// Counts it for the whole tenant, last of all, so that what is refused otherwise uses nothing up. Phones that are being set up
/// have half of it at most: whoever types numbers all day keeps nobody out whose phone is their way in.
async fn reserve_of_tenant(ctx: &Context, phone: Phone) -> Result<(), FactorRefusal> {
    let most = u64::from(
        ctx.issuer()
            .tenant()
            .settings
            .second_factor
            .text_messages_a_day,
    );
    let shares = [
        (phone == Phone::New).then_some((phone.name(), most.div_ceil(2))),
        Some(("all", most)),
    ];
    for (whose, most) in shares.into_iter().flatten() {
        let counter = Key::new(ctx.issuer().tenant_id(), Kind::TextsOfTenant, whose);
        if ctx.app().attempts.count(&counter, ctx.now()).await? > most {
            let tenant = ctx.issuer().tenant_id();
            tracing::error!(target: "audit", event = "sms.quota_used_up", %tenant, phone = phone.name(), most, address = ctx.caller());
            return Err(FactorRefusal::NoMoreTexts {
                retry_after: Kind::TextsOfTenant.seconds(),
            });
        }
    }
    Ok(())
}

fn refused(ctx: &Context, phone: Phone, retry_after: u32) -> FactorRefusal {
    let tenant = ctx.issuer().tenant_id();
    tracing::warn!(target: "audit", event = "sms.throttled", %tenant, phone = phone.name(), address = ctx.caller());
    FactorRefusal::SentTooOften { retry_after }
}
