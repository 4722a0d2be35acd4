//! Single-use links in mails.

use std::fmt;

use serde_json::{Map, Value};
use uuid::Uuid;

use super::{SecretHash, UserId};
use crate::clock::Timestamp;

/// What a link does when its page's button is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkPurpose {
    /// Proves an address: of an account that has it, or of one that is made by it.
    VerifyEmail,
    /// Sets another password.
    ResetPassword,
    /// Signs in.
    SignIn,
    /// Lets somebody make an account.
    Invitation,
    /// Proves the address that takes another's place.
    ChangeEmail,
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

impl LinkPurpose {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::VerifyEmail,
        Self::ResetPassword,
        Self::SignIn,
        Self::Invitation,
        Self::ChangeEmail,
    ];

    /// The word in the row.
    pub const fn name(self) -> &'static str {
        match self {
            Self::VerifyEmail => "verify_email",
            Self::ResetPassword => "reset_password",
            Self::SignIn => "sign_in",
            Self::Invitation => "invitation",
            Self::ChangeEmail => "change_email",
        }
    }

    /// The purpose of that word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.name() == name)
    }

    /// What its tokens begin with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::VerifyEmail => "ev_",
            Self::ResetPassword => "pr_",
            Self::SignIn => "ml_",
            Self::Invitation => "iv_",
            Self::ChangeEmail => "ec_",
        }
    }

    /// How long it works, in seconds.
    pub const fn seconds(self) -> i64 {
        match self {
            Self::VerifyEmail | Self::ChangeEmail => 24 * HOUR,
            Self::ResetPassword => 30 * MINUTE,
            Self::SignIn => 15 * MINUTE,
            Self::Invitation => 72 * HOUR,
        }
    }
}

/// A link as its row knows it. The row never changes but for being used.
#[derive(Clone, PartialEq)]
pub struct Link {
    /// Its row.
    pub id: Uuid,
    /// Whose account it is about; `None` when there is none yet.
    pub user: Option<UserId>,
    /// What it does.
    pub purpose: LinkPurpose,
    /// The digest of its token.
    pub token: SecretHash,
    /// The address it was sent to.
    pub address: String,
    /// What its purpose needs to know.
    pub details: Map<String, Value>,
    /// The user's credentials when it was made: with others it is void.
    pub credential_version: i64,
    /// When it stops to work.
    pub expires_at: Timestamp,
}

/// The details may hold the hash of a password, so they are not shown.
impl fmt::Debug for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Link")
            .field("id", &self.id)
            .field("user", &self.user)
            .field("purpose", &self.purpose)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

impl Link {
    /// The detail of a link that nobody has but by a mail: an operator hands others over.
    pub const MAILED: &str = "mailed";

    /// Whether whoever has it reads the mails to its address.
    pub fn is_mailed(&self) -> bool {
        !self.detail(Self::MAILED).is_empty()
    }

    /// A detail that is a text; empty when there is none.
    pub fn detail(&self, name: &str) -> &str {
        self.details
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}
