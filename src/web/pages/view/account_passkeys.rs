//! `templates/account_passkeys.html`, `account_passkey.html`, `account_passkey_removal.html`: a person's passkeys, one of them,
//! and saying good-bye to it.

use askama::Template;

use super::account_frame::{AccountFrame, Done};
use super::passkey_button::{PasskeyButton, PasskeyPurpose};
use super::problem::Problem;
use super::shell::Shell;
use crate::web::pages::account_page::AccountPage;

/// One passkey in the list.
#[derive(Clone, Debug)]
pub struct PasskeyItem {
    /// Its row, for the address of its page.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is kept in several places.
    pub synced: bool,
    /// The day on which it was added.
    pub added: String,
    /// The day on which it was last used.
    pub last_used: Option<String>,
}

/// All of them, and the way to another one.
#[derive(Template)]
#[template(path = "account_passkeys.html")]
pub struct AccountPasskeys {
    /// The frame.
    pub shell: Shell,
    /// The frame of the account's pages.
    pub frame: AccountFrame,
    /// The passkeys, the oldest first.
    pub items: Vec<PasskeyItem>,
    /// The button that adds one; none when the person has to sign in again before that.
    pub button: Option<PasskeyButton>,
}

/// One of them: its name, and the way to remove it. The form posts `csrf` and `name`.
#[derive(Template)]
#[template(path = "account_passkey.html")]
pub struct AccountPasskey {
    /// The frame.
    pub shell: Shell,
    /// The frame of the account's pages.
    pub frame: AccountFrame,
    /// The passkey.
    pub item: PasskeyItem,
    /// Sent back by the form.
    pub csrf: String,
    /// Whether the name was left empty.
    pub name_missing: bool,
}

/// The question before it is removed. The form posts `csrf`.
#[derive(Template)]
#[template(path = "account_passkey_removal.html")]
pub struct AccountPasskeyRemoval {
    /// The frame.
    pub shell: Shell,
    /// The frame of the account's pages.
    pub frame: AccountFrame,
    /// The passkey.
    pub item: PasskeyItem,
    /// Sent back by the form.
    pub csrf: String,
    /// Why it has to stay.
    pub obstacle: Option<PasskeyObstacle>,
}

/// Why a passkey cannot be removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasskeyObstacle {
    /// Nobody could sign in any more.
    LastWayIn,
    /// The tenant demands a second factor, and this is the only one.
    LastFactor,
}

impl PasskeyObstacle {
    fn key(self) -> &'static str {
        match self {
            Self::LastWayIn => "passkeys-removal-last-way-in",
            Self::LastFactor => "passkeys-removal-last-factor",
        }
    }
}

impl PasskeyItem {
    /// Where it is kept.
    pub fn kept(&self, shell: &Shell) -> String {
        shell.t(if self.synced {
            "passkeys-synced"
        } else {
            "passkeys-bound"
        })
    }

    /// When it was added, and last used.
    pub fn history(&self, shell: &Shell) -> [String; 2] {
        let date = self.added.as_str();
        let added = shell.texts.with("passkeys-added", &[("date", date)]);
        let used = match &self.last_used {
            Some(date) => shell.texts.with("passkeys-used", &[("date", date)]),
            None => shell.t("passkeys-never-used"),
        };
        [added, used]
    }

    /// What the link to its page is called for those who hear it without the list.
    pub fn change_label(&self, shell: &Shell) -> String {
        shell
            .texts
            .with("passkeys-change-named", &[("name", &self.name)])
    }

    fn sample() -> Self {
        Self {
            id: "018f0000-0000-7000-8000-000000000001".to_owned(),
            name: "Ada’s phone".to_owned(),
            synced: true,
            added: "3 March 2026".to_owned(),
            last_used: Some("24 November 2026".to_owned()),
        }
    }
}

impl AccountPasskeys {
    /// The heading above the button.
    pub fn heading_to_add(&self) -> String {
        self.shell.t(if self.items.is_empty() {
            "passkeys-heading-first"
        } else {
            "passkeys-heading-add"
        })
    }

    /// Where to sign in again.
    pub fn sign_in_again(&self) -> String {
        self.shell.to("/account/passkeys/again")
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let plain = Self {
            shell: shell.clone(),
            frame: AccountFrame::sample(AccountPage::Passkeys),
            items: vec![
                PasskeyItem::sample(),
                PasskeyItem {
                    name: "The grey security key in the second drawer of the desk at home"
                        .to_owned(),
                    synced: false,
                    last_used: None,
                    ..PasskeyItem::sample()
                },
            ],
            button: Some(PasskeyButton::sample(PasskeyPurpose::Account)),
        };
        vec![
            (
                "none yet",
                Self {
                    items: Vec::new(),
                    shell: shell.clone(),
                    frame: plain.frame.clone(),
                    button: plain.button.clone(),
                },
            ),
            (
                "signed in a while ago",
                Self {
                    button: None,
                    shell: shell.clone(),
                    frame: AccountFrame::full_sample(AccountPage::Passkeys, Done::PasskeyRemoved),
                    items: vec![PasskeyItem::sample()],
                },
            ),
            ("two", plain),
        ]
    }
}

impl AccountPasskey {
    /// What to put right, in order.
    pub fn problem_list(&self) -> Vec<Problem> {
        let missing = self.name_missing.then(|| Problem {
            field: Some("name"),
            text: self.shell.t("passkeys-name-missing"),
        });
        missing.into_iter().collect()
    }

    /// What to put right in this field.
    pub fn problem_beside(&self, field: &str) -> Option<String> {
        Problem::beside(&self.problem_list(), field)
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let plain = |name_missing| Self {
            shell: shell.clone(),
            frame: AccountFrame::sample(AccountPage::Passkeys),
            item: PasskeyItem::sample(),
            csrf: "csrf-sample".to_owned(),
            name_missing,
        };
        vec![("plain", plain(false)), ("no name", plain(true))]
    }
}

impl AccountPasskeyRemoval {
    /// What removing it means.
    pub fn explanation(&self) -> String {
        let name = [("name", self.item.name.as_str())];
        self.shell.texts.with("passkeys-removal-explanation", &name)
    }

    /// Why it has to stay.
    pub fn problem_list(&self) -> Vec<Problem> {
        let obstacle = self.obstacle.map(|obstacle| Problem {
            field: None,
            text: self.shell.t(obstacle.key()),
        });
        obstacle.into_iter().collect()
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let plain = |obstacle| Self {
            shell: shell.clone(),
            frame: AccountFrame::sample(AccountPage::Passkeys),
            item: PasskeyItem::sample(),
            csrf: "csrf-sample".to_owned(),
            obstacle,
        };
        vec![
            ("sure?", plain(None)),
            ("the last way in", plain(Some(PasskeyObstacle::LastWayIn))),
            ("the last factor", plain(Some(PasskeyObstacle::LastFactor))),
        ]
    }
}
