//! One type per kind of identifier, so that a user's id can never stand where a client's is meant.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    };
}

id!(
    /// A tenant, which is an issuer (RFC 8414 §2) with its own users, clients, keys and policies.
    TenantId
);
id!(
    /// A person's account. Never reused (OpenID Connect Core §5.7: `sub` is never reassigned).
    UserId
);
impl UserId {
    /// Nobody's. The same is asked and done for it as for somebody's, so that the work tells nobody who has an account.
    pub const NOBODY: Self = Self(Uuid::nil());
}
id!(
    /// What a user allowed a client: the family of every token that came from one authorization.
    GrantId
);
id!(
    /// One browser being signed in as one user. Tokens carry it as `sid`.
    LoginId
);
id!(
    /// The row of a client; the protocol's `client_id` is [`ClientId`].
    ClientRowId
);
id!(
    /// A protected API (RFC 8707 resource).
    ServiceId
);
id!(
    /// A signing key's row.
    KeyRowId
);
id!(
    /// A mail or text message.
    MessageId
);
id!(
    /// A passkey's row.
    PasskeyId
);
id!(
    /// A provider's row: somewhere else to sign in.
    ProviderId
);

/// A place in the status lists of a tenant (Token Status List §4): of a grant, or of a client for itself. Never given twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct StatusIndex(pub i64);

/// The protocol's `client_id`: an opaque string, unique within a tenant (RFC 6749 §2.2).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ClientId(pub String);

impl ClientId {
    /// The identifier as it stands in requests.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether a client can have it. "client-id = *VSCHAR"  RFC 6749 appendix A.1; the bounds, and no space, are ours.
    pub fn is_registrable(&self) -> bool {
        (1..=128).contains(&self.0.len()) && self.0.bytes().all(|b| (0x21..=0x7e).contains(&b))
    }
}

impl fmt::Display for ClientId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
