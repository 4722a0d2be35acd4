//! What a file and an environment say, before anything is believed.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use super::load::SECTIONS;
use super::problem::{Origin, Problem};
use super::rule::Rule;
use super::setting::{Preset, variable_of};

/// The file that is read when none is named.
const USUAL_FILE: &str = "vestibule.toml";

/// Variables of our own tests: not settings.
const TEST_PREFIX: &str = "VESTIBULE_TEST_";

/// A value as somebody wrote it.
pub(super) enum Given {
    /// From the environment, or a default: numbers, flags and lists (with commas) are written as text.
    Text(String),
    /// From the file.
    Toml(toml::Value),
}

impl Given {
    /// The value as a text that is not empty.
    pub(super) fn text(&self) -> Result<&str, String> {
        let text = match self {
            Self::Text(text) | Self::Toml(toml::Value::String(text)) => text,
            Self::Toml(value) => return Err(format!("is of type {}, not text", value.type_str())),
        };
        if text.trim().is_empty() {
            return Err("is empty (leave it out to have the default)".to_owned());
        }
        Ok(text)
    }

    /// The value as a whole number.
    pub(super) fn whole(&self) -> Result<i64, String> {
        match self {
            Self::Text(_) => self
                .text()?
                .parse()
                .map_err(|_| "is not a whole number".to_owned()),
            Self::Toml(toml::Value::Integer(number)) => Ok(*number),
            Self::Toml(value) => Err(format!(
                "is of type {}, not a whole number",
                value.type_str()
            )),
        }
    }

    /// The value as yes or no.
    pub(super) fn flag(&self) -> Result<bool, String> {
        match self {
            Self::Text(_) => self
                .text()?
                .parse()
                .map_err(|_| "is neither true nor false".to_owned()),
            Self::Toml(toml::Value::Boolean(flag)) => Ok(*flag),
            Self::Toml(value) => Err(format!("is of type {}, not a boolean", value.type_str())),
        }
    }

    /// The value as a list of texts; an empty one is a list too.
    pub(super) fn list(&self) -> Result<Vec<&str>, String> {
        match self {
            Self::Text(text) => Ok(text
                .split(',')
                .map(str::trim)
                .filter(|item| !item.is_empty())
                .collect()),
            Self::Toml(toml::Value::Array(items)) => items
                .iter()
                .map(|item| {
                    item.as_str()
                        .ok_or_else(|| "has an item that is not text".to_owned())
                })
                .collect(),
            Self::Toml(value) => Err(format!("is of type {}, not a list", value.type_str())),
        }
    }

    /// The value as the environment would write it.
    fn plain(&self) -> String {
        match self {
            Self::Text(text) | Self::Toml(toml::Value::String(text)) => text.clone(),
            Self::Toml(value) => value.to_string(),
        }
    }
}

/// Everything that was said, and everything that was wrong with it so far.
pub(super) struct Reader {
    given: BTreeMap<String, (Given, Origin)>,
    pub(super) problems: Vec<Problem>,
}

impl Reader {
    /// Gathers what the file and the environment say. The environment wins.
    pub(super) fn gather(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Self {
        let mut reader = Self {
            given: BTreeMap::new(),
            problems: Vec::new(),
        };
        reader.gather_file(file);
        // The environment has no order; problems are reported in one all the same.
        let variables: BTreeMap<String, String> = environment
            .filter(|(name, _)| name.starts_with("VESTIBULE_") && !name.starts_with(TEST_PREFIX))
            .collect();
        for (variable, text) in variables {
            reader.gather_variable(&variable, text);
        }
        reader
    }

    fn gather_file(&mut self, file: Option<&Path>) {
        let path = file.unwrap_or(Path::new(USUAL_FILE));
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if file.is_none() && error.kind() == ErrorKind::NotFound => return,
            Err(error) => {
                return self.complain("", &Origin::File(path.into()), format!("{error}"), "a file");
            }
        };
        let origin = Origin::File(path.into());
        let table = match text.parse::<toml::Table>() {
            Ok(table) => table,
            Err(error) => {
                // The error's own text quotes the line, which may hold a secret.
                let start = error.span().map_or(0, |span| span.start);
                let line = text.bytes().take(start).filter(|b| *b == b'\n').count() + 1;
                let complaint = format!("line {line} cannot be understood");
                return self.complain("", &origin, complaint, "TOML 1.0");
            }
        };
        for (key, value) in table {
            match value {
                toml::Value::Table(section) => {
                    for (inner, value) in section {
                        self.accept(format!("{key}.{inner}"), Given::Toml(value), origin.clone());
                    }
                }
                _ if !key.is_empty() && SECTIONS.iter().any(|section| section.name == key) => {
                    let allowed = format!("[{key}] and the settings below it");
                    self.complain(&key, &origin, "is a section, not a setting".into(), allowed);
                }
                value => self.accept(key, Given::Toml(value), origin.clone()),
            }
        }
    }

    fn gather_variable(&mut self, variable: &str, text: String) {
        let name = known_names().find(|name| variable_of(name) == variable);
        let origin = Origin::Environment(variable.to_owned());
        if let Some(name) = name {
            self.accept(name, Given::Text(text), origin);
        } else {
            let nearest = nearest(variable, known_names().map(|name| variable_of(&name)));
            self.complain("", &origin, "is not a setting".to_owned(), nearest);
        }
    }

    fn accept(&mut self, name: String, given: Given, origin: Origin) {
        if known_names().any(|known| known == name) {
            self.given.insert(name, (given, origin));
        } else {
            let nearest = nearest(&name, known_names());
            self.complain(&name, &origin, "is not a setting".to_owned(), nearest);
        }
    }

    /// One value: what was given, else the default, read by the same rule. `None` leaves a problem behind.
    pub(super) fn read<T>(&mut self, name: &str, preset: &Preset, rule: &Rule<T>) -> Option<T> {
        let computed;
        let (given, origin) = if let Some((given, origin)) = self.given.get(name) {
            (given, origin.clone())
        } else {
            computed = match preset {
                Preset::Text(text) => Given::Text((*text).to_owned()),
                Preset::Computed(_, compute) => Given::Text(compute(self)),
                Preset::Absent(_) => return rule.absent(),
            };
            (&computed, Origin::Default)
        };
        match rule.parse(given) {
            Ok(value) => Some(value),
            Err(complaint) => {
                let complaint = match shown(given) {
                    Some(value) if !rule.is_secret() => format!("{value} {complaint}"),
                    _ => complaint,
                };
                self.complain(name, &origin, complaint, rule.described().0);
                None
            }
        }
    }

    /// What a setting says after defaults, as text: for defaults that depend on it.
    pub(super) fn effective(&self, name: &str) -> String {
        if let Some((given, _)) = self.given.get(name) {
            return given.plain();
        }
        let setting = SECTIONS
            .iter()
            .flat_map(|section| section.settings)
            .find(|setting| setting.name() == name);
        match setting.map(|setting| &setting.preset) {
            Some(Preset::Text(text)) => (*text).to_owned(),
            Some(Preset::Computed(_, compute)) => compute(self),
            Some(Preset::Absent(_)) | None => String::new(),
        }
    }

    /// Two settings that contradict each other: reported at the first one.
    pub(super) fn contradiction(&mut self, name: &str, complaint: &str, allowed: &str) {
        let origin = self
            .given
            .get(name)
            .map_or(Origin::Default, |(_, origin)| origin.clone());
        self.complain(name, &origin, complaint.to_owned(), allowed);
    }

    fn complain(
        &mut self,
        setting: &str,
        origin: &Origin,
        complaint: String,
        allowed: impl Into<String>,
    ) {
        self.problems.push(Problem {
            setting: setting.to_owned(),
            origin: origin.clone(),
            complaint,
            allowed: allowed.into(),
        });
    }
}

/// A value as a problem may quote it: short, on one line, and not at all where it may hold a password.
fn shown(given: &Given) -> Option<String> {
    let text = given.plain();
    if text.trim().is_empty() || text.contains('@') {
        return None;
    }
    let short: String = text.chars().take(80).collect();
    Some(format!("{short:?}"))
}

fn known_names() -> impl Iterator<Item = String> {
    SECTIONS
        .iter()
        .flat_map(|section| section.settings)
        .map(super::setting::Setting::name)
}

/// "did you mean …", when one of the names is near; else where to look.
fn nearest(wrong: &str, names: impl Iterator<Item = String>) -> String {
    // Longer names than any of ours are not worth the comparison.
    let near = if wrong.len() > 128 {
        None
    } else {
        names
            .map(|name| {
                (
                    distance(&wrong.to_ascii_lowercase(), &name.to_ascii_lowercase()),
                    name,
                )
            })
            .min_by_key(|(distance, _)| *distance)
            .filter(|(distance, name)| *distance <= 2 + name.len() / 8)
    };
    near.map_or_else(
        || "the settings of docs/settings.md".to_owned(),
        |(_, name)| format!("did you mean {name}?"),
    )
}

/// How many characters have to change (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (index, left) in from.chars().enumerate() {
        let mut next = Vec::with_capacity(row.len());
        let mut best = index + 1;
        next.push(best);
        for ((diagonal, above), right) in row.iter().zip(row.iter().skip(1)).zip(&to) {
            best = (above + 1)
                .min(best + 1)
                .min(diagonal + usize::from(left != *right));
            next.push(best);
        }
        row = next;
    }
    row.last().copied().unwrap_or(usize::MAX)
}
