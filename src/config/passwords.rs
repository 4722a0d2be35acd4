//! `[passwords]`: what a password hash costs, and how many are made at once.

use std::path::PathBuf;

use super::rule::{optional, path, whole};
use super::setting::Preset;
use super::source::Reader;

settings! {
    /// The cost of a password hash (Argon2id), and how many are made at once. Nothing below the floor of OWASP is taken.
    "passwords" Passwords {
        /// The memory of one hash.
        memory_kib: u32 = Preset::Text("19456"), whole(19_456, 1_048_576, "KiB");
        /// The passes over that memory.
        iterations: u32 = Preset::Text("2"), whole(2, 32, "");
        /// How many passwords are hashed at the same time, each with its memory.
        parallel_hashes: usize = Preset::Computed("the number of processor cores", cores), whole(1, 1024, "");
        /// How many more may wait. Beyond that a sign-in is answered with 503.
        queue_length: usize = Preset::Computed("four times parallel_hashes", usual_queue), whole(1, 65_536, "");
        /// A file of passwords that attackers have, none of which can be chosen: SHA-1 in hexadecimal, with `:count` or
        /// without, or plain words, one a line. Beyond 64 MiB it must be SHA-1 sorted by hash; then it is searched on the disk.
        breached_list: Option<PathBuf> = Preset::Absent("only the built-in list"), optional(path());
    }
}

fn cores(_: &Reader) -> String {
    std::thread::available_parallelism()
        .map_or(1, |cores| cores.get().min(1024))
        .to_string()
}

fn usual_queue(reader: &Reader) -> String {
    // When the other value is wrong, that is the problem to report, not this one.
    let parallel: usize = reader
        .effective("passwords.parallel_hashes")
        .parse()
        .unwrap_or(1);
    parallel.clamp(1, 1024).saturating_mul(4).to_string()
}
