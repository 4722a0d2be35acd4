//! The specifications' own sentences, one file per specification, over HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what does not go as expected is a failed test"
)]

mod account_leaving;
mod account_many_sessions;
mod account_places;
mod account_profile;
mod account_sessions;
mod after_a_form;
mod branding;
mod by_hand;
mod consent;
mod cors;
mod documented_providers;
mod federation_first_sign_in;
mod federation_oauth;
mod federation_openid;
mod federation_vestibule;
mod first_party_apps;
mod form_post;
mod keys;
mod languages;
mod levels;
mod mail_trial;
mod oidc_backchannel_logout;
mod oidc_core_authentication;
mod oidc_core_claims_parameter;
mod oidc_core_id_token;
mod oidc_core_id_token_hint;
mod oidc_core_prompt;
mod oidc_core_request_object;
mod oidc_core_userinfo;
mod oidc_logout;
mod oidc_logout_question;
mod prompt_create;
mod rfc5321_mail;
mod rfc6749_authorization;
mod rfc6749_client_authentication;
mod rfc6749_client_credentials;
mod rfc6749_redirection;
mod rfc6749_refresh;
mod rfc6749_token;
mod rfc6750_bearer;
mod rfc7009_revocation;
mod rfc7636_pkce;
mod rfc7662_introspection;
mod rfc8252_native_apps;
mod rfc8414_metadata;
mod rfc8414_promises;
mod rfc8707_resource;
mod rfc9068_access_token;
mod rfc9207_issuer;
mod set_up_link;
mod sign_up;
mod statements;
mod tenant_disabled;
mod tenant_isolation;
mod tenants;
mod text_messages;
mod the_main_job;
mod token_status_list;
mod token_status_list_standing;
mod webauthn;
