//! Recovery codes: ten at a time, for when nothing else is at hand.

use zeroize::Zeroizing;

use crate::context::Context;
use crate::entropy::Entropy;
use crate::model::{Secret, UserId};

use super::grouping::groups_of_four;

/// How many are made at a time.
pub const HOW_MANY: usize = 10;
/// The letters of a code: 80 bits, five each.
const LETTERS: usize = 16;
/// RFC 4648 §6
const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// New codes, as they are shown: four groups of four.
pub(super) fn make(entropy: Entropy) -> Vec<Secret> {
    (0..HOW_MANY)
        .map(|_| {
            let random = Zeroizing::new(entropy.bytes::<LETTERS>());
            // 256 is a multiple of 32: every letter is as likely.
            let letters: Zeroizing<String> = Zeroizing::new(
                random
                    .iter()
                    .filter_map(|byte| ALPHABET.get(usize::from(byte % 32)))
                    .map(|letter| char::from(*letter))
                    .collect(),
            );
            Secret::new(groups_of_four(&letters, '-'))
        })
        .collect()
}

/// A code without what people put between its groups; what the alphabet lacks stands for the letter it looks like.
pub(super) fn parse(typed: &Secret) -> Option<Secret> {
    let code: Zeroizing<String> = Zeroizing::new(
        typed
            .expose()
            .chars()
            .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '–'))
            .take(LETTERS + 1)
            .map(|c| match c.to_ascii_uppercase() {
                '0' => 'O',
                '1' => 'I',
                '8' => 'B',
                other => other,
            })
            .collect(),
    );
    let is_code = code.len() == LETTERS && code.bytes().all(|byte| ALPHABET.contains(&byte));
    is_code.then(|| Secret::new(code.as_str()))
}

/// What is kept of a code. It holds for its owner alone.
pub(super) fn tag(ctx: &Context, user: UserId, code: &Secret) -> [u8; 32] {
    let message = Zeroizing::new([user.0.as_bytes(), code.expose().as_bytes()].concat());
    ctx.app().vault.tag("recovery code", &message)
}

/// The codes that a form sent back to have them in a file; `None` unless they could be ours.
pub fn reprinted(lines: &str) -> Option<Vec<Secret>> {
    let codes: Option<Vec<Secret>> = lines
        .split_whitespace()
        .take(HOW_MANY + 1)
        .map(|line| {
            let code = parse(&Secret::new(line))?;
            Some(Secret::new(groups_of_four(code.expose(), '-')))
        })
        .collect();
    codes.filter(|codes| (1..=HOW_MANY).contains(&codes.len()))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ten_codes_of_eighty_bits() {
        let codes = make(Entropy);
        let distinct: HashSet<_> = codes.iter().map(Secret::expose).collect();
        assert_eq!(distinct.len(), 10);
        for code in codes {
            let shown = code.expose();
            assert_eq!(shown.len(), 19, "{shown}");
            assert_eq!(parse(&code).unwrap().expose(), shown.replace('-', ""));
        }
    }

    #[test]
    fn a_code_is_read_as_people_write_it() {
        for typed in [
            "ABCD-EFGH-IJKL-MNOB",
            "abcd efgh ijkl mnob",
            " abcdefgh1jkl mn08 ",
        ] {
            assert_eq!(
                parse(&Secret::new(typed)).unwrap().expose(),
                "ABCDEFGHIJKLMNOB"
            );
        }
        for typed in [
            "",
            "ABCD",
            "ABCD-EFGH-IJKL-MNO9",
            "ABCD-EFGH-IJKL-MNOPQ",
            "ÄBCD-EFGH-IJKL-MNOP",
        ] {
            assert!(parse(&Secret::new(typed)).is_none(), "{typed}");
        }
    }
}
