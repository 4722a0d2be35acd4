//! `templates/account_activity.html`: what happened to the person's account.

use askama::Template;

use super::account_frame::AccountFrame;
use super::moment::{LocalTimes, Moment};
use super::shell::Shell;
use crate::model::EventKind;
use crate::texts::one_line;
use crate::web::pages::account_page::AccountPage;

/// The activity page.
#[derive(Template)]
#[template(path = "account_activity.html")]
pub struct AccountActivity {
    /// The frame.
    pub shell: Shell,
    /// The frame of the account's pages.
    pub frame: AccountFrame,
    /// The entries, the newest first.
    pub entries: Vec<ShownEvent>,
    /// Whether newer ones are on another page.
    pub has_newer: bool,
    /// The `before` of the next page, if there are older ones.
    pub older: Option<String>,
    /// The script for its times; the page works without.
    pub local_times: Option<LocalTimes>,
}

/// One entry.
#[derive(Clone)]
pub struct ShownEvent {
    /// What happened; none when nobody knows the word for it.
    pub kind: Option<EventKind>,
    /// What it was about: the name of an app, of a passkey, an address.
    pub subject: Option<String>,
    /// When.
    pub at: Moment,
    /// In which browser; empty when it was none.
    pub device: String,
    /// From which network; empty when it was none.
    pub network: String,
}

impl ShownEvent {
    /// What happened.
    pub fn sentence(&self, shell: &Shell) -> String {
        shell.t(self.kind.map_or("activity-unknown", key))
    }

    /// What it was about, as one harmless line.
    pub fn shown_subject(&self) -> Option<String> {
        let subject = self.subject.as_deref().map(one_line);
        subject.filter(|subject| !subject.trim().is_empty())
    }

    /// Where it happened.
    pub fn place(&self, shell: &Shell) -> Option<String> {
        (!self.network.is_empty()).then(|| {
            shell.texts.with(
                "activity-where",
                &[("device", &self.device), ("network", &self.network)],
            )
        })
    }
}

/// The message of a kind.
fn key(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Created => "activity-created",
        EventKind::SignedIn => "activity-signed-in",
        EventKind::SignInFailed => "activity-sign-in-failed",
        EventKind::PasswordGuessed => "activity-password-guessed",
        EventKind::SignedOut => "activity-signed-out",
        EventKind::SignedOutThere => "activity-signed-out-there",
        EventKind::PasswordChanged => "activity-password-changed",
        EventKind::PasswordResetRequested => "activity-password-reset-requested",
        EventKind::PasswordReset => "activity-password-reset",
        EventKind::EmailVerified => "activity-email-verified",
        EventKind::EmailChangeRequested => "activity-email-change-requested",
        EventKind::EmailChanged => "activity-email-changed",
        EventKind::FactorAdded => "activity-factor-added",
        EventKind::FactorRemoved => "activity-factor-removed",
        EventKind::FactorsReset => "activity-factors-reset",
        EventKind::FactorFailed => "activity-factor-failed",
        EventKind::FactorThrottled => "activity-factor-throttled",
        EventKind::FactorReplayed => "activity-factor-replayed",
        EventKind::RecoveryCodeUsed => "activity-recovery-code-used",
        EventKind::RecoveryCodesMade => "activity-recovery-codes-made",
        EventKind::PasskeyAdded => "activity-passkey-added",
        EventKind::PasskeyRenamed => "activity-passkey-renamed",
        EventKind::PasskeyRemoved => "activity-passkey-removed",
        EventKind::PasskeyCopied => "activity-passkey-copied",
        EventKind::DeviceRemembered => "activity-device-remembered",
        EventKind::DevicesForgotten => "activity-devices-forgotten",
        EventKind::ProfileChanged => "activity-profile-changed",
        EventKind::ConsentGranted => "activity-consent-granted",
        EventKind::ConsentDenied => "activity-consent-denied",
        EventKind::ConsentRevoked => "activity-consent-revoked",
        EventKind::IdentityLinked => "activity-identity-linked",
        EventKind::IdentityUnlinked => "activity-identity-unlinked",
        EventKind::Exported => "activity-exported",
        EventKind::DeletionRequested => "activity-deletion-requested",
        EventKind::DeletionCancelled => "activity-deletion-cancelled",
    }
}

impl AccountActivity {
    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let entry = |kind, subject: Option<&str>| ShownEvent {
            kind,
            subject: subject.map(str::to_owned),
            at: Moment::sample(shell),
            device: "Firefox on Linux".to_owned(),
            network: "2001:db8:12:34::/64".to_owned(),
        };
        let page = |entries, has_newer, older: Option<&str>| Self {
            shell: shell.clone(),
            frame: AccountFrame::sample(AccountPage::Activity),
            entries,
            has_newer,
            older: older.map(str::to_owned),
            local_times: None,
        };
        let all = EventKind::ALL.iter().map(|kind| entry(Some(*kind), None));
        vec![
            ("nothing yet", page(Vec::new(), false, None)),
            (
                "everything at once",
                page(
                    all.chain([
                        entry(None, None),
                        entry(Some(EventKind::ConsentGranted), Some("Photo Printer")),
                    ])
                    .collect(),
                    true,
                    Some("1.2"),
                ),
            ),
        ]
    }
}
