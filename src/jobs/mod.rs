//! What a running server does by itself: hears what changed, takes away what expired, sends messages, rotates keys.

mod follow_changes;
mod rotate_keys;
mod send_messages;
mod spawn;
mod sweep;

pub use send_messages::deliver_due;
pub use spawn::{Jobs, spawn};
