//! Times in tokens: whole seconds, a sane range, exact boundaries.

use serde::de::{Deserializer, Error as _, Unexpected};
use serde::{Deserialize, Serialize};

use super::Rejection;
use crate::clock::Timestamp;

/// How far another node's clock may run ahead of ours, in seconds. It forgives `nbf` and `iat`, never `exp`.
pub const DEFAULT_SKEW_SECONDS: i64 = 10;

/// The last second of the year 9999, up to which every date library agrees.
const LAST: i64 = 253_402_300_799;

/// Whole seconds since 1970-01-01T00:00:00Z (`RFC 7519 §2`), from 0 to the end of the year 9999.
///
/// `RFC 7519` would let a fraction, an exponent or a negative number pass; we never write them and refuse to read them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct NumericDate(pub i64);

impl From<Timestamp> for NumericDate {
    /// The second an instant lies in, held within the range that [`NumericDate`] reads back.
    fn from(instant: Timestamp) -> Self {
        Self(instant.seconds().clamp(0, LAST))
    }
}

impl<'de> Deserialize<'de> for NumericDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // serde reads an i64 from an integer alone: `1.0`, `1e3` and `"1"` are other types to it.
        let seconds = i64::deserialize(deserializer)?;
        if (0..=LAST).contains(&seconds) {
            Ok(Self(seconds))
        } else {
            Err(D::Error::invalid_value(
                Unexpected::Signed(seconds),
                &"seconds between 1970 and 9999",
            ))
        }
    }
}

/// The times of a token. Flatten it into the claims: a token that lacks `exp` or `iat` then does not parse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    /// From this second on the token is worthless (`RFC 7519 §4.1.4`).
    pub exp: NumericDate,
    /// Before this second it is not valid yet (`RFC 7519 §4.1.5`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nbf: Option<NumericDate>,
    /// When it was made (`RFC 7519 §4.1.6`).
    pub iat: NumericDate,
}

impl Validity {
    /// Valid from `now` for so many seconds.
    pub fn starting(now: Timestamp, lifetime_seconds: i64) -> Self {
        Self {
            exp: now.plus_seconds(lifetime_seconds).into(),
            nbf: None,
            iat: now.into(),
        }
    }

    /// Whether `now` lies within: `exp` is over at its own second, `nbf` and `iat` may lie `skew_seconds` ahead.
    ///
    /// # Errors
    /// [`Rejection::Expired`] or [`Rejection::NotYet`].
    pub fn check(&self, now: Timestamp, skew_seconds: i64) -> Result<(), Rejection> {
        let now = now.seconds();
        if self.exp.0 <= now {
            return Err(Rejection::Expired);
        }
        let latest = now.saturating_add(skew_seconds);
        if self.iat.0 > latest || self.nbf.is_some_and(|nbf| nbf.0 > latest) {
            return Err(Rejection::NotYet);
        }
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn boundaries_are_exact() {
        let now = Timestamp(1_700_000_000_999);
        let second = 1_700_000_000;
        let (expired, not_yet) = (Err(Rejection::Expired), Err(Rejection::NotYet));
        for (exp, nbf, iat, outcome) in [
            (1, None, 0, Ok(())),
            (0, None, 0, expired),
            (-1, None, -5, expired),
            (60, Some(10), 0, Ok(())),
            (60, Some(11), 0, not_yet),
            (60, Some(-9), 10, Ok(())),
            (60, None, 11, not_yet),
            (0, Some(11), 11, expired),
            (LAST - second, None, 0, Ok(())),
        ] {
            let at = |offset: i64| NumericDate(second + offset);
            let validity = Validity {
                exp: at(exp),
                nbf: nbf.map(at),
                iat: at(iat),
            };
            let checked = validity.check(now, DEFAULT_SKEW_SECONDS);
            assert_eq!(checked, outcome, "exp {exp} nbf {nbf:?} iat {iat}");
        }
    }

    #[test]
    fn extremes_neither_wrap_nor_panic() {
        for now in [Timestamp(i64::MIN), Timestamp(0), Timestamp(i64::MAX)] {
            let validity = Validity::starting(now, i64::MAX);
            assert!((0..=LAST).contains(&validity.exp.0));
            let _ = validity.check(now, i64::MAX);
            let _ = validity.check(now, i64::MIN);
        }
    }

    #[test]
    fn only_whole_seconds_in_range_are_read() {
        for good in ["0", "1", "1700000000", "2147483648", "253402300799"] {
            let date: NumericDate = serde_json::from_str(good).unwrap();
            assert_eq!(serde_json::to_string(&date).unwrap(), good);
        }
        for bad in [
            "-1",
            "-0",
            "1.0",
            "1.5",
            "1e3",
            "1e400",
            "253402300800",
            "9223372036854775808",
            "18446744073709551616",
            "\"1700000000\"",
            "null",
            "true",
            "[1]",
            "{}",
        ] {
            assert!(serde_json::from_str::<NumericDate>(bad).is_err(), "{bad}");
            let flattened = format!(r#"{{"exp":{bad},"iat":1}}"#);
            assert!(
                serde_json::from_str::<Validity>(&flattened).is_err(),
                "{bad}"
            );
        }
        assert!(
            serde_json::from_str::<Validity>(r#"{"iat":1}"#).is_err(),
            "no exp"
        );
        assert!(
            serde_json::from_str::<Validity>(r#"{"exp":1}"#).is_err(),
            "no iat"
        );
    }
}
