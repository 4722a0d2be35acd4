//! The specifications' own sentences, one file per specification, over HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what does not go as expected is a failed test"
)]

mod consent;
mod form_post;
mod oidc_core_authentication;
mod oidc_core_claims_parameter;
mod oidc_core_id_token_hint;
mod oidc_core_prompt;
mod oidc_core_request_object;
mod oidc_logout;
mod oidc_logout_question;
mod rfc6749_authorization;
mod rfc6749_redirection;
mod rfc7636_pkce;
mod rfc8252_native_apps;
mod rfc9207_issuer;
mod set_up_link;
mod tenant_disabled;
mod tenant_isolation;
mod tenants;
mod the_main_job;
