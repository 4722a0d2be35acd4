//! `vestibule apply`: a file says what there should be, and afterwards it is so. Applying it twice changes nothing.
//!
//! | file | what it answers |
//! |---|---|
//! | `document` | which objects does the text name, and in which line |
//! | `members` | are an object's members of the right names and types |
//! | `tenant`, `role`, `protected_api`, `business_role`, `provider`, `client`, `user` | what is wanted, what is stored, do they differ |
//! | `plan` | everything that would be written, or everything that is wrong |
//! | `administrators` | who administers the tenants afterwards |
//! | `prune` | what the file does not name and is to go |
//! | `write` | the plan, carried out |
//! | `report` | what happened, object by object |

mod administrators;
mod business_role;
mod client;
mod document;
mod members;
mod plan;
mod protected_api;
mod provider;
mod prune;
mod report;
mod role;
mod run;
mod tenant;
#[cfg(test)]
mod tests;
mod user;
mod write;

pub use report::{Line, Outcome, Report};
pub use run::{ApplyError, Mode, Unnamed, apply};
