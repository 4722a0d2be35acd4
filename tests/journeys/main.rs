//! Journeys of people in a real browser: by keyboard alone, without JavaScript, on a phone, in the dark.
//!
//! | file | what happens |
//! |---|---|
//! | `main_job` | an app that is not ours gets its tokens, as the issue promises it |
//! | `answers` | how the answer reaches the app: redirects, forms, loopback ports, refusals, `prompt=none` |
//! | `chain` | apps that send the browser on to where their pages are |
//! | `account` | somebody looks after their own account |
//! | `accounts` | two people share a browser |
//! | `sign_out` | asked, answered yes and no |
//! | `sign_up`, `reset_password`, `mail_link` | a new account, a forgotten password, a link and a code by mail |
//! | `second_factor` | an authenticator app is turned on and asked for, a code on paper helps |
//! | `passkeys` | made, used alone and after a password, and removed, by the browser's own authenticator |
//! | `upstream` | in through others, of every kind: new, known, no, down, taken, connected, disconnected |
//! | `local_times` | times in the reader's zone |
//! | `set_up` | the first administrator |
//! | `gallery` | every page in every state: looked at, judged by axe-core, by keyboard, in every language |
//! | `pictures` | the picture in the README, drawn by hand |
//! | `demo`, `landing`, `person`, `eyes` | the app, its side of the redirect, what people do, what they see |
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a failed expectation is a failed test"
)]

mod account;
mod accounts;
mod answers;
mod chain;
mod demo;
mod eyes;
mod gallery;
mod landing;
mod local_times;
mod mail_link;
mod main_job;
mod passkeys;
mod person;
mod pictures;
mod reset_password;
mod second_factor;
mod set_up;
mod sign_out;
mod sign_up;
mod spa;
mod upstream;
