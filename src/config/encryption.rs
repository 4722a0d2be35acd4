//! `[encryption]`: what encrypts private keys at rest.

use super::rule::{optional, secret_text};
use super::setting::Preset;
use crate::model::Secret;

settings! {
    /// What encrypts private keys at rest. Losing it means new signing keys.
    "encryption" Encryption {
        /// The master key: 32 random bytes in base64 or hexadecimal, best given by the environment (`openssl rand -base64 32`).
        master_key: Option<Secret> = Preset::Absent("the file {data_dir}/master.key, made on the first start"),
            optional(secret_text(32));
    }
}
