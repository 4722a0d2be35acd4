//! `[redis]`: optional, for state that may expire.

use url::Url;

use super::rule::{Rule, optional};
use super::setting::Preset;
use crate::model::Secret;

settings! {
    /// Optional: takes the state that may expire (sign-ins in progress, counters) off the database.
    "redis" Redis {
        /// The Redis server to use.
        url: Option<Secret> = Preset::Absent("the database keeps this state"), optional(redis_url());
    }
}

fn redis_url() -> Rule<Secret> {
    Rule::new(
        "redis://USER:PASSWORD@HOST:PORT/NUMBER, or rediss:// for TLS",
        |given| {
            let text = given.text()?;
            let url = Url::parse(text).map_err(|_| "is not a URL".to_owned())?;
            if !matches!(url.scheme(), "redis" | "rediss") {
                return Err("is neither redis:// nor rediss://".to_owned());
            }
            if url.host_str().is_none_or(str::is_empty) {
                return Err("has no host".to_owned());
            }
            Ok(Secret::new(text))
        },
    )
    .secret()
}
