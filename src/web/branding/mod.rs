//! How a tenant's pages look: its colour and its logo, as files of their own.
//!
//! | file | what it holds |
//! |---|---|
//! | `colours` | a colour becomes readable on every ground, by day and at night |
//! | `files` | the style sheet and the logo, under names that change with their content |

mod colours;
mod files;

pub(super) use files::{accent_href, accent_style, get, logo_href};
