//! The rows, as SeaORM sees them. Private to storage: the rest of the program speaks in `model`.

#[macro_use]
mod entity;

mod accounts;
mod federation;
mod messages;
mod tables;

pub use accounts::*;
pub use federation::*;
pub use messages::*;
pub use tables::*;
