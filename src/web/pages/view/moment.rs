//! An instant on a page: in UTC and saying so, until `static/local_times.js` knows the reader's zone.

use super::shell::Shell;
use crate::clock::Timestamp;
use crate::texts::Texts;

/// Stands in a sentence where the instant goes: U+FFFC, OBJECT REPLACEMENT CHARACTER.
const PLACE: &str = "\u{FFFC}";

/// An instant, for `account_parts::moment`.
#[derive(Clone)]
pub struct Moment {
    /// For people: `25 November 2026, 14:30 UTC`.
    pub text: String,
    /// For programs: `2026-11-25T14:30:00Z`.
    pub datetime: String,
}

/// A sentence with an instant in it, for `account_parts::sentence`.
pub struct TimedSentence {
    /// What comes before it.
    pub before: String,
    /// It.
    pub moment: Moment,
    /// What comes after it.
    pub after: String,
}

/// The script that shows instants in the reader's zone.
#[derive(Clone)]
pub struct LocalTimes {
    /// Its address.
    pub href: String,
    /// The name by which the page's policy lets it run.
    pub nonce: String,
}

impl Moment {
    /// The instant in this language.
    pub fn of(texts: Texts, at: Timestamp) -> Self {
        Self {
            text: texts.date_time(at),
            datetime: at.rfc3339().unwrap_or_default(),
        }
    }

    /// The message of this name, whose argument `name` is the instant.
    pub fn in_sentence(
        &self,
        texts: Texts,
        key: &str,
        name: &'static str,
        others: &[(&'static str, &str)],
    ) -> TimedSentence {
        let sentence = texts.with(key, &[others, &[(name, PLACE)]].concat());
        let (before, after) = sentence.split_once(PLACE).unwrap_or((&sentence, ""));
        TimedSentence {
            before: before.to_owned(),
            moment: self.clone(),
            after: after.to_owned(),
        }
    }

    /// 25 November 2026, half past two.
    pub fn sample(shell: &Shell) -> Self {
        Self::of(shell.texts, Timestamp(1_795_617_000_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_parted_where_the_instant_stands() {
        let moment = Moment::sample(&Shell::sample());
        assert_eq!(moment.datetime, "2026-11-25T14:30:00Z");
        let others = [("network", "192.0.2.0/24")];
        for (language, before, after) in [
            ("en", "Signed in on ", " from 192.0.2.0/24"),
            ("ja", "", " に 192.0.2.0/24 からログイン"),
        ] {
            let texts = Texts::negotiate(Some(language), None);
            let sentence = moment.in_sentence(texts, "sessions-about", "since", &others);
            assert_eq!((&*sentence.before, &*sentence.after), (before, after));
        }
    }
}
