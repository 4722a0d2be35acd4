//! What each message says: subject, sentences, and the one thing to do.

use crate::model::policy::FactorKind;
use crate::texts::Texts;

use super::harmless::{harmless, harmless_address};
use super::{House, Letter};

/// The one thing to do: the label of the button, and where it leads.
pub(super) struct Action {
    pub(super) label: String,
    pub(super) href: String,
}

/// A message in words.
#[derive(Default)]
pub(super) struct Content {
    pub(super) subject: String,
    pub(super) sentences: Vec<String>,
    /// What happened, as a table: `Device: Firefox on Linux`.
    pub(super) facts: Vec<(String, String)>,
    pub(super) code: Option<String>,
    pub(super) action: Option<Action>,
    /// What to do if it was somebody else.
    pub(super) note: Option<String>,
}

/// A language, and whose house speaks.
struct Speaker<'a> {
    texts: Texts,
    house: &'a House<'a>,
    name: String,
    host: String,
}

impl Speaker<'_> {
    /// The message of this name; every one of them may name the house as `{ $issuer }`.
    fn say(&self, key: &str) -> String {
        self.texts.with(key, &[("issuer", &self.name)])
    }

    fn content(&self, subject: &str, sentence: &str) -> Content {
        Content {
            subject: self.say(subject),
            sentences: vec![self.say(sentence)],
            ..Content::default()
        }
    }

    fn fact(&self, label: &str, value: &str) -> (String, String) {
        (self.say(label), harmless(value, &self.host))
    }

    fn address_fact(&self, address: &str) -> (String, String) {
        let value = harmless_address(address, &self.host);
        (self.say("mail-fact-new-address"), value)
    }

    /// Something happened to the account: whoever did not do it finds the way there.
    fn notice(&self, subject: &str, sentence: &str) -> Content {
        self.content(subject, sentence)
            .doing(
                self.say("mail-review-account"),
                format!("{}/account", self.house.url),
            )
            .noting(self.say("mail-note-not-you"))
    }
}

impl Content {
    fn doing(mut self, label: String, href: impl Into<String>) -> Self {
        let href = href.into();
        self.action = Some(Action { label, href });
        self
    }

    fn noting(mut self, note: String) -> Self {
        self.note = Some(note);
        self
    }

    fn with_fact(mut self, fact: (String, String)) -> Self {
        self.facts.push(fact);
        self
    }

    fn with_code(mut self, code: &str) -> Self {
        self.code = Some(code.to_owned());
        self
    }
}

/// The words of the message.
pub(super) fn content(texts: Texts, house: &House<'_>, letter: &Letter) -> Content {
    let host = house.host();
    let name = harmless(house.name, &host);
    let speaker = Speaker {
        texts,
        house,
        name,
        host,
    };
    by_link(&speaker, letter)
        .or_else(|| about_address(&speaker, letter))
        .or_else(|| about_factors(&speaker, letter))
        .unwrap_or_else(|| about_account(&speaker, letter))
}

/// Messages that bring a link or a code.
fn by_link(s: &Speaker<'_>, letter: &Letter) -> Option<Content> {
    Some(match letter {
        Letter::VerifyEmail { link } => s
            .content("mail-verify-email-subject", "mail-verify-email")
            .doing(s.say("mail-verify-email-action"), link.expose())
            .noting(s.say("mail-note-ignore")),
        Letter::ConfirmNewEmail { link } => s
            .content("mail-confirm-new-email-subject", "mail-confirm-new-email")
            .doing(s.say("mail-verify-email-action"), link.expose())
            .noting(s.say("mail-note-ignore")),
        Letter::ResetPassword { link } => s
            .content("mail-reset-password-subject", "mail-reset-password")
            .doing(s.say("mail-reset-password-action"), link.expose())
            .noting(s.say("mail-note-ignore")),
        Letter::ResetWithoutPassword { sign_in_link } => s
            .content("mail-reset-password-subject", "mail-reset-without-password")
            .doing(s.say("mail-sign-in-action"), sign_in_link)
            .noting(s.say("mail-note-ignore")),
        Letter::SignInLink { link } => s
            .content("mail-sign-in-link-subject", "mail-sign-in-link")
            .doing(s.say("mail-sign-in-action"), link.expose())
            .noting(s.say("mail-note-never-forward")),
        Letter::SignInCode { code } => s
            .content("mail-sign-in-code-subject", "mail-sign-in-code")
            .with_code(code.expose())
            .noting(s.say("mail-note-never-tell")),
        Letter::FactorCode { code } | Letter::SmsCode { code } => s
            .content("mail-factor-code-subject", "mail-factor-code")
            .with_code(code.expose())
            .noting(s.say("mail-note-code-not-you")),
        Letter::Invitation { link } => s
            .content("mail-invitation-subject", "mail-invitation")
            .doing(s.say("mail-invitation-action"), link.expose())
            .noting(s.say("mail-note-ignore-invitation")),
        _ => return None,
    })
}

fn about_address(s: &Speaker<'_>, letter: &Letter) -> Option<Content> {
    Some(match letter {
        Letter::AlreadyRegistered {
            sign_in_link,
            reset_link,
        } => {
            let mut content = s
                .content("mail-already-registered-subject", "mail-already-registered")
                .doing(s.say("mail-sign-in-action"), sign_in_link)
                .noting(s.say("mail-note-ignore"));
            let forgotten = s
                .texts
                .with("mail-already-registered-forgotten", &[("link", reset_link)]);
            content.sentences.push(forgotten);
            content
        }
        Letter::EmailChangeRequested { new_address } => s
            .notice(
                "mail-email-change-requested-subject",
                "mail-email-change-requested",
            )
            .with_fact(s.address_fact(new_address)),
        Letter::EmailChanged { new_address } => s
            .notice("mail-email-changed-subject", "mail-email-changed")
            .with_fact(s.address_fact(new_address)),
        _ => return None,
    })
}

fn about_factors(s: &Speaker<'_>, letter: &Letter) -> Option<Content> {
    Some(match letter {
        Letter::FactorAdded { kind } => s
            .notice("mail-factor-added-subject", "mail-factor-added")
            .with_fact(s.fact("mail-fact-kind", &s.say(factor(*kind)))),
        Letter::FactorRemoved { kind } => s
            .notice("mail-factor-removed-subject", "mail-factor-removed")
            .with_fact(s.fact("mail-fact-kind", &s.say(factor(*kind)))),
        Letter::FactorsReset => s.notice("mail-factors-reset-subject", "mail-factors-reset"),
        Letter::RecoveryCodesMade => s.notice(
            "mail-recovery-codes-made-subject",
            "mail-recovery-codes-made",
        ),
        Letter::RecoveryCodeUsed { left } => {
            let mut content =
                s.notice("mail-recovery-code-used-subject", "mail-recovery-code-used");
            let rest = s.texts.counted("mail-recovery-codes-left", "left", *left);
            content.sentences.push(rest);
            content
        }
        Letter::PasskeyAdded { name } => s
            .notice("mail-passkey-added-subject", "mail-passkey-added")
            .with_fact(s.fact("mail-fact-name", name)),
        Letter::PasskeyRemoved { name } => s
            .notice("mail-passkey-removed-subject", "mail-passkey-removed")
            .with_fact(s.fact("mail-fact-name", name)),
        Letter::IdentityLinked { provider, name } => s
            .notice("mail-identity-linked-subject", "mail-identity-linked")
            .with_fact(s.fact("mail-fact-provider", provider))
            .with_fact(s.fact("mail-fact-name", name)),
        Letter::IdentityUnlinked { provider, name } => s
            .notice("mail-identity-unlinked-subject", "mail-identity-unlinked")
            .with_fact(s.fact("mail-fact-provider", provider))
            .with_fact(s.fact("mail-fact-name", name)),
        _ => return None,
    })
}

fn about_account(s: &Speaker<'_>, letter: &Letter) -> Content {
    match letter {
        Letter::NewDevice {
            device,
            network,
            at,
        } => s
            .notice("mail-new-device-subject", "mail-new-device")
            .with_fact(s.fact("mail-fact-device", device))
            .with_fact(s.fact("mail-fact-network", network))
            .with_fact(s.fact("mail-fact-time", &s.texts.date_time(*at))),
        Letter::PasswordGuessed { reset_link } => s
            .content("mail-password-guessed-subject", "mail-password-guessed")
            .doing(s.say("mail-reset-password-action"), reset_link)
            .noting(s.say("mail-note-guessed")),
        Letter::DeletionScheduled { at } => s
            .notice("mail-deletion-scheduled-subject", "mail-deletion-scheduled")
            .with_fact(s.fact("mail-fact-deletion", &s.texts.date_time(*at))),
        Letter::DeletionCancelled => {
            s.notice("mail-deletion-cancelled-subject", "mail-deletion-cancelled")
        }
        Letter::AccountDeleted => s.content("mail-account-deleted-subject", "mail-account-deleted"),
        Letter::Trial => s.content("mail-trial-subject", "mail-trial"),
        // The others are words of the functions above.
        _ => s.notice("mail-password-changed-subject", "mail-password-changed"),
    }
}

const fn factor(kind: FactorKind) -> &'static str {
    match kind {
        FactorKind::Passkey => "mail-factor-passkey",
        FactorKind::Totp => "mail-factor-totp",
        FactorKind::Email => "mail-factor-email",
        FactorKind::Sms => "mail-factor-sms",
        FactorKind::RecoveryCode => "mail-factor-recovery-code",
    }
}
