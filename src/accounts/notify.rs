//! Messages to people, ready for the outbox.

use serde_json::Value;
use zeroize::Zeroizing;

use crate::context::Context;
use crate::mail::{self, House, Letter};
use crate::model::{Channel, Message, MessageId, NewMessage, User};
use crate::storage::message_place;
use crate::texts::Texts;
use crate::vault::VaultError;

/// Why a message could not be written.
#[derive(Debug, thiserror::Error)]
pub enum NotifyError {
    /// A template failed.
    #[error("a message cannot be rendered")]
    Template,
    /// It could not be encrypted.
    #[error(transparent)]
    Vault(#[from] VaultError),
}

/// The mail to this address, for [`Notices::messages`](crate::storage::Notices::messages).
pub fn letter(
    ctx: &Context,
    to: &str,
    texts: Texts,
    letter: &Letter,
) -> Result<NewMessage, NotifyError> {
    sealed(ctx, letter, Channel::Mail, written(ctx, to, texts, letter)?)
}

/// The mail as [`letter`] writes it, which the outbox throws away instead of sending it. It stands where a known address gets a
/// mail and an unknown one none, so that both cost the same.
pub fn unsent(
    ctx: &Context,
    to: &str,
    texts: Texts,
    letter: &Letter,
) -> Result<NewMessage, NotifyError> {
    let message = Message {
        unsent: true,
        ..written(ctx, to, texts, letter)?
    };
    sealed(ctx, letter, Channel::Mail, message)
}

/// A mail by which an operator sees whether mail arrives. It goes through no outbox: the answer is what is wanted.
pub fn trial(ctx: &Context, to: &str, texts: Texts) -> Result<Message, NotifyError> {
    written(ctx, to, texts, &Letter::Trial)
}

/// The text message that brings a code to this phone number.
pub fn sms(
    ctx: &Context,
    to_phone: &str,
    texts: Texts,
    letter: &Letter,
) -> Result<NewMessage, NotifyError> {
    let code = match letter {
        Letter::SmsCode { code } | Letter::FactorCode { code } | Letter::SignInCode { code } => {
            code.expose()
        }
        // Nothing else is short enough.
        _ => return Err(NotifyError::Template),
    };
    let message = Message {
        to: to_phone.to_owned(),
        sender: String::new(),
        host: String::new(),
        reply_to: None,
        lang: texts.lang().to_owned(),
        subject: String::new(),
        text: mail::text_message(texts, &house(ctx), code),
        html: String::new(),
        unsent: false,
    };
    sealed(ctx, letter, Channel::Sms, message)
}

/// The language this person chose (`locale` of OpenID Connect Core §5.1), if we have it.
pub fn language_of(user: &User, fallback: Texts) -> Texts {
    let locale = user.profile.get("locale").and_then(Value::as_str);
    // "Relying Parties may choose to accept this locale syntax [en_US] as well."
    locale
        .and_then(|locale| Texts::of(&locale.replace('_', "-")))
        .unwrap_or(fallback)
}

/// The language of whoever wishes none that we have.
pub fn house_language(ctx: &Context) -> Texts {
    let language = ctx.issuer().tenant().settings.branding.language.as_deref();
    language.and_then(Texts::of).unwrap_or_else(Texts::english)
}

/// Whose house writes: the issuer's.
pub fn house(ctx: &Context) -> House<'_> {
    let tenant = ctx.issuer().tenant();
    House {
        name: &tenant.name,
        url: ctx.issuer().url(),
        accent: tenant.settings.branding.accent.as_deref(),
        support: tenant.settings.branding.support_email.as_deref(),
    }
}

fn written(ctx: &Context, to: &str, texts: Texts, letter: &Letter) -> Result<Message, NotifyError> {
    let rendered = mail::render(texts, &house(ctx), to, letter).map_err(|cause| {
        tracing::error!(%cause, letter = letter.name(), "a mail cannot be rendered");
        NotifyError::Template
    })?;
    Ok(Message {
        to: to.to_owned(),
        sender: rendered.sender,
        host: house(ctx).host(),
        reply_to: house(ctx).support.map(str::to_owned),
        lang: texts.lang().to_owned(),
        subject: rendered.subject,
        text: rendered.text,
        html: rendered.html,
        // An account without an address: what its owner would be told, nobody is.
        unsent: to.is_empty(),
    })
}

fn sealed(
    ctx: &Context,
    letter: &Letter,
    channel: Channel,
    message: Message,
) -> Result<NewMessage, NotifyError> {
    let id = MessageId(ctx.app().entropy.uuid(ctx.now()));
    let plain = serde_json::to_vec(&message).map_err(|_| NotifyError::Template)?;
    let sealed = ctx
        .app()
        .vault
        .seal(&message_place(id), &Zeroizing::new(plain))?;
    Ok(NewMessage {
        id,
        channel,
        kind: letter.name(),
        sealed,
        expires_at: ctx.now().plus_seconds(letter.seconds()),
    })
}
