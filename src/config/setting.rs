//! The table a section is written as. One entry gives the field, its documentation, its default and its rule.

use super::source::Reader;

/// What holds when nobody set a value. Texts are read by the setting's own rule, as if they stood in the environment.
pub(super) enum Preset {
    /// This value.
    Text(&'static str),
    /// A value that depends on the machine or on another setting: its description, and how it is found.
    Computed(&'static str, fn(&Reader) -> String),
    /// No value; the text says what that means.
    Absent(&'static str),
}

/// One setting as documentation shows it.
pub(super) struct Setting {
    pub(super) section: &'static str,
    pub(super) key: &'static str,
    pub(super) help: &'static [&'static str],
    pub(super) preset: Preset,
    /// What is allowed, and whether the value is a secret.
    pub(super) described: fn() -> (String, bool),
}

impl Setting {
    /// `section.key`, or `key` at the top of the file.
    pub(super) fn name(&self) -> String {
        full_name(self.section, self.key)
    }

    /// The environment variable of this setting.
    pub(super) fn variable(&self) -> String {
        variable_of(&self.name())
    }
}

/// One section of the file, with its settings in the order of the documentation.
pub(super) struct Section {
    pub(super) name: &'static str,
    pub(super) about: &'static [&'static str],
    pub(super) settings: &'static [Setting],
}

/// `section.key`, or `key` at the top of the file.
pub(super) fn full_name(section: &str, key: &str) -> String {
    if section.is_empty() {
        key.to_owned()
    } else {
        format!("{section}.{key}")
    }
}

/// The environment variable of the setting of this name.
pub(super) fn variable_of(name: &str) -> String {
    format!("VESTIBULE_{}", name.replace('.', "__").to_ascii_uppercase())
}

/// Writes a section once: `"name" Struct { /// help⏎ field: Type = preset, rule; }` becomes the struct, its table
/// for documentation and the function that reads it.
macro_rules! settings {
    (
        $(#[doc = $about:literal])+
        $section:literal $name:ident {
            $( $(#[doc = $help:literal])+ $field:ident: $type:ty = $preset:expr, $rule:expr; )+
        }
    ) => {
        $(#[doc = $about])+
        #[derive(Debug, Clone)]
        pub struct $name {
            $( $(#[doc = $help])+ pub $field: $type, )+
        }

        impl $name {
            pub(in crate::config) const SECTION: $crate::config::setting::Section = $crate::config::setting::Section {
                name: $section,
                about: &[$($about),+],
                settings: &[
                    $( $crate::config::setting::Setting {
                        section: $section,
                        key: stringify!($field),
                        help: &[$($help),+],
                        preset: $preset,
                        described: || $rule.described(),
                    } ),+
                ],
            };

            // Every value is read before any is missed, so that all problems are reported at once.
            pub(in crate::config) fn read(reader: &mut $crate::config::source::Reader) -> Option<Self> {
                $( let $field: Option<$type> = reader.read(
                    &$crate::config::setting::full_name($section, stringify!($field)),
                    &$preset,
                    &$rule,
                ); )+
                Some(Self { $( $field: $field? ),+ })
            }
        }
    };
}
