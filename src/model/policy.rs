//! What a tenant's operator decides about people: who may come, how they sign in, and what their passwords must be.

use serde::{Deserialize, Serialize};

/// Who may make an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignUpMode {
    /// Anybody.
    Open,
    /// Whoever was sent an invitation.
    Invitation,
    /// Whoever has an address at one of [`SignUpPolicy::domains`], and whoever was sent an invitation.
    Domains,
    /// Nobody: operators make accounts.
    #[default]
    Closed,
}

/// The role of whoever has an account, which every tenant begins with. It allows nothing by itself.
pub const USER_ROLE: &str = "user";

/// `sign_up` of a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SignUpPolicy {
    /// Who may make an account.
    pub mode: SignUpMode,
    /// The domains of [`SignUpMode::Domains`], without `@`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<String>,
    /// Claims of the profile (OpenID Connect Core §5.1) that the page asks for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ask: Vec<String>,
    /// Those of them that must be answered.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub require: Vec<String>,
    /// The roles a new account is given, as far as there are such.
    #[serde(skip_serializing_if = "is_user_alone")]
    pub roles: Vec<String>,
}

impl Default for SignUpPolicy {
    fn default() -> Self {
        Self {
            mode: SignUpMode::default(),
            domains: Vec::new(),
            ask: Vec::new(),
            require: Vec::new(),
            roles: vec![USER_ROLE.to_owned()],
        }
    }
}

fn is_user_alone(roles: &[String]) -> bool {
    matches!(roles, [only] if only == USER_ROLE)
}

/// `sign_in` of a tenant: with what people begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own in the operator's file"
)]
pub struct SignInPolicy {
    /// Whether a name and a password sign in. Without them, passkeys and providers are the ways in.
    pub passwords: bool,
    /// Whether a passkey signs in without a name and a password.
    pub passkeys: bool,
    /// Whether a link in a mail signs in.
    pub mail_link: bool,
    /// Whether a code in a mail signs in.
    pub mail_code: bool,
    /// Whether an address must be verified before its owner may sign in.
    pub verified_email: bool,
}

impl Default for SignInPolicy {
    fn default() -> Self {
        Self {
            passwords: true,
            passkeys: true,
            mail_link: false,
            mail_code: false,
            verified_email: false,
        }
    }
}

/// `passwords` of a tenant: what a new one must be (NIST SP 800-63B-4 §3.1.1.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PasswordPolicy {
    /// Its length in characters, from 8 (only where second factors are required of everybody) or 15 to 64.
    pub minimum_length: u8,
    /// How hard it must be to guess, from 0 to 4 (zxcvbn).
    pub minimum_strength: u8,
    /// How many of a person's passwords before cannot be chosen again, up to 24.
    pub history: u8,
}

impl Default for PasswordPolicy {
    fn default() -> Self {
        Self {
            minimum_length: 15,
            minimum_strength: 3,
            history: 5,
        }
    }
}

/// A kind of second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FactorKind {
    /// A passkey or security key (WebAuthn).
    Passkey,
    /// An authenticator app (RFC 6238).
    Totp,
    /// A code by mail.
    Email,
    /// A code by text message.
    Sms,
    /// One of ten codes on paper.
    RecoveryCode,
}

impl FactorKind {
    /// All of them, the strongest first; recovery codes come last, since they are for when nothing else is at hand.
    pub const ALL: [Self; 5] = [
        Self::Passkey,
        Self::Totp,
        Self::Email,
        Self::Sms,
        Self::RecoveryCode,
    ];

    /// Its name in settings, rows and forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passkey => "passkey",
            Self::Totp => "totp",
            Self::Email => "email",
            Self::Sms => "sms",
            Self::RecoveryCode => "recovery_code",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// `second_factor` of a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SecondFactorPolicy {
    /// Whether everybody needs one. Whoever has set one up is asked for it in any case.
    pub required: bool,
    /// The roles whose holders need one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub required_for_roles: Vec<String>,
    /// The business roles that give one of them. Found when the tenant is read, not written.
    #[serde(skip)]
    pub required_for_business_roles: Vec<String>,
    /// The kinds that may be set up and used. Recovery codes come with any of them.
    pub kinds: Vec<FactorKind>,
    /// For how many days a browser may be remembered, up to 30; 0 for never.
    pub remember_days: u8,
    /// How many text messages may be sent in a day, all people together; to phones that are being set up half as many. Each costs
    /// the operator money.
    pub text_messages_a_day: u32,
}

impl Default for SecondFactorPolicy {
    fn default() -> Self {
        Self {
            required: false,
            required_for_roles: Vec::new(),
            required_for_business_roles: Vec::new(),
            // "Email SHALL NOT be used for out-of-band authentication"  NIST SP 800-63B-4 §3.1.3.1: who wants it says so.
            kinds: vec![FactorKind::Passkey, FactorKind::Totp],
            remember_days: 30,
            text_messages_a_day: 1000,
        }
    }
}

/// `accounts` of a tenant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AccountPolicy {
    /// Whether people may delete their account themselves.
    pub deletion: bool,
    /// How many days they have to change their mind, up to 90.
    pub deletion_grace_days: u8,
}

impl Default for AccountPolicy {
    fn default() -> Self {
        Self {
            deletion: true,
            deletion_grace_days: 14,
        }
    }
}

/// `branding` of a tenant: its name is the tenant's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Branding {
    /// The colour of buttons and links, `#rrggbb`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accent: Option<String>,
    /// A picture of at most 64 KiB as a `data:` URL (RFC 2397): PNG, JPEG or WebP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
    /// Whom to write to for help, in mails and on error pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support_email: Option<String>,
    /// The language, a BCP 47 tag, for whoever wishes none that we have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}
