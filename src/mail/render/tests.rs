use super::*;
use crate::model::Secret;

const HOUSE: House<'static> = House {
    name: "Acme Accounts",
    url: "https://accounts.example.com",
    accent: Some("#1a5fb4"),
    support: Some("help@example.com"),
};

fn languages() -> Vec<Texts> {
    Texts::supported().filter_map(Texts::of).collect()
}

fn rendered(texts: Texts, house: &House<'_>, letter: &Letter) -> Rendered {
    render(texts, house, "ada@example.com", letter).unwrap_or_else(|error| unreachable!("{error}"))
}

/// `Texts` shows the name of a message that is missing or was not given its arguments.
fn shows_a_name(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>'))
        .any(|word| word.starts_with("mail-") || word.starts_with("sms-"))
        || text.contains("{$")
        || text.contains("{ $")
}

#[test]
fn every_message_has_its_words_in_every_language() {
    for texts in languages() {
        let mut names = std::collections::BTreeSet::new();
        for letter in Letter::samples() {
            let mail = rendered(texts, &HOUSE, &letter);
            let name = letter.name();
            assert!(names.insert(name), "{name} twice");
            for text in [&mail.subject, &mail.text, &mail.html] {
                assert!(!text.is_empty() && !shows_a_name(text), "{name}: {text}");
            }
            assert!(!mail.subject.contains(['\r', '\n']), "{name}");
            assert!(mail.text.contains("ada@example.com"), "{name}");
            assert!(mail.text.contains("help@example.com"), "{name}");
            let frame = format!("<html lang=\"{}\" dir=\"{}\">", texts.lang(), texts.dir());
            assert!(mail.html.contains(&frame), "{name}");
            assert!(letter.seconds() >= 600, "{name}");
        }
        assert_eq!(names.len(), 27);
        let text = text_message(texts, &HOUSE, "123456");
        assert!(!shows_a_name(&text) && text.ends_with("\n\n@accounts.example.com #123456"));
    }
}

#[test]
fn a_mail_loads_nothing_and_runs_nothing() {
    for letter in Letter::samples() {
        let html = rendered(Texts::english(), &HOUSE, &letter).html;
        for forbidden in [
            "<img",
            "<script",
            "<link",
            "src=",
            "url(",
            "@import",
            "<form",
            "javascript:",
        ] {
            assert!(
                !html.contains(forbidden),
                "{} has {forbidden}",
                letter.name()
            );
        }
    }
}

#[test]
fn a_link_and_a_code_stand_in_both_bodies_as_they_are() {
    let link = "https://accounts.example.com/reset-password?token=a-b_c";
    let letter = Letter::ResetPassword {
        link: Secret::new(link),
    };
    let mail = rendered(Texts::english(), &HOUSE, &letter);
    assert!(mail.text.contains(&format!("\n{link}\n")), "{}", mail.text);
    assert!(
        mail.html.contains(&format!("href=\"{link}\"")),
        "{}",
        mail.html
    );
    let letter = Letter::FactorCode {
        code: Secret::new("314159"),
    };
    let mail = rendered(Texts::english(), &HOUSE, &letter);
    assert!(mail.text.contains("\n    314159\n") && mail.html.contains(">314159</p>"));
    assert!(
        !mail.subject.contains("314159"),
        "a locked phone shows the subject"
    );
    assert!(!format!("{letter:?}").contains("314159"));
}

#[test]
fn what_strangers_wrote_stays_text() {
    let house = House {
        name: "<b>Evil</b>\r\nBcc: all@evil.example {{ 7*7 }} { $issuer } http://evil.example",
        ..HOUSE
    };
    let name = "\"><script>alert(1)</script> https://evil.example/x www.evil.example";
    for letter in [
        Letter::PasskeyAdded {
            name: name.to_owned(),
        },
        Letter::NewDevice {
            device: name.to_owned(),
            network: name.to_owned(),
            at: crate::clock::Timestamp(0),
        },
        Letter::EmailChanged {
            new_address: "http://evil.example/@a.example".to_owned(),
        },
    ] {
        let mail = rendered(Texts::english(), &house, &letter);
        for forbidden in ["<script", "<b>", "://evil", "evil.example"] {
            assert!(!mail.html.contains(forbidden), "{forbidden}: {}", mail.html);
        }
        for forbidden in ["://evil", "evil.example"] {
            assert!(!mail.text.contains(forbidden), "{forbidden}: {}", mail.text);
        }
        assert!(mail.text.contains("{{ 7*7 }} { $issuer }"), "{}", mail.text);
        for line in [&mail.subject, &mail.sender] {
            assert!(!line.contains(['\r', '\n']));
        }
    }
}

#[test]
fn a_person_without_words_for_help_gets_none() {
    let house = House {
        support: None,
        accent: Some("#ffffff\";x"),
        ..HOUSE
    };
    let mail = rendered(Texts::english(), &house, &Letter::PasswordChanged);
    assert!(!mail.text.contains("Questions"));
    assert!(!mail.html.contains("#ffffff\""), "{}", mail.html);
    assert!(mail.text.contains("https://accounts.example.com/account"));
}
