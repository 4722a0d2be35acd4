//! Links in mails: made, and found again by their token.

use serde_json::{Map, Value};

use crate::accounts::Browser;
use crate::context::Context;
use crate::model::{Link, LinkPurpose, Secret};
use crate::storage::{Credentials, StorageError};

/// The detail that names the browser which asked.
pub(super) const BROWSER: &str = "browser";
/// The detail that says what comes after.
pub(super) const AFTER: &str = "after";

/// A link that is not written yet, and its URL.
pub(super) struct NewLink {
    pub(super) row: Link,
    pub(super) url: Secret,
}

/// A link to this address. Its base is the configured issuer, whatever host the request named (F01). A decoy has none, and
/// stands under a name of its own: if decoys shared one, each would be looked for among all the others.
pub(super) fn new(
    ctx: &Context,
    purpose: LinkPurpose,
    owner: Option<&Credentials>,
    address: &str,
    details: &[(&str, Value)],
) -> NewLink {
    let entropy = ctx.app().entropy;
    let token = entropy.secret(purpose.prefix());
    let page = match purpose {
        LinkPurpose::VerifyEmail | LinkPurpose::ChangeEmail => "/verify-email",
        LinkPurpose::ResetPassword => "/reset-password",
        LinkPurpose::SignIn => "/sign-in/link",
        LinkPurpose::Invitation => "/sign-up",
    };
    let url = format!("{}{page}?token={}", ctx.issuer().url(), token.expose());
    let details: Map<String, Value> = details
        .iter()
        .map(|(name, value)| ((*name).to_owned(), value.clone()))
        .collect();
    let id = entropy.uuid(ctx.now());
    let address = match address {
        "" => format!("decoy:{id}"),
        address => address.to_owned(),
    };
    NewLink {
        row: Link {
            id,
            user: owner.map(|owner| owner.user.id),
            purpose,
            token: token.digest(),
            address,
            details,
            credential_version: owner.map_or(0, |owner| owner.version),
            expires_at: ctx.now().plus_seconds(purpose.seconds()),
        },
        url: Secret::new(url),
    }
}

/// The link of a token, if it is for one of these purposes and may still be used. Looking changes nothing: mail scanners look.
pub async fn find(
    ctx: &Context,
    purposes: &[LinkPurpose],
    token: &Secret,
) -> Result<Option<Link>, StorageError> {
    let of_token = |purpose: &&LinkPurpose| token.expose().starts_with(purpose.prefix());
    match purposes.iter().find(of_token) {
        Some(purpose) => {
            ctx.db()
                .live_link(*purpose, token.digest(), ctx.now())
                .await
        }
        None => Ok(None),
    }
}

/// Whether the link was asked for in this very browser.
pub fn is_from_this_browser(link: &Link, browser: &Browser) -> bool {
    !browser.binding.is_empty() && link.detail(BROWSER) == browser.binding
}

/// What comes after the link did what it is for, in the words of who asked.
pub fn after(link: &Link) -> &str {
    link.detail(AFTER)
}
