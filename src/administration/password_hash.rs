//! Password hashes brought from elsewhere: Argon2id strings of the PHC form, within what a sign-in may cost.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// The dearest hash that a sign-in computes: 256 MiB, ten passes, sixteen lanes.
const DEAREST: (u32, u32, u32) = (256 * 1024, 10, 16);
/// RFC 9106 §3.1: a salt of 8 bytes or more; §4 recommends 16.
const SALT: std::ops::RangeInclusive<usize> = 8..=64;
/// A shorter tag could be met by chance (RFC 9106 §4 recommends 32 bytes).
const TAG: std::ops::RangeInclusive<usize> = 16..=64;

/// Whether sign-ins can check a password against this hash: `$argon2id$v=19$m=…,t=…,p=…$salt$tag`.
pub fn is_acceptable(phc: &str) -> bool {
    read(phc).is_some_and(|(memory, passes, lanes)| {
        // RFC 9106 §3.1: memory is at least eight KiB a lane.
        lanes >= 1
            && passes >= 1
            && memory >= lanes.saturating_mul(8)
            && memory <= DEAREST.0
            && passes <= DEAREST.1
            && lanes <= DEAREST.2
    })
}

fn read(phc: &str) -> Option<(u32, u32, u32)> {
    let mut parts = phc.strip_prefix("$argon2id$v=19$")?.split('$');
    let (costs, salt, tag) = (parts.next()?, parts.next()?, parts.next()?);
    let mut costs = costs.split(',');
    let mut cost = |name: &str| costs.next()?.strip_prefix(name)?.parse::<u32>().ok();
    let (memory, passes, lanes) = (cost("m=")?, cost("t=")?, cost("p=")?);
    let length = |text: &str| STANDARD_NO_PAD.decode(text).ok().map(|bytes| bytes.len());
    let whole = parts.next().is_none() && costs.next().is_none();
    (whole && SALT.contains(&length(salt)?) && TAG.contains(&length(tag)?))
        .then_some((memory, passes, lanes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn argon2id_within_bounds_is_taken_and_nothing_else() {
        let hash = |costs: &str| {
            format!(
                "$argon2id$v=19${costs}${}${}",
                STANDARD_NO_PAD.encode([1; 16]),
                STANDARD_NO_PAD.encode([2; 32])
            )
        };
        for good in ["m=19456,t=2,p=1", "m=262144,t=10,p=16", "m=65536,t=3,p=4"] {
            assert!(is_acceptable(&hash(good)), "{good}");
        }
        for bad in [
            "m=262145,t=2,p=1",
            "m=19456,t=11,p=1",
            "m=19456,t=2,p=17",
            "m=19456,t=0,p=1",
            "m=8,t=2,p=2",
            "t=2,m=19456,p=1",
            "m=19456,t=2,p=1,x=1",
            "",
        ] {
            assert!(!is_acceptable(&hash(bad)), "{bad}");
        }
        let good = hash("m=19456,t=2,p=1");
        for bad in [
            good.replace("argon2id", "argon2i"),
            good.replace("v=19", "v=16"),
            format!("{good}$x"),
            "$2b$10$abcdefghij".to_owned(),
        ] {
            assert!(!is_acceptable(&bad), "{bad}");
        }
    }
}
