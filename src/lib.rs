//! Vestibule, an OAuth 2 and OpenID Connect authorization server.
//!
//! # Layers
//!
//! ```text
//!   web        cli        jobs                      translate: HTTP, commands, timers
//!    └──────────┼──────────┘
//!               ▼
//!   oauth   accounts   access                       decide: the protocol, people, roles,
//!   federation   administration                     elsewhere, operators
//!    └──────────┼──────────────┘
//!               ▼
//!   directory  storage  ephemeral  jose  vault      touch the world: SQL, Redis, keys,
//!   mail       outbound                             mail, requests of ours
//!    └──────────┼───────────────────┘
//!               ▼
//!             model                                 the words
//! ```
//!
//! A layer uses those below it and never one above; `tests/architecture` keeps it so. [`app`] is what a process has,
//! [`context`] what a request has, [`clock`] and [`entropy`] are the only sources of time and randomness.
//!
//! # From a specification to its file
//!
//! | specification | file |
//! |---|---|
//! | RFC 6749 §2.3 client authentication | [`oauth::client_auth`] |
//! | RFC 6749 §3.1, OpenID Connect Core §3.1.2 authorization endpoint | [`oauth::authorize`] |
//! | RFC 6749 §3.2 token endpoint and its grants | [`oauth::token`] |
//! | RFC 6749 §5.1, RFC 9068, OpenID Connect Core §2 tokens | [`oauth::issue`] |
//! | RFC 6749 §5.2 errors | [`oauth::OAuthError`] |
//! | RFC 6750 bearer tokens | [`oauth::bearer`] |
//! | RFC 7009 revocation | [`oauth::revocation`] |
//! | RFC 7517, 7518, 7519, 7638 keys and tokens | [`jose`] |
//! | RFC 7591 §2 client metadata | [`model::client`] |
//! | RFC 7636 PKCE | [`oauth::pkce`] |
//! | RFC 7662 introspection | [`oauth::introspection`] |
//! | RFC 8252 native applications, RFC 9700 §2.1 redirect URIs | [`model::redirect_uri`] |
//! | RFC 8414, OpenID Connect Discovery | [`oauth::discovery`] |
//! | RFC 8707 resource indicators | [`oauth::resource`] |
//! | RFC 9106 password hashing | [`accounts`] |
//! | RFC 9207 `iss` in responses, Form Post Response Mode | [`oauth::authorize::AuthorizationResponse`] |
//! | OpenID Connect Core §5.1, §5.4, §5.5 claims | [`oauth::claims`] |
//! | OpenID Connect Core §5.3 userinfo | [`oauth::userinfo`] |
//! | OpenID Connect RP-Initiated Logout | [`oauth::logout`] |
//! | OpenID Connect Back-Channel Logout | [`oauth::backchannel_logout`], and as the application: [`federation`] |
//! | OpenID Connect Core §3.1.3.7, RFC 9207 §2.4, as the application | [`federation`] |
//!
//! # Glossary
//!
//! - **tenant**, **issuer**: one thing from two sides. A tenant has users, clients, keys and policies; to the protocol it is
//!   an issuer, a URL.
//! - **login**: this browser is signed in as this user. Tokens carry it as `sid`.
//! - **session**: the cookie's bytes. It names the logins of a browser and is nothing else.
//! - **grant**: what a user allowed a client, and the family of the tokens that came of it.
//! - **consent**: the remembered yes.
//! - **change**: an entry of the sequence that every node follows: what was revoked, and what a cache must forget.

pub mod access;
pub mod accounts;
pub mod administration;
pub mod app;
pub mod cli;
pub mod clock;
pub mod config;
pub mod context;
pub mod directory;
pub mod entropy;
pub mod ephemeral;
pub mod federation;
pub mod jobs;
pub mod jose;
pub mod mail;
pub mod model;
pub mod oauth;
pub mod outbound;
pub mod places;
pub mod sms;
pub mod storage;
pub mod telemetry;
pub mod texts;
pub mod vault;
pub mod web;
