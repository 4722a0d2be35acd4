//! What the tests share: whole servers in temporary folders, and everyone who talks to them.
//!
//! | file | what it gives |
//! |---|---|
//! | [`app`] | [`TestApp`]: a server in this process; its clock moves by hand |
//! | [`process`] | [`TestProcess`]: the real program as a child process, to be killed |
//! | [`fixture`] | people, clients and an API that most tests start from |
//! | [`browser`] | [`Browser`]: cookies, redirects and forms as browsers treat them, without JavaScript |
//! | [`authenticator_app`] | an authenticator app |
//! | [`authenticator`] | passkeys in software, which lie when asked to |
//! | [`chromium`] | a real Chromium |
//! | [`api`] | [`Api`](api::Api): an application of the operator's own, which signs people in by the JSON API |
//! | [`relying_party`] | [`RelyingParty`]: an application that signs people in |
//! | [`resource_server`] | [`ResourceServer`]: an API that checks access tokens offline |
//! | [`mailbox`] | [`Mailbox`]: the mail a server sent, decoded |
//! | [`logout_receiver`] | [`LogoutReceiver`]: where an application is told that somebody signed out |
//! | [`smtp`], [`sms`] | a mail server and a gateway for text messages that deliver nothing |
//! | [`upstream`] | providers that vouch for people: any OpenID provider, GitHub, Facebook, 42, Discord |
//! | [`jwt`] | reading, changing and forging tokens |
//! | [`assertions`] | what every answer of a kind has in common |
//! | [`place_database`] | a file that says where networks are |
//! | [`services`] | where PostgreSQL, Redis and other programs are |
//!
//! ```ignore
//! let app = TestApp::with_fixture().await;
//! let rp = RelyingParty::new(&app, fixture::WEB);
//! let tokens = rp.sign_in_and_exchange(&mut app.browser()).await;
//! ```
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::disallowed_methods,
    clippy::needless_pass_by_value,
    reason = "what does not go as expected is a failed test, real time and randomness serve here, and `set(key, 60)` reads well"
)]

pub mod answer;
pub mod api;
pub mod app;
pub mod assertions;
pub mod authenticator;
pub mod authenticator_app;
pub mod browser;
pub mod certificate;
pub mod chromium;
mod dump;
pub mod fixture;
pub mod jwt;
pub mod logout_receiver;
pub mod mailbox;
mod mime;
pub mod place_database;
pub mod process;
pub mod relying_party;
pub mod resource_server;
mod running;
pub mod services;
pub mod sms;
pub mod smtp;
mod stores;
mod tokens;
pub mod upstream;
mod wire;

pub use answer::Answer;
pub use app::TestApp;
pub use authenticator::Authenticator;
pub use authenticator_app::AuthenticatorApp;
pub use browser::{Browser, Outcome, Page};
pub use logout_receiver::LogoutReceiver;
pub use mailbox::{Mail, Mailbox};
pub use process::TestProcess;
pub use relying_party::RelyingParty;
pub use resource_server::ResourceServer;
pub use services::Backend;
pub use sms::SmsGateway;
pub use smtp::SmtpSink;
pub use tokens::Tokens;
pub use wire::Wire;

/// Gives this process the TLS library that `reqwest` and the server expect; once is enough.
pub fn install_crypto_provider() {
    // An error says that the process has one already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
