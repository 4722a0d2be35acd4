//! The kinds of providers, one file each: where they are, what is asked for, and what of their word says that an address is
//! somebody's.

mod apple;
mod discord;
mod facebook;
mod forty_two;
mod github;
mod gitlab;
mod google;
mod microsoft;
mod openid;
mod preset;

pub(super) use preset::{Api, OAuthPreset, OpenIdPreset, Protocol, person, protocol};
