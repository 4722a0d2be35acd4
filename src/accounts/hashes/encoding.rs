//! Base64 as the families write it.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// With padding or without.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The bytes of a base64 text: padded or not, with `+/`, with `-_`, or with `.` in place of `+`.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    let text: String = text
        .chars()
        .map(|c| match c {
            '-' | '.' => '+',
            '_' => '/',
            other => other,
        })
        .collect();
    LENIENT.decode(text).ok()
}

/// A tag, when it is so long that nothing meets it by chance and so short that nobody has to compute for ages.
pub(super) fn decode_tag(text: &str) -> Option<Vec<u8>> {
    decode(text).filter(|tag| (16..=64).contains(&tag.len()))
}

/// A salt of at most 128 bytes.
pub(super) fn decode_salt(text: &str) -> Option<Vec<u8>> {
    decode(text).filter(|salt| (1..=128).contains(&salt.len()))
}

/// `name=number` of a list in this order.
pub(super) fn costs<const N: usize>(text: &str, names: [&str; N]) -> Option<[u32; N]> {
    let mut found = [0; N];
    let mut parts = text.split(',');
    for (value, name) in found.iter_mut().zip(names) {
        *value = number(parts.next()?.strip_prefix(name)?.strip_prefix('=')?)?;
    }
    parts.next().is_none().then_some(found)
}

/// A decimal number without sign and without zeros in front.
pub(super) fn number(text: &str) -> Option<u32> {
    let plain = text.bytes().all(|digit| digit.is_ascii_digit()) && !text.starts_with('0');
    (plain && !text.is_empty()).then(|| text.parse().ok())?
}
