//! A person's account as it is shown to that person.

use super::monogram;
use crate::texts::one_line;

/// One signed-in account of this browser.
#[derive(Clone)]
pub struct Account {
    /// What the form sends back to mean this account.
    pub id: String,
    /// The person's name; empty when they never gave one.
    pub name: String,
    /// What they sign in with: a username or an email address.
    pub login: String,
}

impl Account {
    /// The name, or what they sign in with.
    pub fn shown_name(&self) -> String {
        let name = one_line(&self.name);
        if name.trim().is_empty() {
            self.shown_login()
        } else {
            name
        }
    }

    /// What they sign in with.
    pub fn shown_login(&self) -> String {
        one_line(&self.login)
    }

    /// Whether the name says something that the login does not.
    pub fn has_name(&self) -> bool {
        self.shown_name() != self.shown_login()
    }

    /// Initials for the tile.
    pub fn initials(&self) -> String {
        monogram::initials(&self.shown_name())
    }

    /// Colour of the tile. Two accounts of one person get different ones.
    pub fn tone(&self) -> u32 {
        monogram::tone(&self.login)
    }

    pub(super) fn sample() -> Self {
        Self {
            id: "1".to_owned(),
            name: "Ada Lovelace".to_owned(),
            login: "ada@example.com".to_owned(),
        }
    }

    pub(super) fn long_sample() -> Self {
        Self {
            id: "2".to_owned(),
            name: "Maria-Magdalena von Habsburg-Lothringen Wolfeschlegelsteinhausenberger"
                .to_owned(),
            login:
                "maria.magdalena.wolfeschlegelsteinhausenberger@verwaltung.bundesland.example.com"
                    .to_owned(),
        }
    }

    pub(super) fn nameless_sample() -> Self {
        Self {
            id: "3".to_owned(),
            name: String::new(),
            login: "operations".to_owned(),
        }
    }
}
