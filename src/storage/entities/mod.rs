//! The rows, as SeaORM sees them. Private to storage: the rest of the program speaks in `model`.

mod tables;

pub use tables::*;
