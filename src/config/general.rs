//! The settings above the first section: where data lies and what is logged.

use std::io::IsTerminal as _;
use std::path::PathBuf;

use tracing_subscriber::filter::{LevelFilter, Targets};

use super::rule::{Rule, choice, path};
use super::setting::Preset;

/// The form of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// One line of text an event.
    Text,
}

settings! {
    /// These stand at the top of the file, above the first section.
    "" General {
        /// The folder for everything the server writes: its database (`SQLite`), its master key.
        data_dir: PathBuf = Preset::Text("./vestibule-data"), path();
        /// Which events are logged.
        log: String = Preset::Text("info"), log_filter();
        /// The form of the log, which goes to the standard error.
        log_format: LogFormat = Preset::Computed("text on a terminal, else json", usual_format),
            choice(&[("json", LogFormat::Json), ("text", LogFormat::Text)]);
    }
}

fn usual_format(_: &super::source::Reader) -> String {
    if std::io::stderr().is_terminal() {
        "text".to_owned()
    } else {
        "json".to_owned()
    }
}

fn log_filter() -> Rule<String> {
    Rule::new(
        "a level (off, error, warn, info, debug, trace) or target=level, several separated by commas, such as info,sqlx=warn",
        |given| {
            let text = given.text()?;
            // The library takes a misspelt level for the name of a target, and then logs nothing else.
            let plain = |part: &str| part.contains('=') || part.parse::<LevelFilter>().is_ok();
            if !text.split(',').all(|part| plain(part.trim())) {
                return Err("names an unknown level".to_owned());
            }
            text.parse::<Targets>()
                .map(|_| text.to_owned())
                .map_err(|_| "names an unknown level".to_owned())
        },
    )
}
