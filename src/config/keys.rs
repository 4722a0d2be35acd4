//! `[keys]`: how signing keys change.

use super::rule::whole;
use super::setting::Preset;

settings! {
    /// How signing keys change.
    "keys" Keys {
        /// How long a key signs before the next one takes over.
        rotation_days: u32 = Preset::Text("90"), whole(1, 730, "days");
        /// How long clients may keep our public keys: a new key is published this long before it signs.
        jwks_max_age_seconds: u32 = Preset::Text("300"), whole(30, 86_400, "seconds");
    }
}
