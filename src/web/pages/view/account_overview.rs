//! `templates/account_overview.html`: the first page of a person's account.

use askama::Template;

use super::account_frame::{AccountFrame, Done};
use super::shell::Shell;
use crate::web::pages::account_page::AccountPage;

/// The overview.
#[derive(Template)]
#[template(path = "account_overview.html")]
pub struct AccountOverview {
    /// The frame.
    pub shell: Shell,
    /// The frame of the account's pages.
    pub frame: AccountFrame,
    /// What needs attention, the most urgent first.
    pub attention: Vec<Attention>,
}

/// Something the person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Attention {
    /// The address was never proven.
    UnverifiedEmail,
    /// Nothing but a password stands before the account.
    NoSecondFactor,
    /// There is a second factor, and no way in without it.
    NoRecoveryCodes,
    /// So many recovery codes are left, and that is few.
    FewRecoveryCodes(usize),
}

impl Attention {
    /// In words.
    pub fn text(&self, shell: &Shell) -> String {
        match self {
            Self::UnverifiedEmail => shell.t("account-attention-unverified-email"),
            Self::NoSecondFactor => shell.t("account-attention-no-second-factor"),
            Self::NoRecoveryCodes => shell.t("account-attention-no-recovery-codes"),
            Self::FewRecoveryCodes(left) => {
                shell.texts.counted("two-factor-codes-left", "count", *left)
            }
        }
    }

    /// Where it is put right.
    pub const fn page(&self) -> AccountPage {
        match self {
            Self::UnverifiedEmail => AccountPage::Email,
            Self::NoSecondFactor | Self::NoRecoveryCodes | Self::FewRecoveryCodes(_) => {
                AccountPage::TwoFactor
            }
        }
    }

    /// What the link there says.
    pub fn action(&self, shell: &Shell) -> String {
        shell.t(match self {
            Self::UnverifiedEmail => "account-attention-verify",
            Self::NoSecondFactor => "account-attention-set-up",
            Self::NoRecoveryCodes | Self::FewRecoveryCodes(_) => "account-attention-new-codes",
        })
    }
}

impl AccountOverview {
    /// Every page but this one.
    pub fn tiles(&self) -> Vec<AccountPage> {
        let pages = AccountPage::ALL.into_iter();
        pages
            .filter(|page| *page != AccountPage::Overview)
            .collect()
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |frame, attention| Self {
            shell: shell.clone(),
            frame,
            attention,
        };
        vec![
            (
                "nothing to do",
                page(AccountFrame::sample(AccountPage::Overview), Vec::new()),
            ),
            (
                "few recovery codes",
                page(
                    AccountFrame::sample(AccountPage::Overview),
                    vec![Attention::FewRecoveryCodes(2)],
                ),
            ),
            (
                "much to do, several accounts, long names",
                page(
                    AccountFrame::full_sample(AccountPage::Overview, Done::ProfileSaved),
                    vec![
                        Attention::UnverifiedEmail,
                        Attention::NoSecondFactor,
                        Attention::NoRecoveryCodes,
                    ],
                ),
            ),
        ]
    }
}
