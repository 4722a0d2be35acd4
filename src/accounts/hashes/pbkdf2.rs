//! RFC 8018 §5.2: PBKDF2 with HMAC-SHA-1, -SHA-256 and -SHA-512, in the forms of several systems.

use pbkdf2::pbkdf2_hmac;
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use subtle::ConstantTimeEq;

use super::encoding::{decode_salt, decode_tag, number};

/// The most rounds of one block of output.
const MOST_ROUNDS: u32 = 2_000_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Digest {
    Sha1,
    Sha256,
    Sha512,
}

/// A well-formed hash within bounds.
#[derive(Clone, Debug)]
pub struct Pbkdf2Hash {
    digest: Digest,
    rounds: u32,
    salt: Vec<u8>,
    tag: Vec<u8>,
}

fn digest(name: &str) -> Option<Digest> {
    match name {
        "sha1" => Some(Digest::Sha1),
        "sha256" => Some(Digest::Sha256),
        "sha512" => Some(Digest::Sha512),
        _ => None,
    }
}

impl Pbkdf2Hash {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let hash = if let Some(rest) = text.strip_prefix("$pbkdf2") {
            Self::parse_crypt(rest)
        } else if let Some(rest) = text.strip_prefix("pbkdf2_") {
            Self::parse_underscore(rest)
        } else {
            Self::parse_colons(text.strip_prefix("pbkdf2:")?)
        }?;
        (1..=MOST_ROUNDS).contains(&hash.rounds).then_some(hash)
    }

    /// `-sha256$i=600000,l=32$salt$tag` or `-sha256$29000$salt$tag`; without a digest's name it is SHA-1.
    fn parse_crypt(rest: &str) -> Option<Self> {
        let mut parts = rest.split('$');
        let digest = match parts.next()? {
            "" => Digest::Sha1,
            name => digest(name.strip_prefix('-')?)?,
        };
        let costs = parts.next()?;
        let (rounds, length) = match costs.strip_prefix("i=") {
            None => (number(costs)?, None),
            Some(costs) => match costs.split_once(",l=") {
                None => (number(costs)?, None),
                Some((rounds, length)) => (number(rounds)?, Some(number(length)?)),
            },
        };
        let (salt, tag) = (decode_salt(parts.next()?)?, decode_tag(parts.next()?)?);
        let fits = length.is_none_or(|length| tag.len() as u64 == u64::from(length));
        (fits && parts.next().is_none()).then_some(Self {
            digest,
            rounds,
            salt,
            tag,
        })
    }

    /// `sha256$600000$salt$tag`: the salt is the text itself.
    fn parse_underscore(rest: &str) -> Option<Self> {
        let mut parts = rest.split('$');
        let (digest, rounds) = (digest(parts.next()?)?, number(parts.next()?)?);
        let salt = parts
            .next()
            .filter(|salt| (1..=128).contains(&salt.len()))?;
        let tag = decode_tag(parts.next()?)?;
        parts.next().is_none().then(|| Self {
            digest,
            rounds,
            salt: salt.as_bytes().to_vec(),
            tag,
        })
    }

    /// `sha256:600000$salt$tag`: the salt is the text itself, the tag is hexadecimal.
    fn parse_colons(rest: &str) -> Option<Self> {
        let mut parts = rest.split('$');
        let (name, rounds) = parts.next()?.split_once(':')?;
        let salt = parts
            .next()
            .filter(|salt| (1..=128).contains(&salt.len()))?;
        let tag = from_hex(parts.next()?)?;
        parts.next().is_none().then_some(())?;
        Some(Self {
            digest: digest(name)?,
            rounds: number(rounds)?,
            salt: salt.as_bytes().to_vec(),
            tag,
        })
    }

    pub(super) fn matches(&self, password: &[u8]) -> bool {
        let mut computed = vec![0; self.tag.len()];
        match self.digest {
            Digest::Sha1 => {
                pbkdf2_hmac::<Sha1>(password, &self.salt, self.rounds, &mut computed);
            }
            Digest::Sha256 => {
                pbkdf2_hmac::<Sha256>(password, &self.salt, self.rounds, &mut computed);
            }
            Digest::Sha512 => {
                pbkdf2_hmac::<Sha512>(password, &self.salt, self.rounds, &mut computed);
            }
        }
        computed.ct_eq(&self.tag).into()
    }
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits =
        text.len().is_multiple_of(2) && text.bytes().all(|digit| digit.is_ascii_hexdigit());
    if !digits || !(32..=128).contains(&text.len()) {
        return None;
    }
    text.as_bytes()
        .chunks_exact(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}
