//! The specifications' own sentences, one file per specification, over HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "what does not go as expected is a failed test"
)]

mod the_main_job;
