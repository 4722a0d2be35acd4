//! The CBOR (RFC 8949) that an authenticator writes.

/// RFC 8949 §3: the additional information that says how many bytes of the value follow.
const ONE_BYTE_FOLLOWS: u8 = 24;
const TWO_BYTES_FOLLOW: u8 = 25;

fn head(major: u8, value: usize) -> Vec<u8> {
    let major = major << 5;
    match value {
        0..=23 => vec![major | u8::try_from(value).unwrap()],
        24..=0xff => vec![major | ONE_BYTE_FOLLOWS, u8::try_from(value).unwrap()],
        _ => {
            let mut bytes = vec![major | TWO_BYTES_FOLLOW];
            bytes.extend(u16::try_from(value).unwrap().to_be_bytes());
            bytes
        }
    }
}

/// A number from zero upwards.
pub(super) fn positive(value: usize) -> Vec<u8> {
    head(0, value)
}

/// A number below zero.
pub(super) fn negative(value: i64) -> Vec<u8> {
    head(1, usize::try_from(-1 - value).unwrap())
}

/// A byte string.
pub(super) fn bytes(value: &[u8]) -> Vec<u8> {
    let mut all = head(2, value.len());
    all.extend(value);
    all
}

/// A text string.
pub(super) fn text(value: &str) -> Vec<u8> {
    let mut all = head(3, value.len());
    all.extend(value.as_bytes());
    all
}

/// A map of what was encoded before.
pub(super) fn map(pairs: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    let mut all = head(5, pairs.len());
    for (key, value) in pairs {
        all.extend(key);
        all.extend(value);
    }
    all
}
