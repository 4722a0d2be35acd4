//! A message on its way to a person.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::MessageId;
use crate::clock::Timestamp;

/// By which way a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// A mail.
    Mail,
    /// A text message to a phone.
    Sms,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Mail, Self::Sms];

    /// The word in the row.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
        }
    }

    /// The channel of that word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.name() == name)
    }
}

/// A message to be written into the outbox, in the transaction that is the reason for it. What it says is sealed, since it
/// may hold a link or a code.
#[derive(Clone, Debug)]
pub struct NewMessage {
    /// Its identifier, which is also in its `Message-ID`.
    pub id: MessageId,
    /// By which way it goes.
    pub channel: Channel,
    /// What it is about, for metrics: the name of its template.
    pub kind: &'static str,
    /// Recipient, subject and texts, sealed for the row.
    pub sealed: Vec<u8>,
    /// After this nobody needs it any more.
    pub expires_at: Timestamp,
}

/// What a message says, as it is sealed in its row. `Debug` shows nothing of it.
#[derive(Serialize, Deserialize)]
pub struct Message {
    /// An address, or a phone number.
    pub to: String,
    /// Whom a mail is from, in words.
    pub sender: String,
    /// The issuer's host, which makes the `Message-ID` unique in the world.
    pub host: String,
    /// Where the answer to a mail goes.
    pub reply_to: Option<String>,
    /// The BCP 47 tag of its language.
    pub lang: String,
    /// Of a mail.
    pub subject: String,
    /// All of a text message; of a mail what programs without HTML show.
    pub text: String,
    /// Of a mail.
    pub html: String,
    /// Whether nobody gets it.
    pub unsent: bool,
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Message(***)")
    }
}

/// Why a message was not sent. Nothing of what it says is in it.
#[derive(Debug, thiserror::Error)]
pub enum NotSent {
    /// It never will be: no such address, or nobody will have it.
    #[error("{0}")]
    Never(String),
    /// Another time it may.
    #[error("{0}")]
    NotNow(String),
}
