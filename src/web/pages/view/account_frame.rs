//! What stands around every page of a person's account: whose it is, the ways to the other pages, what was just done.

use super::account::Account;
use super::shell::Shell;
use crate::web::pages::account_page::AccountPage;

/// The frame of an account's pages, for `templates/account_layout.html`.
#[derive(Clone)]
pub struct AccountFrame {
    /// The page that is shown.
    pub page: AccountPage,
    /// Whose account.
    pub account: Account,
    /// The other accounts of this browser.
    pub others: Vec<Account>,
    /// Sent back by the form that switches to one of them.
    pub csrf: String,
    /// What was just done.
    pub done: Option<Done>,
    /// The day on which this account will be deleted.
    pub leaving: Option<String>,
}

/// What was just done, as its page says after the redirect (`?done=…`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// The profile was saved.
    ProfileSaved,
    /// A second factor was added.
    FactorAdded,
    /// One was removed.
    FactorRemoved,
    /// Every browser is asked for one again.
    BrowsersForgotten,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey has another name.
    PasskeyRenamed,
    /// A passkey was removed.
    PasskeyRemoved,
    /// Another name to sign in with was taken.
    UsernameChanged,
    /// Another picture was taken.
    PictureSaved,
    /// The picture was taken away.
    PictureRemoved,
    /// Another password was set.
    PasswordChanged,
    /// An account elsewhere was connected.
    Connected,
    /// One was disconnected.
    Disconnected,
    /// Other browsers were signed out.
    SignedOut,
    /// What an app was allowed was taken back.
    AppTakenBack,
    /// The account will be deleted.
    DeletionScheduled,
    /// It will not.
    DeletionCancelled,
}

impl Done {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::ProfileSaved,
        Self::FactorAdded,
        Self::FactorRemoved,
        Self::BrowsersForgotten,
        Self::PasskeyAdded,
        Self::PasskeyRenamed,
        Self::PasskeyRemoved,
        Self::UsernameChanged,
        Self::PictureSaved,
        Self::PictureRemoved,
        Self::PasswordChanged,
        Self::Connected,
        Self::Disconnected,
        Self::SignedOut,
        Self::AppTakenBack,
        Self::DeletionScheduled,
        Self::DeletionCancelled,
    ];

    /// The name in the URL: that of the message.
    pub fn name(self) -> &'static str {
        self.key().trim_start_matches("account-done-")
    }

    /// What was done, of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|done| done.name() == name)
    }

    fn key(self) -> &'static str {
        match self {
            Self::ProfileSaved => "account-done-profile-saved",
            Self::FactorAdded => "account-done-factor-added",
            Self::FactorRemoved => "account-done-factor-removed",
            Self::BrowsersForgotten => "account-done-browsers-forgotten",
            Self::PasskeyAdded => "account-done-passkey-added",
            Self::PasskeyRenamed => "account-done-passkey-renamed",
            Self::PasskeyRemoved => "account-done-passkey-removed",
            Self::UsernameChanged => "account-done-username-changed",
            Self::PictureSaved => "account-done-picture-saved",
            Self::PictureRemoved => "account-done-picture-removed",
            Self::PasswordChanged => "account-done-password-changed",
            Self::Connected => "account-done-connected",
            Self::Disconnected => "account-done-disconnected",
            Self::SignedOut => "account-done-signed-out",
            Self::AppTakenBack => "account-done-app-taken-back",
            Self::DeletionScheduled => "account-done-deletion-scheduled",
            Self::DeletionCancelled => "account-done-deletion-cancelled",
        }
    }
}

impl AccountPage {
    /// The name of the page in the navigation, and its title.
    pub fn shown(self, shell: &Shell) -> String {
        shell.t(self.key())
    }

    fn key(self) -> &'static str {
        match self {
            Self::Overview => "account-page-overview",
            Self::Profile => "account-page-profile",
            Self::Email => "account-page-email",
            Self::Password => "account-page-password",
            Self::TwoFactor => "account-page-two-factor",
            Self::Passkeys => "account-page-passkeys",
            Self::Connections => "account-page-connections",
            Self::Sessions => "account-page-sessions",
            Self::Apps => "account-page-apps",
            Self::Data => "account-page-data",
            Self::Activity => "account-page-activity",
        }
    }

    /// What the tile on the overview says below the name.
    pub fn explained(self, shell: &Shell) -> String {
        shell.t(self.about_key())
    }

    fn about_key(self) -> &'static str {
        match self {
            Self::Overview => "account-about-overview",
            Self::Profile => "account-about-profile",
            Self::Email => "account-about-email",
            Self::Password => "account-about-password",
            Self::TwoFactor => "account-about-two-factor",
            Self::Passkeys => "account-about-passkeys",
            Self::Connections => "account-about-connections",
            Self::Sessions => "account-about-sessions",
            Self::Apps => "account-about-apps",
            Self::Data => "account-about-data",
            Self::Activity => "account-about-activity",
        }
    }
}

impl AccountFrame {
    /// All pages, in the order of the navigation.
    pub fn pages(&self) -> [AccountPage; 11] {
        AccountPage::ALL
    }

    /// Whether this is the page that is shown.
    pub fn is_current(&self, page: &AccountPage) -> bool {
        *page == self.page
    }

    /// What was just done, in words.
    pub fn done_text(&self, shell: &Shell) -> Option<String> {
        self.done.map(|done| shell.t(done.key()))
    }

    /// That this account will be deleted, on every page but the one that says so anyway.
    pub fn leaving_text(&self, shell: &Shell) -> Option<String> {
        let day = self.leaving.as_deref()?;
        (self.page != AccountPage::Data)
            .then(|| shell.texts.with("account-data-banner", &[("date", day)]))
    }

    /// The frame that samples are shown in.
    pub fn sample(page: AccountPage) -> Self {
        Self {
            page,
            account: Account::sample(),
            others: Vec::new(),
            csrf: "csrf-sample".to_owned(),
            done: None,
            leaving: None,
        }
    }

    /// A frame with long names, other accounts, and something that was done.
    pub fn full_sample(page: AccountPage, done: Done) -> Self {
        Self {
            account: Account::long_sample(),
            others: vec![Account::sample(), Account::nameless_sample()],
            done: Some(done),
            ..Self::sample(page)
        }
    }
}
