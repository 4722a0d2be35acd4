//! What a running server does by itself: hears what changed, takes away what expired, rotates keys.

mod follow_changes;
mod rotate_keys;
mod spawn;
mod sweep;

pub use spawn::{Jobs, spawn};
