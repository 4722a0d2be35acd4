//! Every language says everything that English says, with the same things filled in, in its own words and script.

use std::collections::{BTreeMap, BTreeSet};

use crate::fluent::{Message, messages};
use crate::report;

/// A language: its folder, and the plural categories of whole numbers below a million (CLDR). Millions have one of their
/// own in Spanish and French, which nothing here counts to.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("ar", &["zero", "one", "two", "few", "many", "other"]),
    ("de", &["one", "other"]),
    ("en", &["one", "other"]),
    ("es", &["one", "other"]),
    ("fr", &["one", "other"]),
    ("ja", &["other"]),
    ("zh-Hans", &["other"]),
];

/// Messages that read as in English, and rightly so.
const SAME_AS_ENGLISH: &[(&str, &str)] = &[
    ("de", "account-page-apps"),
    ("de", "account-page-passkeys"),
    ("de", "by-mail-code-label"),
    ("de", "mail-fact-name"),
    ("de", "passkeys-name-label"),
    ("de", "passkeys-one-title"),
    ("de", "profile-website"),
    ("de", "second-factor-code-label"),
    ("de", "sign-up-claim-website"),
    ("es", "error-code-label"),
    ("fr", "account-menu"),
    ("fr", "account-page-sessions"),
    ("fr", "by-mail-code-label"),
    ("fr", "error-incident-label"),
    ("fr", "second-factor-code-label"),
];

/// Words in Latin letters that stand in Arabic, Japanese and Chinese texts: names, and what an address looks like.
const LATIN_WORDS: &[&str] = &[
    "OpenID",
    "UTC",
    "Cookie",
    "SMS",
    "QR",
    "JavaScript",
    "PNG",
    "JPEG",
    "WebP",
    "MB",
    "name@example.com",
    "https://example.com",
    "Europe/Paris",
    "abc",
    "Telegram",
    "ada_lovelace",
];

/// What none of our texts contains, in any language: straight quotes, dots for an ellipsis, and raised voices.
const NOWHERE: &[&str] = &["\"", "'", "...", "!", "！", "¡", "  "];

/// What a language writes differently.
const NOT_IN: &[(&str, &[&str])] = &[
    // Spaces before these do not break.
    ("fr", &[" :", " ;", " ?", "“", "”", "« ", " »"]),
    ("de", &["”", "’", "«"]),
    ("es", &["“", "”"]),
    ("ja", &["?", ",", "“", "”", "您"]),
    ("zh-Hans", &["?", ",", ";", "「", "」", "你"]),
    ("ar", &["?", ",", ";"]),
];

type Messages = BTreeMap<String, Message>;

/// The languages besides English.
fn translations() -> Vec<(&'static str, Messages)> {
    let names = LANGUAGES.iter().map(|(language, _)| *language);
    names
        .filter(|language| *language != "en")
        .map(|language| (language, messages(language)))
        .collect()
}

fn categories(language: &str) -> BTreeSet<String> {
    let (_, categories) = LANGUAGES
        .iter()
        .find(|(name, _)| *name == language)
        .unwrap();
    categories.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn every_folder_is_a_language_that_these_tests_know() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("locales");
    let mut found: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    let known: Vec<&str> = LANGUAGES.iter().map(|(name, _)| *name).collect();
    assert_eq!(found, known);
}

#[test]
fn every_language_has_exactly_the_messages_of_english_in_the_same_files() {
    let english = messages("en");
    let mut problems = Vec::new();
    for (language, own) in translations() {
        for (name, message) in &english {
            match own.get(name) {
                None => problems.push(format!(
                    "{}: {name} is missing in {language}",
                    message.place
                )),
                Some(own) if own.file != message.file => {
                    problems.push(format!("{}: {name} belongs in {}", own.place, message.file));
                }
                Some(_) => {}
            }
        }
        let unknown = own.iter().filter(|(name, _)| !english.contains_key(*name));
        problems.extend(unknown.map(|(name, own)| format!("{}: {name} is not English", own.place)));
    }
    report("no language needs the words of another:", &problems);
}

#[test]
fn every_language_fills_in_the_same() {
    let english = messages("en");
    let mut problems = Vec::new();
    for (_, own) in translations() {
        for (name, own) in own {
            let placeables = english.get(&name).map(|message| &message.placeables);
            if placeables.is_some_and(|placeables| *placeables != own.placeables) {
                let (is, shall) = (&own.placeables, placeables.unwrap());
                problems.push(format!(
                    "{}: {name} fills in {is:?}, not {shall:?}",
                    own.place
                ));
            }
        }
    }
    report(
        "what is filled in is the same in every language:",
        &problems,
    );
}

#[test]
fn whatever_is_counted_has_every_plural_of_the_language() {
    let english = messages("en");
    let mut problems = Vec::new();
    for (language, _) in LANGUAGES {
        let all = categories(language);
        for (name, own) in messages(language) {
            let counted = english
                .get(&name)
                .map_or(&[][..], |message| &message.choices);
            let counted: BTreeSet<&str> = counted
                .iter()
                .filter(|choice| choice.categories.contains("one"))
                .map(|choice| choice.by.as_str())
                .collect();
            for choice in &own.choices {
                // A name for certain numbers and one for the others, as French has for the first of a month.
                let picks = choice.categories.iter().all(|category| category == "other")
                    && choice.numbers
                    && !counted.contains(choice.by.as_str());
                if !picks && choice.categories != all {
                    problems.push(format!(
                        "{}: {name} knows {:?}",
                        own.place, choice.categories
                    ));
                }
            }
            let has = |by: &str| own.choices.iter().any(|choice| choice.by == by);
            if all.len() > 1 && !counted.iter().all(|by| has(by)) {
                problems.push(format!("{}: {name} does not count", own.place));
            }
        }
    }
    report(
        "a number takes the form that the language has for it:",
        &problems,
    );
}

#[test]
fn nothing_is_left_in_english() {
    let english = messages("en");
    let mut problems = Vec::new();
    let mut excused = BTreeSet::new();
    for (language, own) in translations() {
        for (name, own) in own {
            let same = english
                .get(&name)
                .is_some_and(|message| message.text == own.text);
            let says_something = own.text.chars().any(char::is_alphabetic);
            let excuse = SAME_AS_ENGLISH
                .iter()
                .find(|excuse| **excuse == (language, &name));
            if let Some(excuse) = excuse.filter(|_| same) {
                excused.insert(*excuse);
            } else if same && says_something && name != "date-time" {
                problems.push(format!("{}: {name} is English: {}", own.place, own.text));
            }
        }
    }
    let vain = SAME_AS_ENGLISH
        .iter()
        .filter(|excuse| !excused.contains(*excuse));
    problems.extend(vain.map(|excuse| format!("SAME_AS_ENGLISH: {excuse:?} is not needed")));
    report("every message is translated:", &problems);
}

#[test]
fn other_scripts_hold_latin_letters_only_for_names() {
    let mut problems = Vec::new();
    for (language, own) in translations() {
        if !["ar", "ja", "zh-Hans"].contains(&language) {
            continue;
        }
        for (name, own) in own {
            let mut rest = own.text.clone();
            for word in LATIN_WORDS {
                rest = rest.replace(word, "");
            }
            if rest.chars().any(|c| c.is_ascii_alphabetic()) {
                problems.push(format!("{}: {name}: {}", own.place, own.text));
            }
            // A text of names alone was not translated.
            let foreign = rest.chars().any(char::is_alphabetic);
            if !foreign && own.text != rest && name != "date-time" {
                problems.push(format!("{}: {name} has no word of {language}", own.place));
            }
        }
    }
    report(
        "Arabic, Japanese and Chinese are written in their own script:",
        &problems,
    );
}

#[test]
fn every_language_uses_its_own_marks() {
    let mut problems = Vec::new();
    for (language, _) in LANGUAGES {
        let own: &[&str] = NOT_IN
            .iter()
            .find(|(name, _)| name == language)
            .map_or(&[], |(_, marks)| marks);
        for (name, message) in messages(language) {
            for mark in NOWHERE.iter().chain(own) {
                if message.text.contains(mark) {
                    problems.push(format!("{}: {name} contains {mark:?}", message.place));
                }
            }
            let (asks, opens) = (message.text.matches('?'), message.text.matches('¿'));
            if *language == "es" && asks.count() != opens.count() {
                problems.push(format!("{}: {name} opens no question", message.place));
            }
        }
    }
    report(
        "marks are those of the language, and nobody shouts:",
        &problems,
    );
}
