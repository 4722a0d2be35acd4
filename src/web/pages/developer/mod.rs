//! `/dev/…`: what only developers see, where the setting `server.developer` is on.
//!
//! | page | file | what it shows |
//! |---|---|---|
//! | `/dev/pages` | `gallery` | every page in every state, in every language, by day and at night |
//! | `/dev/letters` | `letters` | every mail and text message |
//! | `/dev/mail` | `mail` | the mails that went into files |
//! | `/dev/style/…` | `look` | the style sheet of one colour scheme, whatever the reader's system says |

mod gallery;
mod letters;
mod look;
mod mail;

pub(in crate::web) use gallery::{gallery, page};
pub(in crate::web) use letters::letter;
pub(in crate::web) use look::style;
pub(in crate::web) use mail::mail;
