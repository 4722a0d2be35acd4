//! Registered names that requests, metadata and client registrations share: each an enum with `ALL`, read by discovery,
//! by validation and by dispatch alike, so that metadata cannot promise what the code does not do.

use serde::{Deserialize, Serialize};

macro_rules! registered {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $text)] $variant),+
        }

        impl $name {
            /// Every value this server honours, in the order in which metadata lists them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The registered name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The value of that registered name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

registered! {
    /// RFC 6749 §4, `grant_types` of RFC 7591 §2.
    GrantType {
        /// RFC 6749 §4.1.
        AuthorizationCode = "authorization_code",
        /// RFC 6749 §6.
        RefreshToken = "refresh_token",
        /// RFC 6749 §4.4.
        ClientCredentials = "client_credentials",
        /// RFC 6749 §4.3: for first-party applications alone, and only for those that ask for it.
        Password = "password",
    }
}

registered! {
    /// RFC 6749 §3.1.1.
    ResponseType {
        /// An authorization code.
        Code = "code",
    }
}

registered! {
    /// OAuth 2.0 Multiple Response Type Encoding Practices §2.1 and Form Post Response Mode §2.
    ResponseMode {
        /// In the query of the redirect.
        Query = "query",
        /// In its fragment.
        Fragment = "fragment",
        /// In a form that the browser posts.
        FormPost = "form_post",
    }
}

registered! {
    /// `token_endpoint_auth_method` of RFC 7591 §2.
    AuthMethod {
        /// HTTP Basic (RFC 6749 §2.3.1).
        ClientSecretBasic = "client_secret_basic",
        /// In the form (RFC 6749 §2.3.1).
        ClientSecretPost = "client_secret_post",
        /// A public client (RFC 6749 §2.1).
        None = "none",
    }
}

registered! {
    /// `application_type` of OpenID Connect Registration §2.
    ApplicationType {
        /// A server or a browser application.
        Web = "web",
        /// An application on the user's own device (RFC 8252).
        Native = "native",
    }
}

registered! {
    /// OpenID Connect Core §3.1.2.1, `prompt`; `create` is of Initiating User Registration.
    Prompt {
        /// No page at all.
        None = "none",
        /// Sign in again.
        Login = "login",
        /// Ask for consent again.
        Consent = "consent",
        /// Choose among accounts.
        SelectAccount = "select_account",
        /// Make an account first.
        Create = "create",
    }
}

registered! {
    /// OpenID Connect Core §3.1.2.1, `display`.
    Display {
        /// A full page, which is what every page here is: it adapts to whatever window shows it.
        Page = "page",
        /// A small window.
        Popup = "popup",
        /// A touch device.
        Touch = "touch",
        /// A feature phone.
        Wap = "wap",
    }
}

registered! {
    /// `code_challenge_method` of RFC 7636 §4.3. `plain` protects nothing that a leaked request would not give away.
    ChallengeMethod {
        /// BASE64URL(SHA256(verifier)).
        S256 = "S256",
    }
}

registered! {
    /// How sure we are of who signed in: what `acr` says (OpenID Connect Core §2). In order: what reaches one reaches those
    /// before it.
    Acr {
        /// One factor: a password, a mail, a security key that asks nothing of its owner.
        Aal1 = "urn:vestibule:acr:aal1",
        /// Two factors, of the kinds that the tenant allows.
        Aal2 = "urn:vestibule:acr:aal2",
        /// A passkey that knew its owner: "Phishing-Resistant"  OpenID Connect Extended Authentication Profile ACR Values §2
        Phr = "phr",
    }
}
