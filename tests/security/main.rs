//! One file per attack: each tries it on a live server and says what must happen instead.
//!
//! Beside every attack stands the honest request that it imitates, so that a refusal says something.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what does not go as expected is a failed test"
)]

mod authorization_response;
mod body_confusion;
mod client_authentication;
mod client_credentials;
mod code_replay;
mod code_theft;
mod consent_forgery;
mod credentials_in_urls;
mod crossed_token_types;
mod crossed_transactions;
mod disabled_parties;
mod duplicate_members;
mod encrypted_tokens;
mod exotic_state;
mod forged_signatures;
mod header_supplied_keys;
mod injected_markup;
mod login_csrf;
mod loopback_redirect;
mod mix_up;
mod operator;
mod parameter_pollution;
mod password_grant;
mod pkce_downgrade;
mod post_logout_redirect;
mod recycled_subjects;
mod redirect_uri;
mod refresh_replay;
mod refresh_theft;
mod released_claims;
mod request_methods;
mod retired_keys;
mod revoked_tokens;
mod silent_sign_in;
mod step_up;
mod token_scanning;
mod token_times;
mod verifiers;
