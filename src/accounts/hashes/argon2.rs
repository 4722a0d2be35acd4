//! RFC 9106: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`, and its siblings.

use argon2::{Algorithm, Params, Version};

use super::encoding::{costs, decode_salt, decode_tag};

/// The dearest hash that a sign-in computes: 256 MiB, ten passes, sixteen lanes.
const DEAREST: (u32, u32, u32) = (256 * 1024, 10, 16);

/// A well-formed hash within bounds.
#[derive(Clone, Debug)]
pub struct Argon2Hash {
    pub(in crate::accounts) algorithm: Algorithm,
    pub(in crate::accounts) version: Version,
    pub(in crate::accounts) params: Params,
    pub(in crate::accounts) salt: Vec<u8>,
    pub(in crate::accounts) tag: Vec<u8>,
}

impl Argon2Hash {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix('$')?.split('$');
        let algorithm = match parts.next()? {
            "argon2id" => Algorithm::Argon2id,
            "argon2i" => Algorithm::Argon2i,
            "argon2d" => Algorithm::Argon2d,
            _ => return None,
        };
        let mut next = parts.next()?;
        let version = match next {
            "v=19" => Version::V0x13,
            // Before 1.3 the version was not written.
            _ => Version::V0x10,
        };
        if next.starts_with("v=") {
            if !matches!(next, "v=19" | "v=16") {
                return None;
            }
            next = parts.next()?;
        }
        let [memory, passes, lanes] = costs(next, ["m", "t", "p"])?;
        // RFC 9106 §3.1: a salt of 8 bytes or more.
        let salt = decode_salt(parts.next()?).filter(|salt| (8..=64).contains(&salt.len()))?;
        let tag = decode_tag(parts.next()?)?;
        let (dearest_memory, dearest_passes, dearest_lanes) = DEAREST;
        let affordable =
            memory <= dearest_memory && passes <= dearest_passes && lanes <= dearest_lanes;
        if !affordable || parts.next().is_some() {
            return None;
        }
        // RFC 9106 §3.1: memory is at least eight KiB a lane, which `Params` checks.
        let params = Params::new(memory, passes, lanes, Some(tag.len())).ok()?;
        Some(Self {
            algorithm,
            version,
            params,
            salt,
            tag,
        })
    }

    pub(in crate::accounts) const fn is_argon2id(&self) -> bool {
        matches!(self.algorithm, Algorithm::Argon2id) && matches!(self.version, Version::V0x13)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REST: &str = "c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ";

    #[test]
    fn what_is_within_bounds_is_taken_and_nothing_else() {
        for good in [
            "argon2id$v=19$m=19456,t=2,p=1",
            "argon2id$v=19$m=262144,t=10,p=16",
            "argon2i$v=19$m=65536,t=3,p=4",
            "argon2d$v=16$m=256,t=1,p=1",
            "argon2i$m=4096,t=3,p=1",
        ] {
            assert!(
                Argon2Hash::parse(&format!("${good}${REST}")).is_some(),
                "{good}"
            );
        }
        for bad in [
            "argon2id$v=19$m=262145,t=2,p=1",
            "argon2id$v=19$m=19456,t=11,p=1",
            "argon2id$v=19$m=19456,t=2,p=17",
            "argon2id$v=19$m=19456,t=0,p=1",
            "argon2id$v=19$m=8,t=2,p=2",
            "argon2id$v=19$t=2,m=19456,p=1",
            "argon2id$v=19$m=19456,t=2,p=1,x=1",
            "argon2id$v=20$m=19456,t=2,p=1",
            "argon2id$v=19$m=+19456,t=2,p=1",
            "argon2id$v=19$m=19456,t=2,p=01",
            "argon2$v=19$m=19456,t=2,p=1",
            "argon2id$v=19$v=19$m=19456,t=2,p=1",
        ] {
            assert!(
                Argon2Hash::parse(&format!("${bad}${REST}")).is_none(),
                "{bad}"
            );
        }
        for bad in [
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ",
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$",
            "$argon2id$v=19$m=256,t=2,p=1$c2E$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ",
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$c29tZXNhbHQ",
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$9sTbSlTio3Biev89thdrlKKiCaYsjjYVJxGAL3swxpQ$x",
            "argon2id",
            "$",
            "",
        ] {
            assert!(Argon2Hash::parse(bad).is_none(), "{bad}");
        }
    }
}
