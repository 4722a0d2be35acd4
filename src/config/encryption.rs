//! `[encryption]`: what encrypts private keys at rest.

use super::rule::{optional, secret_text};
use super::setting::Preset;
use crate::model::Secret;

settings! {
    /// What encrypts private keys at rest. Losing it means new signing keys.
    "encryption" Encryption {
        /// The master key, as random text: best given by the environment.
        master_key: Option<Secret> = Preset::Absent("the file {data_dir}/master.key, made on the first start"),
            optional(secret_text(32));
    }
}
