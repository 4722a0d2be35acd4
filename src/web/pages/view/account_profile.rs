//! `templates/account_profile.html`: what the person says about themselves.

use askama::Template;

use super::account_frame::{AccountFrame, Done};
use super::problem::Problem;
use super::shell::Shell;
use crate::accounts::{Entered, FieldProblem};
use crate::texts::Texts;
use crate::web::pages::account_page::AccountPage;

/// The profile page. Its forms post to `/account/profile`, `/account/profile/username` and `/account/profile/picture`.
#[derive(Template)]
#[template(path = "account_profile.html")]
pub struct AccountProfile {
    /// The frame.
    pub shell: Shell,
    /// The frame of the account's pages.
    pub frame: AccountFrame,
    /// Sent back by the form of the profile.
    pub csrf: String,
    /// Sent back by the form of the username.
    pub username_csrf: String,
    /// Sent back by the forms of the picture.
    pub picture_csrf: String,
    /// The name to sign in with.
    pub username: String,
    /// The address of the picture, if it is one of ours: no other is loaded.
    pub picture: Option<String>,
    /// What stands in the fields.
    pub entered: Entered,
    /// The fields that must be answered.
    pub required: Vec<String>,
    /// What was wrong with the last try.
    pub problems: Vec<(&'static str, FieldProblem)>,
    /// What was wrong with the picture.
    pub picture_problem: Option<PictureProblem>,
}

/// What was wrong with a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureProblem {
    /// None was chosen.
    Missing,
    /// Not one that can be read.
    Unreadable,
    /// Too large.
    TooLarge,
    /// Too many at a time.
    Busy,
}

/// A field of the form.
pub struct ProfileField {
    /// Its name, which is the claim's.
    pub name: &'static str,
    /// Its label.
    label: &'static str,
    /// What browsers may fill in.
    pub autocomplete: &'static str,
    /// An example.
    hint: Option<&'static str>,
    /// `type`.
    pub kind: &'static str,
}

/// Fields that belong together.
pub struct ProfileGroup {
    heading: &'static str,
    /// The fields.
    pub fields: &'static [ProfileField],
}

const fn field(
    name: &'static str,
    label: &'static str,
    autocomplete: &'static str,
) -> ProfileField {
    ProfileField {
        name,
        label,
        autocomplete,
        hint: None,
        kind: "text",
    }
}

const fn hinted(field: ProfileField, hint: &'static str, kind: &'static str) -> ProfileField {
    ProfileField {
        hint: Some(hint),
        kind,
        ..field
    }
}

const GROUPS: [ProfileGroup; 4] = [
    ProfileGroup {
        heading: "profile-names-heading",
        fields: &[
            field("name", "profile-name", "name"),
            field("given_name", "profile-given-name", "given-name"),
            field("middle_name", "profile-middle-name", "additional-name"),
            field("family_name", "profile-family-name", "family-name"),
            field("nickname", "profile-nickname", "nickname"),
            field("preferred_username", "profile-preferred-username", "off"),
        ],
    },
    ProfileGroup {
        heading: "profile-about-heading",
        fields: &[
            field("gender", "profile-gender", "sex"),
            hinted(
                field("birthdate", "profile-birthdate", "bday"),
                "profile-birthdate-hint",
                "text",
            ),
            hinted(
                field("website", "profile-website", "url"),
                "profile-web-hint",
                "url",
            ),
            hinted(
                field("profile", "profile-page", "off"),
                "profile-web-hint",
                "url",
            ),
        ],
    },
    ProfileGroup {
        heading: "profile-where-heading",
        fields: &[
            field("locale", "profile-locale", "language"),
            hinted(
                field("zoneinfo", "profile-zoneinfo", "off"),
                "profile-zoneinfo-hint",
                "text",
            ),
        ],
    },
    ProfileGroup {
        heading: "profile-reach-heading",
        fields: &[
            hinted(
                field("phone_number", "profile-phone-number", "tel"),
                "profile-phone-number-hint",
                "tel",
            ),
            hinted(
                field("telegram", "profile-telegram", "off"),
                "profile-telegram-hint",
                "text",
            ),
            field("street_address", "profile-street-address", "street-address"),
            field("postal_code", "profile-postal-code", "postal-code"),
            field("locality", "profile-locality", "address-level2"),
            field("region", "profile-region", "address-level1"),
            field("country", "profile-country", "country-name"),
        ],
    },
];

impl ProfileGroup {
    /// What these fields are about.
    pub fn heading(&self, shell: &Shell) -> String {
        shell.t(self.heading)
    }
}

impl ProfileField {
    /// Its label.
    pub fn label(&self, shell: &Shell) -> String {
        shell.t(self.label)
    }

    /// What helps to fill it in.
    pub fn hint(&self, shell: &Shell) -> Option<String> {
        self.hint.map(|key| shell.t(key))
    }

    /// What describes it, as `aria-describedby`.
    pub fn described_by(&self, problem: Option<&String>) -> Option<String> {
        let hint = self.hint.map(|_| format!("{}-hint", self.name));
        let problem = problem.map(|_| format!("{}-problem", self.name));
        let ids: Vec<String> = hint.into_iter().chain(problem).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

fn key(problem: FieldProblem) -> &'static str {
    match problem {
        FieldProblem::Missing => "profile-problem-missing",
        FieldProblem::TooLong => "profile-problem-too-long",
        FieldProblem::Unprintable => "profile-problem-unprintable",
        FieldProblem::NotAWebAddress => "profile-problem-web-address",
        FieldProblem::NotADate => "profile-problem-date",
        FieldProblem::NotATimeZone => "profile-problem-time-zone",
        FieldProblem::NotAPhoneNumber => "profile-problem-phone-number",
        FieldProblem::NotATelegramName => "profile-problem-telegram",
        FieldProblem::NotALanguage => "profile-problem-language",
        FieldProblem::NotAUsername => "profile-problem-username",
        FieldProblem::Taken => "profile-problem-taken",
    }
}

fn picture_key(problem: PictureProblem) -> &'static str {
    match problem {
        PictureProblem::Missing => "profile-picture-missing",
        PictureProblem::Unreadable => "profile-picture-unreadable",
        PictureProblem::TooLarge => "profile-picture-too-large",
        PictureProblem::Busy => "profile-picture-busy",
    }
}

impl AccountProfile {
    /// The fields, in their groups.
    pub fn groups(&self) -> &'static [ProfileGroup] {
        &GROUPS
    }

    /// What stands in a field.
    pub fn value(&self, name: &str) -> &str {
        self.entered.get(name).map_or("", String::as_str)
    }

    /// Whether a field must be answered.
    pub fn is_required(&self, name: &str) -> bool {
        self.required.iter().any(|required| required == name)
    }

    /// The languages to choose from: tag, own name, whether it is the chosen one.
    pub fn languages(&self) -> Vec<(String, String, bool)> {
        let chosen = self.value("locale");
        let mut all: Vec<_> = Texts::supported()
            .map(|tag| (tag.to_owned(), language_name(tag), tag == chosen))
            .collect();
        // What apps were told before stays as it is until another is chosen.
        if !chosen.is_empty() && all.iter().all(|(_, _, is_chosen)| !is_chosen) {
            let name = format!("{} ({chosen})", language_name(chosen));
            all.push((chosen.to_owned(), name, true));
        }
        all
    }

    /// What to put right, in order.
    pub fn problem_list(&self) -> Vec<Problem> {
        let picture = self.picture_problem.map(|problem| Problem {
            field: Some("picture"),
            text: self.shell.t(picture_key(problem)),
        });
        let fields = self.problems.iter().map(|(field, problem)| Problem {
            field: Some(field),
            text: self.shell.t(key(*problem)),
        });
        picture.into_iter().chain(fields).collect()
    }

    /// What to put right in this field.
    pub fn problem_beside(&self, field: &str) -> Option<String> {
        Problem::beside(&self.problem_list(), field)
    }

    /// The page in its states.
    pub fn samples(shell: &Shell) -> Vec<(&'static str, Self)> {
        let page = |frame, entered: &[(&'static str, &str)], picture: Option<&str>| Self {
            shell: shell.clone(),
            frame,
            csrf: "csrf-sample".to_owned(),
            username_csrf: "csrf-sample".to_owned(),
            picture_csrf: "csrf-sample".to_owned(),
            username: "ada".to_owned(),
            picture: picture.map(str::to_owned),
            entered: entered
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect(),
            required: vec!["name".to_owned()],
            problems: Vec::new(),
            picture_problem: None,
        };
        let frame = AccountFrame::sample(AccountPage::Profile);
        let known = [
            ("name", "Ada Lovelace"),
            ("birthdate", "1815-12-10"),
            ("locale", "en-GB"),
            ("website", "https://ada.example"),
        ];
        vec![
            ("nothing said yet", page(frame.clone(), &[], None)),
            (
                "saved",
                page(
                    AccountFrame::full_sample(AccountPage::Profile, Done::ProfileSaved),
                    &known,
                    Some("/static/mark.svg"),
                ),
            ),
            (
                "with problems",
                Self {
                    problems: vec![
                        ("username", FieldProblem::Taken),
                        ("birthdate", FieldProblem::NotADate),
                        ("street_address", FieldProblem::TooLong),
                    ],
                    picture_problem: Some(PictureProblem::TooLarge),
                    ..page(frame, &[("birthdate", "10.12.1815")], None)
                },
            ),
        ]
    }
}

/// What speakers call their language.
fn language_name(tag: &str) -> String {
    Texts::of(tag).map_or_else(|| tag.to_owned(), |texts| texts.get("language-own-name"))
}
