//! What was wrong with a code, or with a second factor that was to be set up.

use super::problem::Problem;
use super::shell::Shell;
use crate::model::policy::FactorKind;

/// What was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorProblem {
    /// Not the code, or not any more.
    Wrong,
    /// What was typed cannot be a code of this kind.
    Malformed(FactorKind),
    /// Too many wrong codes for this person: wait.
    Paused,
    /// Too many codes from this network: wait.
    TooMany,
    /// The code that was sent is worth nothing any more: send another.
    Burned,
    /// A code was sent a moment ago.
    SentTooOften,
    /// No more text messages are sent today: another way.
    NoMoreTexts,
    /// Not a phone number with a country code.
    NotANumber,
    /// There is no verified address to send a code to.
    NoAddress,
    /// The page was open for too long, or cookies are off.
    FormExpired,
}

impl FactorProblem {
    /// All of them.
    pub const ALL: [Self; 14] = [
        Self::Wrong,
        Self::Malformed(FactorKind::Passkey),
        Self::Malformed(FactorKind::Totp),
        Self::Malformed(FactorKind::Email),
        Self::Malformed(FactorKind::Sms),
        Self::Malformed(FactorKind::RecoveryCode),
        Self::Paused,
        Self::TooMany,
        Self::Burned,
        Self::SentTooOften,
        Self::NoMoreTexts,
        Self::NotANumber,
        Self::NoAddress,
        Self::FormExpired,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Wrong => "factor-problem-wrong",
            Self::Malformed(FactorKind::Totp | FactorKind::Passkey | FactorKind::Sms) => {
                "factor-problem-six-digits"
            }
            Self::Malformed(FactorKind::Email) => "factor-problem-eight-digits",
            Self::Malformed(FactorKind::RecoveryCode) => "factor-problem-recovery-code",
            Self::Paused => "factor-problem-paused",
            Self::TooMany => "sign-in-problem-too-many-tries",
            Self::Burned => "factor-problem-burned",
            Self::SentTooOften => "factor-problem-sent-too-often",
            Self::NoMoreTexts => "factor-problem-no-more-texts",
            Self::NotANumber => "factor-problem-not-a-number",
            Self::NoAddress => "factor-problem-no-address",
            Self::FormExpired => "factor-problem-form-expired",
        }
    }

    const fn field(self) -> Option<&'static str> {
        match self {
            Self::Wrong | Self::Malformed(_) => Some("code"),
            Self::NotANumber => Some("phone"),
            Self::Paused
            | Self::TooMany
            | Self::Burned
            | Self::SentTooOften
            | Self::NoMoreTexts
            | Self::NoAddress
            | Self::FormExpired => None,
        }
    }

    /// In words, for the form.
    pub(super) fn listed(problems: &[Self], shell: &Shell) -> Vec<Problem> {
        problems
            .iter()
            .map(|problem| Problem {
                field: problem.field(),
                text: shell.t(problem.key()),
            })
            .collect()
    }
}

/// A kind of second factor, in words.
pub(super) fn kind_name(kind: FactorKind, shell: &Shell) -> String {
    shell.t(match kind {
        FactorKind::Passkey => "factor-kind-passkey",
        FactorKind::Totp => "factor-kind-totp",
        FactorKind::Email => "factor-kind-email",
        FactorKind::Sms => "factor-kind-sms",
        FactorKind::RecoveryCode => "factor-kind-recovery-code",
    })
}

/// How a code of that kind is typed: the keyboard, and how long it may be.
pub(super) const fn typing(kind: FactorKind) -> (&'static str, u8) {
    match kind {
        FactorKind::RecoveryCode => ("text", 40),
        FactorKind::Email => ("numeric", 16),
        FactorKind::Passkey | FactorKind::Totp | FactorKind::Sms => ("numeric", 12),
    }
}
