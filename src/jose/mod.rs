//! Signed tokens: our own keys, signing with them, and reading back what they signed.
//! The only folder that names the JOSE library, of which it uses the primitives alone.
//!
//! | file | what it answers |
//! |---|---|
//! | `keys` | private keys: made, stored, signing |
//! | `public` | their public halves: JWK, thumbprint, verifying |
//! | `ring` | all keys of one issuer: sign, verify, publish |
//! | `header` | which kind of token is it, and what do we write and accept in a JOSE header |
//! | `verify` | is this text a token that one of our keys signed |
//! | `json` | JSON that every parser reads alike |
//! | `times` | is a token in its time |
//! | `half_hash` | `at_hash` and `c_hash` |
//! | `foreign` | keys that others gave us |
//! | `error` | why a token was refused, why a key failed |

mod error;
mod foreign;
mod half_hash;
mod header;
#[cfg(test)]
mod hostile;
mod json;
mod keys;
mod public;
mod ring;
mod times;
mod verify;

pub use error::{JoseError, Rejection};
pub use foreign::ForeignKey;
pub use half_hash::half_hash;
pub use header::Typ;
pub use json::is_strict_object;
pub use keys::SigningKey;
pub use public::VerifyingKey;
pub use ring::KeyRing;
pub use times::{DEFAULT_SKEW_SECONDS, NumericDate, Validity};
pub use verify::{LONGEST_TOKEN, Verified};
