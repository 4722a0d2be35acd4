//! How hard a password is to guess, judged by zxcvbn and by what it owes to names.

use zxcvbn::feedback::{Suggestion, Warning};

use crate::model::user::name_key;

use super::well_known;

/// Words that whoever attacks this server tries first.
const CONTEXT: [&str; 5] = [
    "vestibule",
    "administrator",
    "password",
    "qwerty",
    "letmein",
];
/// How many characters must remain when the words that everybody guesses are taken away.
const OWN_CHARACTERS: usize = 6;
/// How many different characters there must be.
const DIFFERENT: usize = 5;
/// How many names count, and how much of each: what a stranger typed as their name must not cost more than a glance.
const MOST_NAMES: usize = 24;
const LONGEST_NAME: usize = 64;

/// What would make a password better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GuessHint {
    /// It is, or is like, what very many people have.
    Common,
    /// It has little beyond names: its owner's, ours, or common ones.
    Names,
    /// Neighbours on a keyboard.
    Keyboard,
    /// The same again and again.
    Repeats,
    /// `abc`, `4321`.
    Sequences,
    /// Days and years.
    Dates,
    /// More words.
    MoreWords,
}

impl GuessHint {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Common,
        Self::Names,
        Self::Keyboard,
        Self::Repeats,
        Self::Sequences,
        Self::Dates,
        Self::MoreWords,
    ];
}

/// A judgement: from 0, found at once, to 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guessed {
    pub(super) score: u8,
    pub(super) hint: Option<GuessHint>,
    /// Whether it is in the dictionaries of what people choose most, whatever score is asked for.
    pub(super) listed: bool,
}

/// Judges a password that someone of these names chooses. Takes milliseconds.
pub(super) fn guess(password: &str, names: &[String]) -> Guessed {
    let words = words_of(names);
    let inputs: Vec<&str> = words.iter().map(String::as_str).chain(CONTEXT).collect();
    let entropy = zxcvbn::zxcvbn(password, &inputs);
    let hint = entropy.feedback().map(|feedback| {
        feedback
            .warning()
            .map_or_else(|| suggested(feedback.suggestions()), warned)
    });
    let listed = well_known::is_common(password)
        || entropy
            .feedback()
            .and_then(zxcvbn::feedback::Feedback::warning)
            .is_some_and(|warning| {
                matches!(
                    warning,
                    Warning::ThisIsATop10Password
                        | Warning::ThisIsATop100Password
                        | Warning::ThisIsACommonPassword
                )
            });
    if listed {
        return Guessed {
            score: 0,
            hint: Some(GuessHint::Common),
            listed,
        };
    }
    if has_little_of_its_own(password, &words) {
        let key = name_key(password);
        let named = words.iter().any(|word| key.contains(word));
        return Guessed {
            score: 0,
            hint: hint.filter(|_| !named).or(Some(GuessHint::Names)),
            listed,
        };
    }
    Guessed {
        score: u8::from(entropy.score()),
        hint,
        listed,
    }
}

/// The names, and the parts of them.
fn words_of(names: &[String]) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for name in names {
        let short: String = name.chars().take(LONGEST_NAME).collect();
        let key = name_key(&short);
        let parts = key
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_owned)
            .chain(key.split('@').map(str::to_owned))
            .collect::<Vec<_>>();
        for word in parts.into_iter().chain([key]) {
            if word.chars().count() >= 3 && !words.contains(&word) && words.len() < MOST_NAMES {
                words.push(word);
            }
        }
    }
    words
}

fn has_little_of_its_own(text: &str, names: &[String]) -> bool {
    let mut rest = name_key(text);
    // Longest first, so that a name within another does not spoil it.
    let mut words: Vec<&str> = names.iter().map(String::as_str).chain(CONTEXT).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    for word in &words {
        rest = rest.replace(word, "");
    }
    let characters: Vec<char> = rest.chars().collect();
    let mut different = characters.clone();
    different.sort_unstable();
    different.dedup();
    let steps = characters
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if u32::from(*a).abs_diff(u32::from(*b)) <= 1))
        .count();
    characters.len() < OWN_CHARACTERS
        || different.len() < DIFFERENT
        || steps * 4 > characters.len() * 3
}

const fn warned(warning: Warning) -> GuessHint {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess
        | Warning::ShortKeyboardPatternsAreEasyToGuess => GuessHint::Keyboard,
        Warning::RepeatsLikeAaaAreEasyToGuess
        | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => GuessHint::Repeats,
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword => GuessHint::Common,
        Warning::SequencesLikeAbcAreEasyToGuess => GuessHint::Sequences,
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => GuessHint::Dates,
        Warning::AWordByItselfIsEasyToGuess => GuessHint::MoreWords,
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => GuessHint::Names,
    }
}

fn suggested(suggestions: &[Suggestion]) -> GuessHint {
    for suggestion in suggestions {
        match suggestion {
            Suggestion::UseALongerKeyboardPatternWithMoreTurns => return GuessHint::Keyboard,
            Suggestion::AvoidRepeatedWordsAndCharacters => return GuessHint::Repeats,
            Suggestion::AvoidSequences => return GuessHint::Sequences,
            Suggestion::AvoidRecentYears
            | Suggestion::AvoidYearsThatAreAssociatedWithYou
            | Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => return GuessHint::Dates,
            Suggestion::UseAFewWordsAvoidCommonPhrases
            | Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters
            | Suggestion::AddAnotherWordOrTwo
            | Suggestion::CapitalizationDoesntHelpVeryMuch
            | Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase
            | Suggestion::ReversedWordsArentMuchHarderToGuess
            | Suggestion::PredictableSubstitutionsDontHelpVeryMuch => {}
        }
    }
    GuessHint::MoreWords
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str) -> Guessed {
        guess(text, &["ada".to_owned(), "ada@example.com".to_owned()])
    }

    #[test]
    fn names_sequences_and_repetition_are_guessed() {
        for easy in [
            "adaadaadaadaada!",
            "aaaaaaaaaaaaaaaaaa",
            "1234567890123456",
            "abcdefghijklmnopq",
            "passwordpassword1",
            "Ada@Example.com1",
            "qwertyuiopasdfghjkl",
            "2001-01-01-2002-02-02",
        ] {
            assert!(judge(easy).score < 3, "{easy}");
            assert!(judge(easy).hint.is_some(), "{easy}");
        }
        for good in [
            "correct horse battery",
            "ein langer Satz mit Ada",
            "kX9-pQ2-mN7-rT4",
        ] {
            assert!(judge(good).score >= 3, "{good}");
            assert!(!judge(good).listed, "{good}");
        }
    }

    #[test]
    fn what_most_people_have_is_listed_whatever_its_score() {
        for known in [
            "password",
            "12345678",
            "iloveyou",
            "football",
            "trustno1",
            "thequickbrownfox",
        ] {
            assert!(judge(known).listed, "{known}");
        }
    }

    #[test]
    fn a_thousand_names_cost_no_more_than_a_few() {
        let names: Vec<String> = (0..1000).map(|n| format!("name{n}").repeat(50)).collect();
        assert!(words_of(&names).len() <= MOST_NAMES);
    }
}
