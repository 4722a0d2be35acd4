//! Codes by mail and by text message. A keyed tag of the code waits in the ephemeral store, bound to the one sign-in or login
//! that it was asked for in.

use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::accounts::limits;
use crate::accounts::{Browser, notify};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::entropy::Entropy;
use crate::ephemeral::{Key, Kind};
use crate::mail::Letter;
use crate::model::policy::FactorKind;
use crate::model::{Secret, User};
use crate::storage::{Notices, factor_place};
use crate::texts::Texts;

use super::FactorRefusal;
use super::text_limits::{self, Phone};

/// "at least six decimal digits"  NIST SP 800-63B-4 §3.1.3.2. What goes by mail lies longer in more places.
const MAIL_DIGITS: usize = 8;
const SMS_DIGITS: usize = 6;
/// Between two codes for one sign-in, in seconds.
const SEND_EVERY: i64 = 30;
/// In an hour, for one person.
const SENDS: u64 = 10;

/// What is kept of a code that was sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Record {
    tag: [u8; 32],
    sent_at: Timestamp,
    /// A phone that is being set up: the row it will have, and its number, sealed for that row.
    phone: Option<(Uuid, Vec<u8>)>,
}

/// Where a code goes.
#[derive(Debug)]
pub(super) enum Destination {
    /// To the verified address of the account.
    Mail,
    /// To the phone that was set up.
    Phone(Secret),
    /// To a phone that is being set up.
    NewPhone(Secret),
}

impl Destination {
    const fn kind(&self) -> FactorKind {
        match self {
            Self::Mail => FactorKind::Email,
            Self::Phone(_) | Self::NewPhone(_) => FactorKind::Sms,
        }
    }
}

/// What a right code proved.
#[derive(Debug)]
pub(super) struct Received {
    /// The phone that is being set up.
    pub(super) phone: Option<(Uuid, Vec<u8>)>,
}

/// What a person typed, without the spaces between groups; `None` for anything that was never sent.
pub(super) fn parse(kind: FactorKind, typed: &Secret) -> Option<Secret> {
    let code: Zeroizing<String> = Zeroizing::new(
        typed
            .expose()
            .trim()
            .chars()
            .filter(|c| *c != ' ')
            .take(MAIL_DIGITS + 1)
            .collect(),
    );
    let is_code = code.len() == digits(kind) && code.bytes().all(|byte| byte.is_ascii_digit());
    is_code.then(|| Secret::new(code.as_str()))
}

/// Sends a code.
pub(super) async fn send(
    ctx: &Context,
    binding: &str,
    user: &User,
    to: Destination,
    (browser, texts): (&Browser, Texts),
) -> Result<(), FactorRefusal> {
    let kind = to.kind();
    let place = key(ctx, binding, kind);
    let before: Option<Record> = ctx.app().ephemeral.get_json(&place, ctx.now()).await?;
    let wait = before.map_or(0, |before| {
        SEND_EVERY - ctx.now().seconds_since(before.sent_at)
    });
    if let Ok(retry_after @ 1..) = u32::try_from(wait) {
        return Err(FactorRefusal::SentTooOften { retry_after });
    }
    reserve_send(ctx, user, browser).await?;
    match &to {
        Destination::Mail => {}
        Destination::Phone(number) => text_limits::reserve(ctx, Phone::SetUp, number).await?,
        Destination::NewPhone(number) => text_limits::reserve(ctx, Phone::New, number).await?,
    }
    let code = make(ctx.app().entropy, digits(kind));
    let texts = notify::language_of(user, texts);
    let (message, phone) = match to {
        Destination::Mail => {
            let address = user.email.as_deref().filter(|_| user.email_verified);
            let letter = Letter::FactorCode { code: code.clone() };
            let address = address.ok_or(FactorRefusal::NoAddress)?;
            (notify::letter(ctx, address, texts, &letter)?, None)
        }
        Destination::Phone(number) => (text(ctx, &number, texts, &code)?, None),
        Destination::NewPhone(number) => {
            let id = ctx.app().entropy.uuid(ctx.now());
            let sealed = ctx
                .app()
                .vault
                .seal(&factor_place(id), number.expose().as_bytes())?;
            (text(ctx, &number, texts, &code)?, Some((id, sealed)))
        }
    };
    let record = Record {
        tag: tag(ctx, binding, kind, &code),
        sent_at: ctx.now(),
        phone,
    };
    ctx.app()
        .ephemeral
        .put_json(&place, &record, ctx.now())
        .await?;
    let notices = Notices {
        events: Vec::new(),
        messages: vec![message],
    };
    Ok(ctx.db().write_notices(notices, ctx.now()).await?)
}

/// Counts a code that is about to be sent. Browsers that the person signed in with before are counted together, apart from all
/// others, so that whoever learned the password cannot use up the owner's.
async fn reserve_send(ctx: &Context, user: &User, browser: &Browser) -> Result<(), FactorRefusal> {
    let has_left = async |whose: String| {
        let sends = Key::new(ctx.issuer().tenant_id(), Kind::FactorSends, &whose);
        let count = ctx.app().attempts.count(&sends, ctx.now()).await;
        count.map(|count| count <= SENDS)
    };
    if has_left(user.id.to_string()).await?
        || limits::is_known(ctx, Some(user.id), browser).await?
            && has_left(format!("{}|known", user.id)).await?
    {
        return Ok(());
    }
    Err(FactorRefusal::SentTooOften {
        retry_after: Kind::FactorSends.seconds(),
    })
}

fn text(
    ctx: &Context,
    number: &Secret,
    texts: Texts,
    code: &Secret,
) -> Result<crate::model::NewMessage, notify::NotifyError> {
    let letter = Letter::SmsCode { code: code.clone() };
    notify::sms(ctx, number.expose(), texts, &letter)
}

/// Whether this is the code that was sent. A right one is spent: of several at once one is right.
pub(super) async fn receive(
    ctx: &Context,
    binding: &str,
    kind: FactorKind,
    code: &Secret,
) -> Result<Option<Received>, FactorRefusal> {
    let place = key(ctx, binding, kind);
    let record: Option<Record> = ctx.app().ephemeral.get_json(&place, ctx.now()).await?;
    let Some(record) = record else {
        return Ok(None);
    };
    let message = message(binding, kind, code);
    if !ctx.app().vault.verify_tag(PURPOSE, &message, &record.tag) {
        return Ok(None);
    }
    let taken: Option<Record> = ctx.app().ephemeral.take_json(&place, ctx.now()).await?;
    // Another code may have been sent in this very moment; then this one is as old as it looks.
    let taken = taken.filter(|taken| taken.tag == record.tag);
    Ok(taken.map(|taken| Received { phone: taken.phone }))
}

/// Burns the code that was sent.
pub(super) async fn burn(
    ctx: &Context,
    binding: &str,
    kind: FactorKind,
) -> Result<(), FactorRefusal> {
    Ok(ctx.app().ephemeral.delete(&key(ctx, binding, kind)).await?)
}

/// Whether a code was sent and can be used yet.
pub(super) async fn is_sent(
    ctx: &Context,
    binding: &str,
    kind: FactorKind,
) -> Result<bool, FactorRefusal> {
    let place = key(ctx, binding, kind);
    let record: Option<Record> = ctx.app().ephemeral.get_json(&place, ctx.now()).await?;
    Ok(record.is_some())
}

const PURPOSE: &str = "factor code";

const fn digits(kind: FactorKind) -> usize {
    match kind {
        FactorKind::Sms => SMS_DIGITS,
        FactorKind::Email | FactorKind::Passkey | FactorKind::Totp | FactorKind::RecoveryCode => {
            MAIL_DIGITS
        }
    }
}

fn make(entropy: Entropy, digits: usize) -> Secret {
    // 64 random bits for at most 27 of a code: no digit is likelier than another by more than 2^-37.
    let number =
        u64::from_le_bytes(entropy.bytes()) % 10_u64.pow(u32::try_from(digits).unwrap_or(8));
    Secret::new(format!("{number:0digits$}"))
}

fn message(binding: &str, kind: FactorKind, code: &Secret) -> Zeroizing<Vec<u8>> {
    let parts = [
        binding.as_bytes(),
        kind.name().as_bytes(),
        code.expose().as_bytes(),
    ];
    Zeroizing::new(parts.join(&0))
}

fn tag(ctx: &Context, binding: &str, kind: FactorKind, code: &Secret) -> [u8; 32] {
    ctx.app().vault.tag(PURPOSE, &message(binding, kind, code))
}

fn key(ctx: &Context, binding: &str, kind: FactorKind) -> Key {
    let id = format!("{binding}:{}", kind.name());
    Key::new(ctx.issuer().tenant_id(), Kind::FactorCode, &id)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_digits_and_nothing_else_is_one() {
        for kind in [FactorKind::Email, FactorKind::Sms] {
            let code = make(Entropy, digits(kind));
            assert_eq!(code.expose().len(), digits(kind));
            assert_eq!(parse(kind, &code).unwrap().expose(), code.expose());
        }
        let parsed = parse(FactorKind::Email, &Secret::new(" 1234 5678 "));
        assert_eq!(parsed.unwrap().expose(), "12345678");
        for typed in [
            "",
            "1234567",
            "123456789",
            "1234567a",
            "+1234567",
            "１２３４５６７８",
        ] {
            assert!(
                parse(FactorKind::Email, &Secret::new(typed)).is_none(),
                "{typed}"
            );
        }
    }
}
