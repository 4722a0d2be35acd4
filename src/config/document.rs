//! `docs/settings.md`, written from the tables that settings are read by.

use std::fmt::Write as _;

use super::load::SECTIONS;
use super::setting::{Preset, Setting};

const OPENING: &str = "\
# Settings

A setting has a default, which `vestibule.toml` overrides, which the environment overrides. The file is the one
named by `--config FILE`, else `vestibule.toml` in the working directory when there is one. The environment variable
of `section.key` is `VESTIBULE_SECTION__KEY`; lists are separated by commas there.

A setting that does not exist is refused, and all problems are reported at once. Secrets are never shown.
";

/// The page about every setting, in Markdown.
pub fn document() -> String {
    let mut page = OPENING.to_owned();
    for section in SECTIONS {
        let title = match section.name {
            "" => "Top of the file".to_owned(),
            name => format!("`[{name}]`"),
        };
        push(
            &mut page,
            format_args!("\n## {title}\n\n{}\n", prose(section.about)),
        );
        for setting in section.settings {
            describe(&mut page, setting);
        }
    }
    page
}

fn describe(page: &mut String, setting: &Setting) {
    let (allowed, is_secret) = (setting.described)();
    let default = match setting.preset {
        Preset::Text("") => "an empty list".to_owned(),
        Preset::Text(text) => format!("`{text}`"),
        Preset::Computed(description, _) => description.to_owned(),
        Preset::Absent(meaning) => format!("none: {meaning}"),
    };
    push(
        page,
        format_args!(
            "\n### `{}`\n\n{}\n\n- Allowed: {allowed}\n- Default: {default}\n- Environment: `{}`\n",
            setting.key,
            prose(setting.help),
            setting.variable(),
        ),
    );
    if is_secret {
        page.push_str("- Secret: never shown in logs or messages\n");
    }
}

fn prose(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.trim()).collect();
    lines.join(" ")
}

fn push(page: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = page.write_fmt(text);
}
