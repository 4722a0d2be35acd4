//! Whether somebody meant it. A link shows that whoever opens it reads the mails to an address; it does not show that they asked
//! for what it does. Anybody can sign up with somebody else's address, or write it into their own account: if the owner of the
//! mailbox then presses the button that they were sent, a stranger has an account that speaks for them.
//!
//! So a link that proves an address works where it was asked for, or where its account is signed in; anywhere else the password
//! of that account is asked for, which only whoever asked can know.

use crate::accounts::limits::{self, Action};
use crate::accounts::sign_in::confirm_password;
use crate::accounts::{Browser, SignInRefusal};
use crate::context::Context;
use crate::model::{Link, Secret, UserId};

use super::{EntryError, links};

/// What is to be shown beside the link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Nothing: this browser asked, or its owner is signed in with it.
    Shown,
    /// The password of the account.
    Password,
    /// The account has no password, so that the link is of no use in this browser.
    OfAnotherBrowser,
}

/// What somebody who opened the link in this browser has to show. `signed_in` are the accounts of the browser.
pub async fn intent(
    ctx: &Context,
    link: &Link,
    browser: &Browser,
    signed_in: &[UserId],
) -> Result<Intent, EntryError> {
    let is_owners = link.user.is_some_and(|owner| signed_in.contains(&owner));
    if is_owners || links::is_from_this_browser(link, browser) {
        return Ok(Intent::Shown);
    }
    let has_password = match link.user {
        // Whoever comes by way of a provider chose none.
        None => !link.detail("password_hash").is_empty(),
        Some(owner) => {
            let owner = ctx.db().credentials_of(owner).await?;
            owner.is_some_and(|owner| owner.password_hash.is_some())
        }
    };
    Ok(if has_password {
        Intent::Password
    } else {
        Intent::OfAnotherBrowser
    })
}

/// Lets nobody pass who did not show it. A password is judged under the limits of signing in.
pub(super) async fn show_intent(
    ctx: &Context,
    link: &Link,
    password: Option<&Secret>,
    (browser, signed_in): (&Browser, &[UserId]),
) -> Result<Intent, EntryError> {
    let intent = intent(ctx, link, browser, signed_in).await?;
    match (intent, password) {
        (Intent::Shown, _) => {}
        (Intent::OfAnotherBrowser, _) => return Err(EntryError::Void),
        (Intent::Password, None) => return Err(EntryError::WrongPassword),
        (Intent::Password, Some(password)) => match link.user {
            Some(owner) => confirmed(ctx, owner, password, browser).await?,
            None => chosen_at_sign_up(ctx, link, password).await?,
        },
    }
    Ok(intent)
}

async fn confirmed(
    ctx: &Context,
    owner: UserId,
    password: &Secret,
    browser: &Browser,
) -> Result<(), EntryError> {
    match confirm_password(ctx, owner, password, browser).await {
        Ok(_) => Ok(()),
        Err(SignInRefusal::Wrong) => Err(EntryError::WrongPassword),
        Err(refusal) => Err(refusal.into()),
    }
}

/// There is no account yet whose wrong passwords could be counted, and nothing to gain: whoever guesses it owns the mailbox.
async fn chosen_at_sign_up(
    ctx: &Context,
    link: &Link,
    password: &Secret,
) -> Result<(), EntryError> {
    let attempt = limits::reserve(ctx, Action::Password).await;
    let attempt = attempt.map_err(SignInRefusal::from)?;
    let chosen = Secret::new(link.detail("password_hash"));
    match ctx.app().passwords.verify(Some(&chosen), password).await {
        Ok(true) => Ok(attempt.take_back(ctx).await?),
        Ok(false) => Err(EntryError::WrongPassword),
        Err(overloaded) => {
            attempt.take_back(ctx).await?;
            Err(overloaded.into())
        }
    }
}
