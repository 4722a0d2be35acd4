//! How many mails anybody may have sent: by the network that asks, and to the account (or the unknown name) it is about.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::context::Context;
use crate::ephemeral::{Key, Kind};
use crate::model::user::name_key;
use crate::storage::Credentials;

use super::EntryError;

/// What the mail is for. Each is counted by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A new account.
    SignUp,
    /// A forgotten password.
    Reset,
    /// A proof of an address.
    Verification,
    /// A link or a code to sign in with.
    SignIn,
}

impl Sort {
    const fn name(self) -> &'static str {
        match self {
            Self::SignUp => "sign-up",
            Self::Reset => "reset",
            Self::Verification => "verification",
            Self::SignIn => "sign-in",
        }
    }

    /// Within the window of [`Kind::MailsAsked`]. Signing in is an everyday thing, and a household shares a network.
    const fn per_network(self) -> u64 {
        match self {
            Self::SignUp | Self::Reset | Self::Verification => 5,
            Self::SignIn => 20,
        }
    }
}

/// Within the window of [`Kind::MailsOfAccount`].
const PER_ACCOUNT: u64 = 3;

/// Sign-up forms from one network within the window of [`Kind::SignUpForms`]: each tells whether a username is taken, and has a
/// password judged.
const FORMS_PER_NETWORK: u64 = 100;

/// Whether the mail may go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It may.
    Send,
    /// The account had enough of them. Who asks is not told, since it would tell that somebody else asked.
    KeepSilent,
}

/// Who is counted: the account, or the name that belongs to nobody, under a tag.
pub(super) fn account_of(ctx: &Context, found: Option<&Credentials>, typed: &str) -> String {
    match found {
        Some(found) => found.user.id.to_string(),
        None => {
            let name = name_key(typed);
            let tag = ctx.app().vault.tag("unknown account", name.as_bytes());
            format!("unknown:{}", URL_SAFE_NO_PAD.encode(tag))
        }
    }
}

/// Counts a mail before anything is done about it.
pub(super) async fn reserve(
    ctx: &Context,
    sort: Sort,
    account: &str,
) -> Result<Verdict, EntryError> {
    let source = key(ctx, Kind::MailsAsked, sort, ctx.caller());
    if ctx.app().attempts.count(&source, ctx.now()).await? > sort.per_network() {
        let tenant = ctx.issuer().tenant_id();
        tracing::warn!(target: "audit", event = "mail.throttled", %tenant, sort = sort.name(), address = ctx.caller());
        return Err(EntryError::TooMany {
            retry_after: Kind::MailsAsked.seconds(),
        });
    }
    reserve_of_account(ctx, sort, account).await
}

/// Counts a sign-up form before anything is looked at.
pub(super) async fn reserve_form(ctx: &Context) -> Result<(), EntryError> {
    let source = Key::new(ctx.issuer().tenant_id(), Kind::SignUpForms, ctx.caller());
    if ctx.app().attempts.count(&source, ctx.now()).await? > FORMS_PER_NETWORK {
        return Err(EntryError::TooMany {
            retry_after: Kind::SignUpForms.seconds(),
        });
    }
    Ok(())
}

async fn reserve_of_account(
    ctx: &Context,
    sort: Sort,
    account: &str,
) -> Result<Verdict, EntryError> {
    let attempts = &ctx.app().attempts;
    let minute = key(ctx, Kind::MailJustSent, sort, account);
    let hour = key(ctx, Kind::MailsOfAccount, sort, account);
    if attempts.count(&minute, ctx.now()).await? > 1
        || attempts.count(&hour, ctx.now()).await? > PER_ACCOUNT
    {
        return Ok(Verdict::KeepSilent);
    }
    Ok(Verdict::Send)
}

fn key(ctx: &Context, kind: Kind, sort: Sort, whose: &str) -> Key {
    Key::new(
        ctx.issuer().tenant_id(),
        kind,
        &format!("{}|{whose}", sort.name()),
    )
}
