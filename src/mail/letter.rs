//! Every message this product sends to a person.

use crate::clock::Timestamp;
use crate::model::Secret;
use crate::model::policy::FactorKind;

/// What a message is about, with what it has to say. Links and codes are secrets; whoever holds one is its addressee.
#[derive(Clone, Debug)]
pub enum Letter {
    /// To a new account's address: confirm that it is yours.
    VerifyEmail {
        /// The page that confirms it.
        link: Secret,
    },
    /// Somebody signed up with an address that has an account already.
    AlreadyRegistered {
        /// The page to sign in at.
        sign_in_link: String,
        /// The page that asks for another password.
        reset_link: String,
    },
    /// The password was forgotten.
    ResetPassword {
        /// The page that sets another.
        link: Secret,
    },
    /// The password was forgotten by somebody whose account has none.
    ResetWithoutPassword {
        /// The page to sign in at, by what the account does have.
        sign_in_link: String,
    },
    /// The password is another now.
    PasswordChanged,
    /// Somebody signed in with a browser that was never seen before.
    NewDevice {
        /// What the browser is, as in `Firefox on Linux`.
        device: String,
        /// The network it came from.
        network: String,
        /// When.
        at: Timestamp,
    },
    /// To the old address: another is to take its place.
    EmailChangeRequested {
        /// The other.
        new_address: String,
    },
    /// To the new address: confirm that it is yours.
    ConfirmNewEmail {
        /// The page that confirms it.
        link: Secret,
    },
    /// To the old address: another has taken its place.
    EmailChanged {
        /// The other.
        new_address: String,
    },
    /// A second factor was added.
    FactorAdded {
        /// Its kind.
        kind: FactorKind,
    },
    /// A second factor was removed.
    FactorRemoved {
        /// Its kind.
        kind: FactorKind,
    },
    /// An operator took every second factor away.
    FactorsReset,
    /// The code of the second factor.
    FactorCode {
        /// It.
        code: Secret,
    },
    /// Ten new recovery codes were made.
    RecoveryCodesMade,
    /// One of them was used.
    RecoveryCodeUsed {
        /// How many are left.
        left: usize,
    },
    /// A link that signs in.
    SignInLink {
        /// It.
        link: Secret,
    },
    /// A code that signs in.
    SignInCode {
        /// It.
        code: Secret,
    },
    /// Come in.
    Invitation {
        /// The page that makes the account.
        link: Secret,
    },
    /// A passkey was added.
    PasskeyAdded {
        /// Its name.
        name: String,
    },
    /// A passkey was removed.
    PasskeyRemoved {
        /// Its name.
        name: String,
    },
    /// An account elsewhere was connected: it signs in from now on.
    IdentityLinked {
        /// What the provider is called.
        provider: String,
        /// What the account is known by there.
        name: String,
    },
    /// One was disconnected.
    IdentityUnlinked {
        /// What the provider is called.
        provider: String,
        /// What the account is known by there.
        name: String,
    },
    /// The account will be deleted.
    DeletionScheduled {
        /// When.
        at: Timestamp,
    },
    /// It will not.
    DeletionCancelled,
    /// It was.
    AccountDeleted,
    /// Many wrong passwords were tried.
    PasswordGuessed {
        /// The page that asks for another password.
        reset_link: String,
    },
    /// An operator wants to know whether mail arrives.
    Trial,
    /// The code of a text message: the only one that is no mail.
    SmsCode {
        /// It.
        code: Secret,
    },
}

const MINUTE: i64 = 60;
const DAY: i64 = 24 * 60 * MINUTE;

impl Letter {
    /// Its name, for rows and metrics.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::VerifyEmail { .. } => "verify_email",
            Self::AlreadyRegistered { .. } => "already_registered",
            Self::ResetPassword { .. } => "reset_password",
            Self::ResetWithoutPassword { .. } => "reset_without_password",
            Self::PasswordChanged => "password_changed",
            Self::NewDevice { .. } => "new_device",
            Self::EmailChangeRequested { .. } => "email_change_requested",
            Self::ConfirmNewEmail { .. } => "confirm_new_email",
            Self::EmailChanged { .. } => "email_changed",
            Self::FactorAdded { .. } => "factor_added",
            Self::FactorRemoved { .. } => "factor_removed",
            Self::FactorsReset => "factors_reset",
            Self::FactorCode { .. } => "factor_code",
            Self::RecoveryCodesMade => "recovery_codes_made",
            Self::RecoveryCodeUsed { .. } => "recovery_code_used",
            Self::SignInLink { .. } => "sign_in_link",
            Self::SignInCode { .. } => "sign_in_code",
            Self::Invitation { .. } => "invitation",
            Self::PasskeyAdded { .. } => "passkey_added",
            Self::PasskeyRemoved { .. } => "passkey_removed",
            Self::IdentityLinked { .. } => "identity_linked",
            Self::IdentityUnlinked { .. } => "identity_unlinked",
            Self::DeletionScheduled { .. } => "deletion_scheduled",
            Self::DeletionCancelled => "deletion_cancelled",
            Self::AccountDeleted => "account_deleted",
            Self::PasswordGuessed { .. } => "password_guessed",
            Self::Trial => "trial",
            Self::SmsCode { .. } => "sms_code",
        }
    }

    /// How long it is worth sending: a code is stale in minutes, a warning is not.
    pub const fn seconds(&self) -> i64 {
        match self {
            Self::FactorCode { .. } | Self::SignInCode { .. } | Self::SmsCode { .. } => 10 * MINUTE,
            Self::SignInLink { .. } => 15 * MINUTE,
            Self::ResetPassword { .. }
            | Self::ResetWithoutPassword { .. }
            | Self::AlreadyRegistered { .. } => 60 * MINUTE,
            Self::VerifyEmail { .. } | Self::ConfirmNewEmail { .. } => DAY,
            Self::PasswordChanged
            | Self::NewDevice { .. }
            | Self::EmailChangeRequested { .. }
            | Self::EmailChanged { .. }
            | Self::FactorAdded { .. }
            | Self::FactorRemoved { .. }
            | Self::FactorsReset
            | Self::RecoveryCodesMade
            | Self::RecoveryCodeUsed { .. }
            | Self::Invitation { .. }
            | Self::PasskeyAdded { .. }
            | Self::PasskeyRemoved { .. }
            | Self::IdentityLinked { .. }
            | Self::IdentityUnlinked { .. }
            | Self::DeletionScheduled { .. }
            | Self::DeletionCancelled
            | Self::AccountDeleted
            | Self::PasswordGuessed { .. }
            | Self::Trial => 3 * DAY,
        }
    }

    /// One of each, to look at.
    pub fn samples() -> Vec<Self> {
        let link = |path: &str| Secret::new(format!("https://accounts.example.com{path}"));
        let page = |path: &str| format!("https://accounts.example.com{path}");
        let at = Timestamp(1_795_617_000_000);
        vec![
            Self::VerifyEmail {
                link: link("/verify-email?token=sample"),
            },
            Self::AlreadyRegistered {
                sign_in_link: page("/sign-in"),
                reset_link: page("/forgot-password"),
            },
            Self::ResetPassword {
                link: link("/reset-password?token=sample"),
            },
            Self::ResetWithoutPassword {
                sign_in_link: page("/sign-in"),
            },
            Self::PasswordChanged,
            Self::NewDevice {
                device: "Firefox on Linux".to_owned(),
                network: "192.0.2.7".to_owned(),
                at,
            },
            Self::EmailChangeRequested {
                new_address: "ada@new.example".to_owned(),
            },
            Self::ConfirmNewEmail {
                link: link("/verify-email?token=sample"),
            },
            Self::EmailChanged {
                new_address: "ada@new.example".to_owned(),
            },
            Self::FactorAdded {
                kind: FactorKind::Totp,
            },
            Self::FactorRemoved {
                kind: FactorKind::Sms,
            },
            Self::FactorsReset,
            Self::FactorCode {
                code: Secret::new("314159"),
            },
            Self::RecoveryCodesMade,
            Self::RecoveryCodeUsed { left: 1 },
            Self::SignInLink {
                link: link("/sign-in/link?token=sample"),
            },
            Self::SignInCode {
                code: Secret::new("271828"),
            },
            Self::Invitation {
                link: link("/sign-up?invitation=sample"),
            },
            Self::PasskeyAdded {
                name: "Ada's laptop".to_owned(),
            },
            Self::PasskeyRemoved {
                name: "Ada's laptop".to_owned(),
            },
            Self::IdentityLinked {
                provider: "Google".to_owned(),
                name: "ada@example.com".to_owned(),
            },
            Self::IdentityUnlinked {
                provider: "GitHub".to_owned(),
                name: "ada".to_owned(),
            },
            Self::DeletionScheduled { at },
            Self::DeletionCancelled,
            Self::AccountDeleted,
            Self::PasswordGuessed {
                reset_link: page("/forgot-password"),
            },
            Self::Trial,
        ]
    }
}
