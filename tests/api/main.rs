//! The JSON API of first-party applications, over HTTP: each endpoint, its success and its refusals.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what does not go as expected is a failed test"
)]

mod access_model;
mod admin_access;
mod admin_audit;
mod admin_clients;
mod admin_providers;
mod admin_settings;
mod admin_tenants;
mod admin_user_actions;
mod admin_users;
mod auth_email;
mod auth_login;
mod auth_mfa;
mod auth_password;
mod auth_providers;
mod auth_refresh_logout;
mod auth_register;
mod bodies;
mod document;
mod me_account;
mod me_guard;
mod me_mfa;
mod me_more;
mod me_profile;
mod once;
mod other_tenants;
mod verify_token;
mod walkthrough;
