//! The words of the pages: every message that is asked for exists, and none exists in vain.

use std::collections::{BTreeMap, BTreeSet};

use crate::report;
use crate::source::{Source, files, line_at};

/// Functions that take the name of a message first.
const ASKING: &[&str] = &[".t(", ".say(", ".with(", ".counted(", ".filled("];

/// Messages whose names are made of pieces: the file, the function that knows the middles, the beginning, the ends.
const FAMILIES: &[(&str, &str, &str, &[&str])] = &[
    (
        "src/web/pages/view/error_page.rs",
        "fn key(",
        "error-",
        &["-title", "-happened", "-advice"],
    ),
    (
        "src/web/pages/view/consent.rs",
        "fn known_key(",
        "consent-scope-",
        &["-title", "-detail"],
    ),
];

/// What may ask for a message: templates, and the program's code without its tests.
fn pages() -> Vec<Source> {
    let mut pages = files(&["src", "templates"], &["rs", "html", "txt"]);
    for page in &mut pages {
        if let Some(tests) = page.text.find("#[cfg(test)]") {
            page.text.truncate(tests);
        }
    }
    assert!(pages.len() > 30, "the pages were not found");
    pages
}

/// The names of the messages of a language, and where each stands.
fn messages(language: &str) -> BTreeMap<String, String> {
    let mut messages = BTreeMap::new();
    let mut problems = Vec::new();
    for file in files(&[&format!("locales/{language}")], &["ftl"]) {
        for (number, line) in file.text.lines().enumerate() {
            let Some((name, _)) = line.split_once(" =").filter(|(name, _)| is_name(name)) else {
                continue;
            };
            let place = format!("{}:{}", file.path, number + 1);
            if let Some(first) = messages.insert(name.to_owned(), place.clone()) {
                problems.push(format!("{place}: {name} stands at {first}, too"));
            }
        }
    }
    report("a message has one text:", &problems);
    assert!(messages.len() > 50, "the messages were not found");
    messages
}

fn is_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_lowercase())
        && bytes.all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// The literal that `text` begins with, when it could be the name of a message.
fn literal(text: &str) -> Option<&str> {
    let (name, _) = text.trim_start().strip_prefix('"')?.split_once('"')?;
    Some(name).filter(|name| is_name(name) && name.contains('-'))
}

/// Every literal behind one of these beginnings, and where it stands.
fn literals<'a>(file: &'a Source, beginnings: &[&str]) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    for beginning in beginnings {
        for (at, _) in file.text.match_indices(beginning) {
            found.extend(literal(&file.text[at + beginning.len()..]).map(|name| (at, name)));
        }
    }
    found
}

/// From `fn name(` to the end of that method.
fn method<'a>(text: &'a str, name: &str) -> &'a str {
    let at = text
        .find(name)
        .unwrap_or_else(|| panic!("there is no {name}"));
    let rest = &text[at..];
    &rest[..rest.find("\n    }\n").expect("a method ends")]
}

/// The names of all families' messages, by the file that makes them.
fn family_messages(pages: &[Source]) -> Vec<(&'static str, String)> {
    let mut names = Vec::new();
    for (path, function, beginning, ends) in FAMILIES {
        let file = pages.iter().find(|page| page.path == *path);
        let body = method(&file.expect("the file of a family").text, function);
        let arms = body.split("=> \"").skip(1);
        let middles: Vec<&str> = arms.filter_map(|arm| arm.split('"').next()).collect();
        assert!(middles.len() > 3, "{path} {function} {middles:?}");
        for middle in middles {
            names.extend(
                ends.iter()
                    .map(|end| (*path, format!("{beginning}{middle}{end}"))),
            );
        }
    }
    names
}

#[test]
fn every_message_that_is_asked_for_exists() {
    let messages = messages("en");
    let pages = pages();
    let mut problems = Vec::new();
    let mut asked = 0;
    for page in &pages {
        for (at, name) in literals(page, ASKING) {
            asked += 1;
            if !messages.contains_key(name) {
                problems.push(format!("{}:{}: {name}", page.path, line_at(&page.text, at)));
            }
        }
        // A function that chooses a name: `Self::Busy => "sign-in-problem-busy",`
        let family = FAMILIES.iter().find(|(path, ..)| *path == page.path);
        let chosen_from = family.map_or("", |(_, function, ..)| method(&page.text, function));
        if page.path.starts_with("src/web/pages/view/") {
            for (at, name) in literals(page, &["=> "]) {
                let in_family = chosen_from.contains(&format!("=> \"{name}\""));
                asked += 1;
                if !in_family && !messages.contains_key(name) {
                    problems.push(format!("{}:{}: {name}", page.path, line_at(&page.text, at)));
                }
            }
        }
    }
    for (path, name) in family_messages(&pages) {
        if !messages.contains_key(&name) {
            problems.push(format!("{path}:1: {name}"));
        }
    }
    assert!(asked > 60, "only {asked} questions were found");
    report(
        "these messages are asked for and missing in locales/en:",
        &problems,
    );
}

#[test]
fn every_message_is_used() {
    let pages = pages();
    let made: BTreeSet<String> = family_messages(&pages)
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    let problems: Vec<String> = messages("en")
        .into_iter()
        .filter(|(name, _)| !made.contains(name))
        .filter(|(name, _)| {
            let quoted = format!("\"{name}\"");
            !pages.iter().any(|page| page.text.contains(&quoted))
        })
        .map(|(name, place)| format!("{place}: {name}"))
        .collect();
    report("nothing shows these messages:", &problems);
}

#[test]
fn a_question_is_found_over_line_breaks_and_in_templates() {
    let file = Source {
        path: "templates/x.html".to_owned(),
        text: "{{ shell.t(\"a-b\") }} texts\n.with(\n  \"c-d\", &[]) .with(key) .t(\"word\") => \"e-f\"".to_owned(),
    };
    let names: Vec<&str> = literals(&file, ASKING)
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    assert_eq!(names, ["a-b", "c-d"]);
    assert_eq!(literals(&file, &["=> "])[0].1, "e-f");
}
