//! How many mails anybody may have sent: by the network that asks, and to the account (or the unknown name) it is about.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::accounts::Browser;
use crate::accounts::limits::{self, Action, LimitError};
use crate::context::Context;
use crate::ephemeral::{Key, Kind};
use crate::model::SecretHash;
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

    const fn action(self) -> Action {
        match self {
            Self::SignUp => Action::SignUpMail,
            Self::Reset => Action::ResetMail,
            Self::Verification => Action::VerificationMail,
            Self::SignIn => Action::SignInMail,
        }
    }

    /// Whether the mail is of use only to whoever asked. Then each network has its share, or a stranger could use up the owner's;
    /// a link for a forgotten password, on the other hand, helps its owner whoever asked for it.
    const fn is_for_who_asked(self) -> bool {
        matches!(self, Self::SignUp | Self::SignIn)
    }
}

/// To one account within the window of [`Kind::MailsOfAccount`].
const PER_ACCOUNT: u64 = 3;
/// The same from all networks together, where each has its share.
const FROM_ALL: u64 = 9;

/// Who asks for a mail, and about which account.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked<'a> {
    /// The account of that name, if there is one.
    pub(super) found: Option<&'a Credentials>,
    /// The name or address that was typed.
    pub(super) typed: &'a str,
    /// The browser.
    pub(super) browser: &'a Browser,
}

/// Whether the mail may go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It may.
    Send,
    /// The account had enough of them. Who asks is not told, since it would tell that somebody else asked.
    KeepSilent,
}

impl Asked<'_> {
    /// Who is counted: the account, or the name that belongs to nobody, under a tag.
    pub(super) fn account(&self, ctx: &Context) -> String {
        match self.found {
            Some(found) => found.user.id.to_string(),
            None => {
                let name = name_key(self.typed);
                let tag = ctx.app().vault.tag("unknown account", name.as_bytes());
                format!("unknown:{}", URL_SAFE_NO_PAD.encode(tag))
            }
        }
    }
}

/// Counts a mail before anything is done about it.
pub(super) async fn reserve(
    ctx: &Context,
    sort: Sort,
    asked: Asked<'_>,
) -> Result<Verdict, EntryError> {
    if let Err(error) = limits::reserve(ctx, sort.action()).await {
        if let LimitError::TooMany { .. } = error {
            let tenant = ctx.issuer().tenant_id();
            tracing::warn!(target: "audit", event = "mail.throttled", %tenant, sort = sort.name(), address = ctx.caller());
        }
        return Err(error.into());
    }
    let account = asked.account(ctx);
    let mut send = if sort.is_for_who_asked() {
        let share = format!("{account}|{}", ctx.caller());
        has_left(ctx, sort, &share, PER_ACCOUNT).await?
            && count(ctx, Kind::MailsOfAccount, sort, &account).await? <= FROM_ALL
    } else {
        has_left(ctx, sort, &account, PER_ACCOUNT).await?
    };
    let user = asked.found.map(|found| found.user.id);
    // Asked in any case, so that a silence costs what a mail costs.
    let known = limits::is_known(ctx, user, asked.browser).await?;
    if !send && known {
        let marker = asked.browser.device.map(SecretHash::to_text);
        let own = format!("{account}|known:{}", marker.unwrap_or_default());
        send = has_left(ctx, sort, &own, PER_ACCOUNT).await?;
    }
    Ok(if send {
        Verdict::Send
    } else {
        Verdict::KeepSilent
    })
}

/// Counts a mail of that share: one in a minute, and so many in an hour.
async fn has_left(ctx: &Context, sort: Sort, share: &str, most: u64) -> Result<bool, EntryError> {
    Ok(count(ctx, Kind::MailJustSent, sort, share).await? <= 1
        && count(ctx, Kind::MailsOfAccount, sort, share).await? <= most)
}

async fn count(ctx: &Context, kind: Kind, sort: Sort, whose: &str) -> Result<u64, EntryError> {
    let key = Key::new(
        ctx.issuer().tenant_id(),
        kind,
        &format!("{}|{whose}", sort.name()),
    );
    Ok(ctx.app().attempts.count(&key, ctx.now()).await?)
}
