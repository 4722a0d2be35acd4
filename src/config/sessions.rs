//! `[sessions]`: how long a browser stays signed in.

use std::path::PathBuf;

use super::rule::{optional, path, whole};
use super::setting::Preset;

settings! {
    /// How long a browser stays signed in.
    "sessions" Sessions {
        /// How long a session may go unused.
        idle_seconds: u32 = Preset::Text("3600"), whole(60, 7_776_000, "seconds");
        /// How long a session may last in all (one day).
        absolute_seconds: u32 = Preset::Text("86400"), whole(60, 31_536_000, "seconds");
        /// A file that says where networks are, in the format of MaxMind's city or country databases. Then people read the
        /// place beside the address where they signed in. The file is read at the start.
        places: Option<PathBuf> = Preset::Absent("people read the address"), optional(path());
    }
}
