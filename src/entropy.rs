//! The only reader of randomness: the operating system's generator.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::Secret;

/// Where random bytes come from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Entropy;

impl Entropy {
    /// `N` random bytes.
    ///
    /// # Panics
    /// When the operating system has no randomness to give: nothing may be issued then.
    #[expect(
        clippy::expect_used,
        clippy::disallowed_methods,
        reason = "without randomness nothing may go on"
    )]
    pub fn bytes<const N: usize>(self) -> [u8; N] {
        let mut bytes = [0; N];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        bytes
    }

    /// A new secret of 256 bits with a telling prefix (`ac_`, `rt_`): URL-safe, 43 characters and the prefix.
    pub fn secret(self, prefix: &str) -> Secret {
        Secret::new(format!(
            "{prefix}{}",
            URL_SAFE_NO_PAD.encode(self.bytes::<32>())
        ))
    }

    /// A new identifier that sorts by time (UUID version 7, RFC 9562 §5.7).
    pub fn uuid(self, now: Timestamp) -> Uuid {
        let millis = u64::try_from(now.millis()).unwrap_or_default();
        uuid::Builder::from_unix_timestamp_millis(millis, &self.bytes::<10>()).into_uuid()
    }
}
