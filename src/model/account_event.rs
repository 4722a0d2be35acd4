//! What happens to a person's account, in the words of its activity log and of the audit.

use serde_json::{Map, Value};

use super::UserId;

macro_rules! events {
    ($($(#[$doc:meta])* $kind:ident = $name:literal;)+) => {
        /// Something that happened to an account. Its owner can read it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum EventKind {
            $($(#[$doc])* $kind,)+
        }

        impl EventKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind,)+];

            /// Its name in rows, in the audit, and (with hyphens) in messages.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)+ }
            }

            /// The kind of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$kind),)+ _ => None }
            }
        }
    };
}

events! {
    /// The account was made.
    Created = "account.created";
    /// Somebody signed in.
    SignedIn = "login.success";
    /// A wrong password.
    SignInFailed = "login.failure";
    /// Many wrong passwords: unknown browsers need a link now.
    PasswordGuessed = "account.locked_soft";
    /// A browser was signed out.
    SignedOut = "logout";
    /// A browser was signed out by the provider that had vouched for its login.
    SignedOutThere = "session.terminated";
    /// The password was changed with the old one.
    PasswordChanged = "password.changed";
    /// A link to replace the password was asked for.
    PasswordResetRequested = "password.reset_requested";
    /// The password was replaced by such a link.
    PasswordReset = "password.reset_completed";
    /// The address was proven.
    EmailVerified = "email.verified";
    /// Another address was asked for.
    EmailChangeRequested = "email.change_requested";
    /// Another address took its place.
    EmailChanged = "email.changed";
    /// A second factor was set up.
    FactorAdded = "mfa.enrolled";
    /// A second factor was removed.
    FactorRemoved = "mfa.removed";
    /// An operator took every second factor away.
    FactorsReset = "mfa.reset";
    /// A wrong code.
    FactorFailed = "mfa.failed";
    /// Too many wrong codes.
    FactorThrottled = "mfa.throttled";
    /// A code came twice.
    FactorReplayed = "mfa.replay";
    /// A recovery code was used.
    RecoveryCodeUsed = "recovery_code.used";
    /// Ten new recovery codes were made.
    RecoveryCodesMade = "recovery_code.regenerated";
    /// A passkey was added.
    PasskeyAdded = "passkey.registered";
    /// A passkey was renamed.
    PasskeyRenamed = "passkey.renamed";
    /// A passkey was removed.
    PasskeyRemoved = "passkey.removed";
    /// A passkey's counter went back: it may have been copied.
    PasskeyCopied = "passkey.counter_regression";
    /// A browser is not asked for a second factor for a while.
    DeviceRemembered = "device.remembered";
    /// Remembered browsers are asked again.
    DevicesForgotten = "device.forgotten";
    /// The profile was changed.
    ProfileChanged = "profile.changed";
    /// An application was allowed something.
    ConsentGranted = "consent.granted";
    /// An application was refused.
    ConsentDenied = "consent.denied";
    /// What an application was allowed was taken back.
    ConsentRevoked = "consent.revoked";
    /// An account elsewhere was connected.
    IdentityLinked = "identity.linked";
    /// One was disconnected.
    IdentityUnlinked = "identity.unlinked";
    /// Everything held was exported.
    Exported = "account.exported";
    /// The account will be deleted.
    DeletionRequested = "account.deletion_requested";
    /// It will not.
    DeletionCancelled = "account.deletion_cancelled";
}

/// An entry to be written into an account's log.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAccountEvent {
    /// Whose account.
    pub user: UserId,
    /// What happened.
    pub kind: EventKind,
    /// More about it, for its owner to read. Never a secret.
    pub details: Map<String, Value>,
    /// What the browser calls itself; empty when it was none.
    pub user_agent: String,
    /// The network it happened from; empty when it was none.
    pub address: String,
}
