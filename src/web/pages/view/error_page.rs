//! `templates/error.html`: what happened, what you can do, and what the app's developer can do.

use askama::Template;

use super::asking_app::AskingApp;
use super::shell::Shell;

/// The error page. It repeats nothing of the request: `detail` is a sentence of ours.
#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// The frame.
    pub shell: Shell,
    /// What happened, for the person.
    pub kind: ErrorKind,
    /// The error code of the specification, for the developer and for automation (`data-error`): `invalid_request`.
    pub code: String,
    /// One sentence for the developer, in English. Ours, never text from the request.
    pub detail: Option<String>,
    /// What finds this failure in the log.
    pub incident: String,
    /// The app that sent the person here, if its identity is proven.
    pub app: Option<AskingApp>,
    /// Where trying again makes sense: a path of this issuer.
    pub retry_href: Option<String>,
}

/// What happened, as a person would put it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The app's request is wrong in itself.
    BadRequest,
    /// Nobody registered an app with this identity, or it is switched off.
    UnknownApp,
    /// The answer was to go somewhere the app never registered.
    WrongDestination,
    /// The sign-in was begun too long ago, finished already, or in another browser.
    SignInExpired,
    /// A form came back without our cookie or with an old token.
    FormExpired,
    /// The set-up link was used, replaced, or mistyped.
    SetUpLinkInvalid,
    /// Too many wrong codes: the sign-in is over.
    TooManyCodes,
    /// A second factor is demanded, and this person can have none.
    NoFactor,
    /// A link of a mail was used, is too old, was replaced, or never was one.
    LinkInvalid,
    /// A passkey is somebody's already.
    PasskeyKnown,
    /// The provider, or the person there, said no.
    ProviderDenied,
    /// The provider does not answer.
    ProviderDown,
    /// The provider answers what cannot be trusted.
    ProviderBroken,
    /// The provider's clock and ours differ too much.
    ProviderClock,
    /// Nobody here is known by that account elsewhere.
    ProviderStranger,
    /// The address is that of an account here, which is not connected.
    ProviderAddressTaken,
    /// That account elsewhere is connected with another account here.
    ProviderKnown,
    /// Without it nothing would let this person in.
    LastWayIn,
    /// Not for this person.
    NotAllowed,
    /// Without this person nobody could administer the place.
    LastAdministrator,
    /// No such page.
    NotFound,
    /// Too much too fast.
    TooManyRequests,
    /// Our fault.
    Internal,
    /// Our fault, and it will pass.
    Unavailable,
}

impl ErrorKind {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::BadRequest,
        Self::UnknownApp,
        Self::WrongDestination,
        Self::SignInExpired,
        Self::FormExpired,
        Self::SetUpLinkInvalid,
        Self::TooManyCodes,
        Self::NoFactor,
        Self::LinkInvalid,
        Self::PasskeyKnown,
        Self::ProviderDenied,
        Self::ProviderDown,
        Self::ProviderBroken,
        Self::ProviderClock,
        Self::ProviderStranger,
        Self::ProviderAddressTaken,
        Self::ProviderKnown,
        Self::LastWayIn,
        Self::NotAllowed,
        Self::LastAdministrator,
        Self::NotFound,
        Self::TooManyRequests,
        Self::Internal,
        Self::Unavailable,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::BadRequest => "bad-request",
            Self::UnknownApp => "unknown-app",
            Self::WrongDestination => "wrong-destination",
            Self::SignInExpired => "sign-in-expired",
            Self::FormExpired => "form-expired",
            Self::SetUpLinkInvalid => "set-up-link-invalid",
            Self::TooManyCodes => "too-many-codes",
            Self::NoFactor => "no-factor",
            Self::LinkInvalid => "link-invalid",
            Self::PasskeyKnown => "passkey-known",
            Self::ProviderDenied => "provider-denied",
            Self::ProviderDown => "provider-down",
            Self::ProviderBroken => "provider-broken",
            Self::ProviderClock => "provider-clock",
            Self::ProviderStranger => "provider-stranger",
            Self::ProviderAddressTaken => "provider-address-taken",
            Self::ProviderKnown => "provider-known",
            Self::LastWayIn => "last-way-in",
            Self::NotAllowed => "not-allowed",
            Self::LastAdministrator => "last-administrator",
            Self::NotFound => "not-found",
            Self::TooManyRequests => "too-many-requests",
            Self::Internal => "internal",
            Self::Unavailable => "unavailable",
        }
    }
}

impl ErrorPage {
    /// The title of the window and of the page.
    pub fn title(&self) -> String {
        self.part("title")
    }

    /// What happened.
    pub fn happened(&self) -> String {
        self.part("happened")
    }

    /// What the person can do.
    pub fn advice(&self) -> String {
        self.part("advice")
    }

    fn part(&self, part: &str) -> String {
        let key = format!("error-{}-{part}", self.kind.key());
        let app = self
            .app
            .as_ref()
            .map_or_else(|| self.shell.t("error-the-app"), AskingApp::shown_name);
        self.shell.texts.with(&key, &[("app", &app)])
    }

    /// The page in its states: every kind.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        ErrorKind::ALL
            .into_iter()
            .map(|kind| {
                let (code, detail) = match kind {
                    ErrorKind::BadRequest => {
                        ("invalid_request", "The parameter response_type is missing.")
                    }
                    ErrorKind::UnknownApp => ("invalid_client", "No client has this client_id."),
                    ErrorKind::WrongDestination => (
                        "invalid_request",
                        "The redirect_uri is not registered for this client.",
                    ),
                    ErrorKind::SignInExpired
                    | ErrorKind::FormExpired
                    | ErrorKind::SetUpLinkInvalid
                    | ErrorKind::LinkInvalid => ("expired", ""),
                    ErrorKind::TooManyCodes
                    | ErrorKind::NoFactor
                    | ErrorKind::ProviderDenied
                    | ErrorKind::ProviderStranger
                    | ErrorKind::ProviderAddressTaken
                    | ErrorKind::ProviderKnown
                    | ErrorKind::LastWayIn
                    | ErrorKind::NotAllowed
                    | ErrorKind::LastAdministrator => ("access_denied", ""),
                    ErrorKind::PasskeyKnown => ("invalid_request", ""),
                    ErrorKind::ProviderDown => (
                        "temporarily_unavailable",
                        "the provider does not answer: it took too long",
                    ),
                    ErrorKind::ProviderBroken | ErrorKind::ProviderClock => (
                        "server_error",
                        "the provider's ID token is not valid: signature",
                    ),
                    ErrorKind::NotFound => ("not_found", ""),
                    ErrorKind::TooManyRequests => ("too_many_requests", ""),
                    ErrorKind::Internal => ("server_error", ""),
                    ErrorKind::Unavailable => ("temporarily_unavailable", ""),
                };
                let page = Self {
                    shell: shell.clone(),
                    kind,
                    code: code.to_owned(),
                    detail: (!detail.is_empty()).then(|| detail.to_owned()),
                    incident: "0198a6f2-7c3e-7b1d-9a54-3f0c2d9be811".to_owned(),
                    app: (kind == ErrorKind::WrongDestination).then(AskingApp::sample),
                    retry_href: matches!(kind, ErrorKind::FormExpired | ErrorKind::ProviderDown)
                        .then(|| shell.to("/")),
                };
                (kind.key(), page)
            })
            .collect()
    }
}
