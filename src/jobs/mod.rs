//! What a running server does by itself: hears what changed, takes away what expired, sends messages, tells applications of
//! sign-outs, rotates keys.

mod delete_accounts;
mod deliver_logouts;
mod follow_changes;
mod logout_hosts;
mod rotate_keys;
mod send_messages;
mod spawn;
mod sweep;

pub use send_messages::deliver_due;
pub use spawn::{Jobs, spawn};
