//! Mail: what it says, and how it leaves.

mod colour;
mod content;
mod harmless;
mod letter;
mod render;

pub use letter::Letter;
pub use render::{House, Rendered, render, text_message};
