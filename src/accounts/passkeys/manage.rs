//! What a person does with their passkeys besides using them.

use crate::accounts::events::event;
use crate::accounts::gate;
use crate::accounts::{Browser, notify};
use crate::clock::Timestamp;
use crate::context::Context;
use crate::mail::Letter;
use crate::model::policy::FactorKind;
use crate::model::{EventKind, PasskeyId, User, UserId};
use crate::storage::{Notices, PasskeyRemoved, StorageError};
use crate::texts::{Texts, one_line};

use super::relying_party::are_possible;
use super::{PasskeyError, credential};

/// A name has at most so many characters.
const LONGEST_NAME: usize = 64;

/// A passkey as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnPasskey {
    /// Its row.
    pub id: PasskeyId,
    /// What its owner calls it.
    pub name: String,
    /// Whether it is kept in several places, or bound to one device.
    pub synced: bool,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

/// Whether people of this tenant can have passkeys: to sign in with, or as a second factor.
pub fn are_offered(ctx: &Context) -> bool {
    let settings = &ctx.issuer().tenant().settings;
    let wanted =
        settings.sign_in.passkeys || settings.second_factor.kinds.contains(&FactorKind::Passkey);
    wanted && are_possible(ctx.issuer())
}

/// Every passkey of a person, in the order in which they were added.
pub async fn of_owner(ctx: &Context, user: UserId) -> Result<Vec<OwnPasskey>, StorageError> {
    let stored = ctx.db().passkeys(user).await?;
    stored
        .into_iter()
        .map(|stored| {
            let known = credential::read(&stored)?;
            Ok(OwnPasskey {
                id: stored.id,
                name: stored.name,
                synced: known.backup_eligible,
                created_at: stored.created_at,
                last_used_at: stored.last_used_at,
            })
        })
        .collect()
}

/// A name on one line, of a length that can be read.
pub(super) fn valid_name(name: &str) -> String {
    let line = one_line(name);
    line.trim().chars().take(LONGEST_NAME).collect()
}

/// Gives a passkey of this person's another name. `false` when there is no such passkey, or the name is empty.
pub async fn rename(
    ctx: &Context,
    user: UserId,
    id: PasskeyId,
    name: &str,
    browser: &Browser,
) -> Result<bool, StorageError> {
    let name = valid_name(name);
    if name.is_empty() {
        return Ok(false);
    }
    let details = [("name", name.as_str())];
    let notices = Notices {
        events: vec![event(
            ctx,
            user,
            EventKind::PasskeyRenamed,
            browser,
            &details,
        )],
        messages: Vec::new(),
    };
    ctx.db()
        .rename_passkey((user, id), &name, notices, ctx.now())
        .await
}

/// Removes a passkey of this person's, unless it is their last way in, or their last factor where the tenant demands one.
pub async fn remove(
    ctx: &Context,
    user: &User,
    passkey: &OwnPasskey,
    browser: &Browser,
    texts: Texts,
) -> Result<PasskeyRemoved, PasskeyError> {
    let details = [("name", passkey.name.as_str())];
    let mut notices = Notices {
        events: vec![event(
            ctx,
            user.id,
            EventKind::PasskeyRemoved,
            browser,
            &details,
        )],
        messages: Vec::new(),
    };
    if let Some(address) = &user.email {
        let letter = Letter::PasskeyRemoved {
            name: passkey.name.clone(),
        };
        let texts = notify::language_of(user, texts);
        notices
            .messages
            .push(notify::letter(ctx, address, texts, &letter)?);
    }
    let policy = gate::policy(ctx);
    let needed = gate::is_demanded(&policy, user).then_some(policy.kinds.as_slice());
    let ways = &ctx.issuer().tenant().settings.sign_in;
    let removed = ctx
        .db()
        .delete_passkey((user.id, passkey.id), (ways, needed), notices, ctx.now())
        .await?;
    if removed == PasskeyRemoved::Removed {
        ctx.app().directory.catch_up().await?;
        tracing::info!(target: "audit", event = EventKind::PasskeyRemoved.name(), tenant = %ctx.issuer().tenant_id(), user = %user.id, passkey = %passkey.id, address = browser.address);
    }
    Ok(removed)
}
