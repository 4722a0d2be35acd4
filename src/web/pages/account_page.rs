//! The pages of a person's own account, by the names under which a sign-in may lead back to them: names, never URLs.

/// A page below `/account`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountPage {
    /// Who this is, and what needs attention.
    Overview,
    /// Names, picture, and what else apps may be told.
    Profile,
    /// The address, and changing it.
    Email,
    /// Changing the password.
    Password,
    /// Second factors and recovery codes.
    TwoFactor,
    /// Passkeys and their names.
    Passkeys,
    /// Accounts elsewhere that sign in here.
    Connections,
    /// Where the person is signed in.
    Sessions,
    /// What apps were allowed.
    Apps,
    /// Export and deletion.
    Data,
    /// What happened to the account.
    Activity,
}

impl AccountPage {
    /// All of them, in the order of the navigation.
    pub const ALL: [Self; 11] = [
        Self::Overview,
        Self::Profile,
        Self::Email,
        Self::Password,
        Self::TwoFactor,
        Self::Passkeys,
        Self::Connections,
        Self::Sessions,
        Self::Apps,
        Self::Data,
        Self::Activity,
    ];

    /// The name in `to`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Overview => "account",
            Self::Profile => "account-profile",
            Self::Email => "account-email",
            Self::Password => "account-password",
            Self::TwoFactor => "account-two-factor",
            Self::Passkeys => "account-passkeys",
            Self::Connections => "account-connections",
            Self::Sessions => "account-sessions",
            Self::Apps => "account-apps",
            Self::Data => "account-data",
            Self::Activity => "account-activity",
        }
    }

    /// The path, below the issuer.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/account",
            Self::Profile => "/account/profile",
            Self::Email => "/account/email",
            Self::Password => "/account/password",
            Self::TwoFactor => "/account/two-factor",
            Self::Passkeys => "/account/passkeys",
            Self::Connections => "/account/connections",
            Self::Sessions => "/account/sessions",
            Self::Apps => "/account/apps",
            Self::Data => "/account/data",
            Self::Activity => "/account/activity",
        }
    }

    /// The page of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|page| page.name() == name)
    }

    /// The page that a path below the issuer belongs to.
    pub fn of_path(path: &str) -> Self {
        let own = |page: &Self| {
            let rest = path.strip_prefix(page.path());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        // The overview's path begins all others, and stands first.
        Self::ALL.into_iter().rfind(own).unwrap_or(Self::Overview)
    }
}
