//! Telling people that a browser signed in that never did before (OWASP ASVS V6.3.5: "suspicious authentication attempts").

use crate::context::Context;
use crate::mail::Letter;
use crate::model::User;
use crate::storage::Notices;
use crate::texts::Texts;

use super::sign_in::SignInRefusal;
use super::{Browser, device_in_words, notify};

/// A sign-in of so long ago may be forgotten: the log of an account is shorter.
const REMEMBERED_SECONDS: i64 = 365 * 24 * 60 * 60;

/// The mail about a browser that is new to an account; nothing for the very first one.
pub(super) async fn told(
    ctx: &Context,
    user: &User,
    browser: &Browser,
) -> Result<Notices, SignInRefusal> {
    let Some(address) = user.email.as_deref().filter(|_| user.email_verified) else {
        return Ok(Notices::default());
    };
    let oldest = ctx.now().plus_seconds(-REMEMBERED_SECONDS);
    if browser.device.is_none() || !ctx.db().may_have_signed_in(user.id, oldest).await? {
        return Ok(Notices::default());
    }
    let texts = notify::language_of(user, Texts::english());
    let letter = Letter::NewDevice {
        device: device_in_words(texts, &browser.user_agent),
        network: ctx.app().places.in_words(texts, &browser.address),
        at: ctx.now(),
    };
    Ok(Notices {
        events: Vec::new(),
        messages: vec![notify::letter(ctx, address, texts, &letter)?],
    })
}
