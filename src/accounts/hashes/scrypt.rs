//! RFC 7914: `$scrypt$ln=…,r=…,p=…$salt$tag`, and `$s0$` with the parameters as one hexadecimal number.

use scrypt::Params;
use subtle::ConstantTimeEq;

use super::encoding::{costs, decode_salt, decode_tag};

/// The most memory that one hash may take.
const MEMORY: u64 = 256 * 1024 * 1024;
/// The most memory that all its lanes, one after the other, may go through.
const WORK: u64 = 4 * MEMORY;

/// A well-formed hash within bounds.
#[derive(Clone, Debug)]
pub struct ScryptHash {
    params: Params,
    salt: Vec<u8>,
    tag: Vec<u8>,
}

/// The parameters, if they are affordable.
pub(super) fn params(log_n: u32, r: u32, p: u32) -> Option<Params> {
    let n = 1_u64
        .checked_shl(log_n)
        .filter(|_| (1..=30).contains(&log_n))?;
    let memory = n.checked_mul(u64::from(r))?.checked_mul(128)?;
    let work = memory.checked_mul(u64::from(p))?;
    let affordable = memory <= MEMORY && work <= WORK && (1..=64).contains(&r) && p <= 16;
    let log_n = u8::try_from(log_n).ok()?;
    affordable.then(|| Params::new(log_n, r, p, 32).ok())?
}

impl ScryptHash {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (form, rest) = text.strip_prefix('$')?.split_once('$')?;
        let mut parts = rest.split('$');
        let given = parts.next()?;
        let params = match form {
            "scrypt" => {
                let [log_n, r, p] = costs(given, ["ln", "r", "p"])?;
                params(log_n, r, p)?
            }
            "s0" => {
                let packed = u32::from_str_radix(given, 16).ok()?;
                params(packed >> 16, packed >> 8 & 0xff, packed & 0xff)?
            }
            _ => return None,
        };
        let (salt, tag) = (decode_salt(parts.next()?)?, decode_tag(parts.next()?)?);
        parts.next().is_none().then_some(Self { params, salt, tag })
    }

    pub(super) fn matches(&self, password: &[u8]) -> Option<bool> {
        let mut computed = vec![0; self.tag.len()];
        scrypt::scrypt(password, &self.salt, &self.params, &mut computed).ok()?;
        Some(computed.ct_eq(&self.tag).into())
    }
}
