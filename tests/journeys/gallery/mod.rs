//! Every page in every state, as `/dev/pages` shows them. Nothing here asks a database, so one kind of it is enough.
//!
//! | file | what is looked at |
//! |---|---|
//! | `looks` | by day on a wide screen, at night on a phone: contrast, width, large text, words, and what axe-core says |
//! | `axe` | axe-core, which others wrote: in the colours of tenants, and the judge itself |
//! | `languages` | every language on a narrow phone |
//! | `keyboard` | every stop is visible and in order |
//! | `walk` | from sample to sample |

mod axe;
mod keyboard;
mod languages;
mod looks;
mod walk;
