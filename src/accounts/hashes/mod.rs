//! Stored password hashes: our own (Argon2id), and those that other systems made.
//!
//! | family | forms |
//! |---|---|
//! | [`argon2`] | `$argon2id$…`, `$argon2i$…`, `$argon2d$…` |
//! | [`bcrypt`] | `$2a$…`, `$2b$…`, `$2y$…` |
//! | [`scrypt`] | `$scrypt$ln=…,r=…,p=…$…`, `$s0$…` |
//! | [`pbkdf2`] | `$pbkdf2-sha256$i=…,l=…$…`, `$pbkdf2-sha256$29000$…`, `pbkdf2_sha256$…`, `pbkdf2:sha256:…$…` |
//! | [`sha_crypt`] | `$5$…`, `$6$…` |
//! | [`firebase`] | `$firebase-scrypt$r=…,m=…,sk=…,ss=…$…` |

mod argon2;
mod bcrypt;
mod encoding;
mod firebase;
mod pbkdf2;
mod scrypt;
mod sha_crypt;
mod stored;

pub(super) use self::argon2::Argon2Hash;
pub use stored::StoredHash;
