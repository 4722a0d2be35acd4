//! Mail: what it says, and how it leaves.

mod colour;
mod content;
mod envelope;
mod harmless;
mod letter;
mod mailer;
mod render;

pub use letter::Letter;
pub use mailer::{Mailer, MailerError, NotTaken, Sent, Taken};
pub use render::{House, Rendered, render, text_message};
