//! The words on our pages: Fluent messages, and which language a person gets to read them in.
//!
//! A language is a folder: put `locales/de/*.ftl` beside `locales/en/` and it is offered, negotiated and
//! published in `ui_locales_supported` without another line of code. A message that a language lacks would be
//! shown in English; a test of the architecture lets none lack one.
//!
//! The folder's name is the tag of its `lang` attribute. Chinese is `zh-Hans`, the script rather than a country: `zh`,
//! `zh-CN`, `zh-SG` and `zh-Hans-…` read it, `zh-TW`, `zh-HK` and `zh-Hant` do not.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::LazyLock;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader};

mod dates;

fluent_templates::static_loader! {
    static MESSAGES = {
        locales: "./locales",
        fallback_language: "en",
        // Fluent would put invisible isolation marks around every argument. We add them ourselves, and only
        // where a name could disturb the reading order: see `isolated`.
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// The language every message exists in.
const FALLBACK: &str = "en";

/// How much of a language preference is looked at. What browsers send is far shorter.
const LONGEST_PREFERENCE: usize = 2048;

/// How many language tags of a preference are looked at.
const MOST_TAGS: usize = 32;

/// A language we have texts for.
struct Locale {
    id: LanguageIdentifier,
    tag: String,
}

static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let mut locales: Vec<Locale> = MESSAGES
        .locales()
        .map(|id| Locale {
            id: id.clone(),
            tag: id.to_string(),
        })
        .collect();
    // The fallback leads, the others follow by name, so that the published list never changes its order.
    locales.sort_by_key(|locale| (locale.tag != FALLBACK, locale.tag.clone()));
    locales
});

static NO_LOCALE: LazyLock<Locale> = LazyLock::new(|| Locale {
    id: LanguageIdentifier::default(),
    tag: FALLBACK.to_owned(),
});

/// The texts of one language. Copying it copies a pointer.
#[derive(Clone, Copy)]
pub struct Texts {
    locale: &'static Locale,
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Texts({})", self.locale.tag)
    }
}

impl Texts {
    /// The language of this reader as of [`Texts::wished`], else English.
    pub fn negotiate(ui_locales: Option<&str>, accept_language: Option<&str>) -> Self {
        Self::wished(ui_locales, accept_language).unwrap_or_else(Self::english)
    }

    /// The language that this reader wishes: the first supported one among `ui_locales` (space separated, in order of
    /// preference: `OpenID Connect Core 1.0 §3.1.2.1`), else among `Accept-Language` (by weight: `RFC 9110 §12.5.4`).
    ///
    /// Both come from strangers: only the first 2 KiB and the first 32 tags count, and nothing is refused.
    pub fn wished(ui_locales: Option<&str>, accept_language: Option<&str>) -> Option<Self> {
        let locale = ui_locales
            .and_then(|list| {
                bounded(list)
                    .split(' ')
                    .take(MOST_TAGS)
                    .find_map(best_match)
            })
            .or_else(|| accept_language.and_then(heaviest_match));
        locale.map(|locale| Self { locale })
    }

    /// The texts of this BCP 47 tag's language, if there are any.
    pub fn of(tag: &str) -> Option<Self> {
        best_match(bounded(tag)).map(|locale| Self { locale })
    }

    /// English.
    pub fn english() -> Self {
        let locale = LOCALES.first().unwrap_or(&NO_LOCALE);
        Self { locale }
    }

    /// The languages with texts as BCP 47 tags, for `ui_locales_supported`.
    pub fn supported() -> impl Iterator<Item = &'static str> {
        LOCALES.iter().map(|locale| locale.tag.as_str())
    }

    /// The BCP 47 tag, for the `lang` attribute and `Content-Language`.
    pub fn lang(&self) -> &'static str {
        &self.locale.tag
    }

    /// The direction of writing for the `dir` attribute: `ltr` or `rtl`.
    pub fn dir(&self) -> &'static str {
        if self.is_right_to_left() {
            "rtl"
        } else {
            "ltr"
        }
    }

    /// The message of this name. A name without a message is shown as it is: ugly, but never a failed sign-in.
    pub fn get(&self, key: &str) -> String {
        MESSAGES
            .try_lookup(&self.locale.id, key)
            .unwrap_or_else(|| key.to_owned())
    }

    /// The message of this name if there is one, for families such as `consent-scope-…`.
    pub fn find(&self, key: &str) -> Option<String> {
        MESSAGES.try_lookup(&self.locale.id, key)
    }

    /// The message of this name with `{ $argument }`s filled in.
    ///
    /// Arguments may come from strangers (the name a client chose): they lose control characters, and those that
    /// are written right to left are isolated, so that no name can turn the sentence around it.
    pub fn with(&self, key: &str, args: &[(&'static str, &str)]) -> String {
        let args = args
            .iter()
            .map(|(name, value)| {
                (
                    Cow::Borrowed(*name),
                    FluentValue::from(self.isolated(value)),
                )
            })
            .collect();
        self.filled(key, &args)
    }

    /// Two sentences, one after the other: with a space where the language has one.
    pub fn joined(&self, first: &str, second: &str) -> String {
        let space = match self.locale.id.language.as_str() {
            "ja" | "zh" => "",
            _ => " ",
        };
        [first, space, second].concat()
    }

    /// The message of this name for a number, chosen by the plural rules of the language.
    pub fn counted(&self, key: &str, name: &'static str, number: usize) -> String {
        let args = HashMap::from([(Cow::Borrowed(name), FluentValue::from(number))]);
        self.filled(key, &args)
    }

    fn filled(self, key: &str, args: &HashMap<Cow<'static, str>, FluentValue<'_>>) -> String {
        MESSAGES
            .try_lookup_with_args(&self.locale.id, key, args)
            .unwrap_or_else(|| key.to_owned())
    }

    fn is_right_to_left(self) -> bool {
        matches!(
            self.locale.id.language.as_str(),
            "ar" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi"
        )
    }

    fn isolated(self, value: &str) -> String {
        let value = one_line(value);
        if self.is_right_to_left() || value.chars().any(is_right_to_left) {
            format!("\u{2068}{value}\u{2069}")
        } else {
            value
        }
    }
}

/// A name as one harmless line: without control characters and without the marks that change the direction of
/// what follows (a client called `"\u{202E}knaB"` must not look like another one).
pub fn one_line(value: &str) -> String {
    value
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| !c.is_control() && !is_direction_mark(*c))
        .collect()
}

/// The embeddings, overrides, isolates and marks of UAX #9 §2.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The blocks of scripts written right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

fn bounded(list: &str) -> &str {
    list.get(..list.floor_char_boundary(LONGEST_PREFERENCE))
        .unwrap_or_default()
}

/// The supported language of one tag: the very same, else one of the same script or region, else one of the same
/// language (`de-AT` reads `de`), unless it is written so differently that the next wish may be read more easily.
fn best_match(tag: &str) -> Option<&'static Locale> {
    let wanted: LanguageIdentifier = tag.trim().parse().ok()?;
    LOCALES
        .iter()
        .filter(|locale| locale.id.language == wanted.language)
        .filter(|locale| chinese_script(&locale.id) == chinese_script(&wanted))
        .max_by_key(|locale| {
            (
                locale.id == wanted,
                locale.id.script == wanted.script,
                locale.id.region == wanted.region,
            )
        })
}

/// How Chinese is written where somebody lives (the likely subtags of UTS #35): who reads `zh-TW` or `zh-Hant` is not
/// given simplified characters for want of traditional ones. `None` for every other language.
fn chinese_script(id: &LanguageIdentifier) -> Option<&str> {
    if id.language.as_str() != "zh" {
        return None;
    }
    let of_region = || match &id.region {
        Some(region) if matches!(region.as_str(), "TW" | "HK" | "MO") => "Hant",
        _ => "Hans",
    };
    Some(
        id.script
            .as_ref()
            .map_or_else(of_region, |script| script.as_str()),
    )
}

fn heaviest_match(accept_language: &str) -> Option<&'static Locale> {
    let mut ranges: Vec<(&str, u16)> = bounded(accept_language)
        .split(',')
        .take(MOST_TAGS)
        .map(|range| {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            (tag.trim(), weight(parameters))
        })
        .filter(|(_, weight)| *weight > 0)
        .collect();
    // Stable: equal weights keep the order they were written in.
    ranges.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    ranges.into_iter().find_map(|(tag, _)| best_match(tag))
}

/// `qvalue` in thousandths (`RFC 9110 §12.4.2`): absent is 1, nonsense is 0 and drops the tag.
fn weight(parameters: &str) -> u16 {
    let parameters = parameters.trim();
    if parameters.is_empty() {
        return 1000;
    }
    let Some(value) = parameters
        .strip_prefix("q=")
        .or_else(|| parameters.strip_prefix("Q="))
    else {
        return 0;
    };
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let digits = fraction.len() <= 3 && fraction.bytes().all(|b| b.is_ascii_digit());
    match (whole, digits) {
        ("0", true) => format!("{fraction:0<3}").parse().unwrap_or(0),
        ("1", true) => 1000,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_language_reads_english() {
        for (ui, accept) in [
            (None, None),
            (Some("xx"), Some("yy;q=0.4")),
            (Some(""), Some("")),
            (Some("\u{0}\u{fffd}"), Some(";;;,,,q=,*;q=9")),
        ] {
            let texts = Texts::negotiate(ui, accept);
            assert_eq!((texts.lang(), texts.dir()), ("en", "ltr"));
        }
    }

    #[test]
    fn a_regional_wish_reads_the_language() {
        assert_eq!(Texts::negotiate(Some("xx en-GB"), None).lang(), "en");
        assert_eq!(Texts::negotiate(None, Some("xx, en-US;q=0.3")).lang(), "en");
    }

    #[test]
    fn chinese_is_read_by_who_reads_its_script() {
        for tag in ["zh", "zh-CN", "zh-SG", "zh-Hans", "zh-Hans-HK", "ZH-cn"] {
            assert_eq!(Texts::negotiate(Some(tag), None).lang(), "zh-Hans", "{tag}");
        }
        for tag in ["zh-TW", "zh-HK", "zh-MO", "zh-Hant", "zh-Hant-CN"] {
            assert_eq!(Texts::negotiate(Some(tag), None).lang(), "en", "{tag}");
        }
        // Whoever names both reads what there is.
        let texts = Texts::negotiate(None, Some("zh-TW,zh;q=0.9,en;q=0.8"));
        assert_eq!(texts.lang(), "zh-Hans");
    }

    #[test]
    fn sentences_stand_apart_where_the_language_has_spaces() {
        for (tag, text) in [
            ("en", "A. B."),
            ("ar", "A. B."),
            ("ja", "A.B."),
            ("zh", "A.B."),
        ] {
            let texts = Texts::negotiate(Some(tag), None);
            assert_eq!(texts.joined("A.", "B."), text, "{tag}");
        }
    }

    #[test]
    fn arabic_is_written_from_the_right() {
        for (tag, dir) in [
            ("ar", "rtl"),
            ("ar-EG", "rtl"),
            ("ja", "ltr"),
            ("de-AT", "ltr"),
        ] {
            assert_eq!(Texts::negotiate(Some(tag), None).dir(), dir, "{tag}");
        }
    }

    #[test]
    fn a_hostile_preference_is_cut_at_a_character() {
        let long = "é".repeat(3000);
        assert!(bounded(&long).len() <= LONGEST_PREFERENCE);
        assert_eq!(Texts::negotiate(Some(&long), Some(&long)).lang(), "en");
        let many = "a,".repeat(100_000);
        assert_eq!(Texts::negotiate(None, Some(&many)).lang(), "en");
    }

    #[test]
    fn weights_are_read_as_the_rfc_writes_them() {
        for (text, expected) in [
            ("", 1000),
            ("q=1", 1000),
            ("q=0.8", 800),
            ("q=0.05", 50),
            ("q=0", 0),
            ("q=0.1234", 0),
            ("q=2", 0),
            ("q=-1", 0),
            ("level=1", 0),
        ] {
            assert_eq!(weight(text), expected, "{text}");
        }
    }

    #[test]
    fn a_name_cannot_turn_the_sentence_around() {
        assert_eq!(one_line("\u{202E}knaB\u{7}\nReal"), "knaB Real");
        let texts = Texts::english();
        assert_eq!(texts.isolated("Shop"), "Shop");
        assert_eq!(texts.isolated("متجر"), "\u{2068}متجر\u{2069}");
    }
}
