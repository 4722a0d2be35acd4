//! Proofs. A value of these types means that somebody proved something; each is made by the step that proves it.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::model::policy::FactorKind;
use crate::model::{Acr, UpstreamLogin, UserId};
use crate::storage::Credentials;

/// With what somebody began.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FirstFactor {
    /// A password.
    Password,
    /// A passkey.
    Passkey {
        /// Whether it knew its owner, by a PIN or a finger (WebAuthn §6.1, `UV`).
        user_verified: bool,
        /// Whether its key can leave the device (WebAuthn §6.1, `BE`).
        synced: bool,
    },
    /// A link in a mail.
    MailLink,
    /// A code in a mail.
    MailCode,
    /// The word of a provider.
    Upstream {
        /// What the tenant says that its word is worth.
        level: Acr,
    },
}

impl FirstFactor {
    /// What `amr` says of a mail; RFC 8176 has no word for it.
    pub(super) const MAIL_WORD: &'static str = "email";

    /// What `amr` says of a provider's word; RFC 8176 has none for that either.
    const UPSTREAM_WORD: &'static str = "fed";

    /// The words of `amr` (RFC 8176 §2).
    pub(super) fn amr(self) -> Vec<String> {
        let words: &[&str] = match self {
            Self::Password => &["pwd"],
            Self::Passkey {
                user_verified,
                synced,
            } => passkey_words(PasskeySaid {
                user_verified,
                synced,
            }),
            Self::MailLink | Self::MailCode => &[Self::MAIL_WORD],
            Self::Upstream { level: Acr::Aal1 } => &[Self::UPSTREAM_WORD],
            Self::Upstream {
                level: Acr::Aal2 | Acr::Phr,
            } => &[Self::UPSTREAM_WORD, "mfa"],
        };
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    /// How sure it makes us.
    pub(super) const fn acr(self) -> Acr {
        match self {
            Self::Passkey {
                user_verified: true,
                ..
            } => Acr::Phr,
            Self::Upstream { level } => level,
            Self::Password | Self::Passkey { .. } | Self::MailLink | Self::MailCode => Acr::Aal1,
        }
    }

    /// Whether it was a passkey that asked nothing of its owner.
    pub(super) const fn is_key_alone(self) -> bool {
        matches!(
            self,
            Self::Passkey {
                user_verified: false,
                ..
            }
        )
    }

    /// Whether words of `amr` tell of a passkey.
    pub(super) fn tells_of_passkey(amr: &[String]) -> bool {
        amr.iter().any(|word| word == "hwk" || word == "swk")
    }

    /// Whether it was a mail.
    pub(super) const fn is_mail(self) -> bool {
        matches!(self, Self::MailLink | Self::MailCode)
    }
}

/// "hwk: Proof-of-Possession of a hardware-secured key", "swk: … a software-secured key", "user: user presence test",
/// "mfa: Multiple-factor authentication"  RFC 8176 §2. A key that can leave its device is not secured by it.
const fn passkey_words(said: PasskeySaid) -> &'static [&'static str] {
    match (said.synced, said.user_verified) {
        (true, true) => &["swk", "user", "mfa"],
        (true, false) => &["swk", "user"],
        (false, true) => &["hwk", "user", "mfa"],
        (false, false) => &["hwk", "user"],
    }
}

/// A person whose first factor was proven. The version of the credentials goes along: when they change, it proves nothing.
#[derive(Debug)]
pub struct Proven {
    pub(super) credentials: Credentials,
    pub(super) by: FirstFactor,
    /// Who vouched for them elsewhere, if anybody did.
    pub(super) upstream: Option<UpstreamLogin>,
    /// When they proved it there; `None` for here and now.
    pub(super) proven_at: Option<Timestamp>,
}

impl Proven {
    /// For the step that proved it, and nobody else.
    pub(in crate::accounts) const fn new(credentials: Credentials, by: FirstFactor) -> Self {
        Self {
            credentials,
            by,
            upstream: None,
            proven_at: None,
        }
    }

    /// The same for the word of a provider. `proven_at` is when it says that they proved it there, or zero.
    pub(in crate::accounts) const fn elsewhere(
        credentials: Credentials,
        (level, proven_at): (Acr, Timestamp),
        upstream: UpstreamLogin,
    ) -> Self {
        Self {
            credentials,
            by: FirstFactor::Upstream { level },
            upstream: Some(upstream),
            proven_at: Some(proven_at),
        }
    }
}

/// A second factor that was proven by this person.
#[derive(Clone, Copy, Debug)]
pub struct ProvenFactor {
    pub(super) user: UserId,
    pub(super) kind: FactorKind,
    /// Of a passkey.
    said: PasskeySaid,
}

/// What a passkey said of itself (WebAuthn §6.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeySaid {
    /// `UV`: it knew its owner, by a PIN or a finger.
    pub user_verified: bool,
    /// `BE`: its key can leave the device.
    pub synced: bool,
}

impl ProvenFactor {
    /// For the step that proved it, and nobody else.
    pub(in crate::accounts) fn new(user: UserId, kind: FactorKind) -> Self {
        Self {
            user,
            kind,
            said: PasskeySaid::default(),
        }
    }

    /// The same for a passkey.
    pub(in crate::accounts) const fn passkey(user: UserId, said: PasskeySaid) -> Self {
        Self {
            user,
            kind: FactorKind::Passkey,
            said,
        }
    }

    pub(super) const fn acr(self) -> Acr {
        match self.kind {
            FactorKind::Passkey if self.said.user_verified => Acr::Phr,
            FactorKind::Passkey
            | FactorKind::Totp
            | FactorKind::Email
            | FactorKind::Sms
            | FactorKind::RecoveryCode => Acr::Aal2,
        }
    }

    /// The words of `amr` (RFC 8176 §2).
    pub(super) fn amr(self) -> &'static [&'static str] {
        match self.kind {
            FactorKind::Passkey => passkey_words(PasskeySaid {
                user_verified: true,
                ..self.said
            }),
            FactorKind::Totp | FactorKind::RecoveryCode => &["otp", "mfa"],
            FactorKind::Email => &["otp", FirstFactor::MAIL_WORD, "mfa"],
            FactorKind::Sms => &["otp", "sms", "mfa"],
        }
    }
}
