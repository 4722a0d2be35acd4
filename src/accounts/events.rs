//! Entries of an account's own log.

use serde_json::{Map, Value};
use uuid::Uuid;

use crate::context::Context;
use crate::model::{EventKind, NewAccountEvent, UserId};

use super::Browser;

/// An entry for [`Notices::events`](crate::storage::Notices::events): what happened to this user's account, in which browser.
/// `details` are for the account's owner to read and never hold a secret.
pub fn event(
    ctx: &Context,
    user: UserId,
    kind: EventKind,
    browser: &Browser,
    details: &[(&str, &str)],
) -> (Uuid, NewAccountEvent) {
    let details: Map<String, Value> = details
        .iter()
        .map(|(name, value)| ((*name).to_owned(), Value::from(*value)))
        .collect();
    let event = NewAccountEvent {
        user,
        kind,
        details,
        user_agent: browser.user_agent.clone(),
        address: browser.address.clone(),
    };
    (ctx.app().entropy.uuid(ctx.now()), event)
}
