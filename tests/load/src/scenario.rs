//! The scenarios by name, with what is expected of each.

/// One thing a virtual user does over and over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scenario {
    ClientCredentials,
    /// `/authorize` of a signed-in browser, then `/token` with PKCE.
    Code,
    Refresh,
    Introspection,
    /// `POST /api/v1/auth/verify-token`.
    VerifyToken,
    /// The status list that a token points to.
    StatusList,
    Userinfo,
    Discovery,
    Jwks,
    /// A password sign-in in a new browser, up to the code. Reported only.
    Login,
}

/// The part of the raw signing rate a scenario has to reach, and what it may ask of the database.
pub struct Budget {
    /// Of the raw signing rate divided by the signatures of one operation.
    pub ratio: Option<f64>,
    /// SQL statements per operation at most.
    pub statements: Option<f64>,
    /// Commits per operation at most.
    pub commits: Option<f64>,
}

impl Scenario {
    pub const ALL: [Self; 10] = [
        Self::ClientCredentials,
        Self::Code,
        Self::Refresh,
        Self::Introspection,
        Self::VerifyToken,
        Self::StatusList,
        Self::Userinfo,
        Self::Discovery,
        Self::Jwks,
        Self::Login,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::ClientCredentials => "client_credentials",
            Self::Code => "code",
            Self::Refresh => "refresh",
            Self::Introspection => "introspection",
            Self::VerifyToken => "verify_token",
            Self::StatusList => "status_list",
            Self::Userinfo => "userinfo",
            Self::Discovery => "discovery",
            Self::Jwks => "jwks",
            Self::Login => "login",
        }
    }

    /// # Errors
    /// When there is no such scenario; the text lists those there are.
    pub fn named(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|scenario| scenario.name() == name)
            .ok_or_else(|| {
                let names: Vec<_> = Self::ALL.iter().map(|scenario| scenario.name()).collect();
                format!("no scenario {name}; there are {}", names.join(", "))
            })
    }

    /// Whether the tokens of an operation cost signatures, so that the signing rate is measured right beside it.
    pub fn signs(self) -> bool {
        matches!(self, Self::ClientCredentials | Self::Code | Self::Refresh)
    }

    pub fn budget(self) -> Budget {
        let none = Budget {
            ratio: None,
            statements: None,
            commits: None,
        };
        match self {
            Self::ClientCredentials => Budget {
                ratio: Some(0.80),
                statements: Some(0.0),
                ..none
            },
            Self::Code => Budget {
                ratio: Some(0.70),
                ..none
            },
            Self::Refresh => Budget {
                ratio: Some(0.75),
                commits: Some(1.0),
                ..none
            },
            Self::Introspection | Self::VerifyToken | Self::StatusList | Self::Userinfo => Budget {
                statements: Some(0.0),
                ..none
            },
            Self::Discovery | Self::Jwks | Self::Login => none,
        }
    }
}
