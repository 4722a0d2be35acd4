//! What the process tells its operator: the log and the numbers.
//!
//! An event is one line, whatever stands in its values: see [`OneLine`]. Secrets have no place in either; the types
//! of [`crate::model`] that hold them print `***`.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::OnceLock;

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::config::LogFormat;

/// Counts SQL statements.
pub const SQL_STATEMENTS: &str = "vestibule_sql_statements_total";
/// Counts SQL commits.
pub const SQL_COMMITS: &str = "vestibule_sql_commits_total";
/// Counts answered requests by `endpoint` and `status`.
pub const HTTP_REQUESTS: &str = "vestibule_http_requests_total";
/// Counts tokens issued by `grant`.
pub const TOKENS_ISSUED: &str = "vestibule_tokens_issued_total";
/// Counts sign-ins by `outcome`.
pub const LOGINS: &str = "vestibule_logins_total";
/// Counts messages by `channel` and `outcome`: `sent`, `failed` (to be tried again), `refused` and `expired` (given up).
pub const MESSAGES: &str = "vestibule_messages_total";
/// How many messages wait in the outbox.
pub const MESSAGES_WAITING: &str = "vestibule_messages_waiting";

/// Libraries whose events count from `warn` up, unless the setting `log` names them.
const LIBRARIES: [&str; 3] = ["sqlx", "sea_orm", "sea_orm_migration"];

static PROMETHEUS: OnceLock<PrometheusHandle> = OnceLock::new();
static LOG: OnceLock<()> = OnceLock::new();

/// The numbers of this process.
#[derive(Clone)]
pub struct Telemetry {
    handle: PrometheusHandle,
}

impl Telemetry {
    /// The numbers in the text format of Prometheus.
    pub fn render(&self) -> String {
        self.handle.run_upkeep();
        self.handle.render()
    }
}

/// Starts logging to the standard error, and counting. Both belong to the process: when several servers run in one
/// (as tests do), the first call decides and the others join it.
///
/// `filter` is the setting `log`, already checked; one that cannot be read logs from `info` up.
pub fn start(filter: &str, format: LogFormat) -> Telemetry {
    LOG.get_or_init(|| start_log(filter, format));
    let handle = PROMETHEUS.get_or_init(start_numbers).clone();
    Telemetry { handle }
}

fn start_log(filter: &str, format: LogFormat) {
    let filter: Targets = filter
        .parse()
        .unwrap_or_else(|_| Targets::new().with_default(LevelFilter::INFO));
    // What libraries tell at info is about themselves: notices of PostgreSQL, migrations that are in place.
    let filter = LIBRARIES.into_iter().fold(filter, |filter, library| {
        if filter.iter().any(|(named, _)| named.starts_with(library)) {
            filter
        } else {
            filter.with_target(library, LevelFilter::WARN)
        }
    });
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(|| OneLine(io::stderr()));
    let lines = match format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines
            .json()
            .flatten_event(true)
            .with_span_list(false)
            .boxed(),
    };
    // Fails when somebody else in this process (a test) logs already: then theirs is the log.
    let _ = tracing_subscriber::registry()
        .with(lines.with_filter(filter))
        .try_init();
}

fn start_numbers() -> PrometheusHandle {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("another recorder counts already: /metrics stays empty");
    }
    describe_numbers();
    handle
}

fn describe_numbers() {
    metrics::describe_counter!(SQL_STATEMENTS, "SQL statements sent to the database");
    metrics::describe_counter!(SQL_COMMITS, "SQL transactions committed");
    metrics::describe_counter!(HTTP_REQUESTS, "Requests answered, by endpoint and status");
    metrics::describe_counter!(TOKENS_ISSUED, "Token responses, by grant type");
    metrics::describe_counter!(LOGINS, "Attempts to sign in, by outcome");
    metrics::describe_counter!(MESSAGES, "Mails and text messages, by channel and outcome");
    metrics::describe_gauge!(
        MESSAGES_WAITING,
        "Mails and text messages that wait to be sent"
    );
}

/// Makes a panic one event of the log, for a process whose standard error is its log. Not called by tests, whose
/// failures are panics to be read.
pub fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let message = panic
            .payload_as_str()
            .unwrap_or("a panic without a message");
        let location = panic.location().map(ToString::to_string);
        tracing::error!(location, message, "panic");
    }));
}

/// A writer of whole events that keeps each on its line: control characters (line ends, escape sequences of
/// terminals) and marks that reorder text are written as `\uXXXX`, so that a value can neither forge an event nor hide one.
/// The same notation is an escape of JSON, so a JSON line stays the same JSON.
struct OneLine<W>(W);

impl<W: Write> Write for OneLine<W> {
    /// Takes one event at a time, as the formatter of `tracing-subscriber` writes them.
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        let body = event.strip_suffix(b"\n").unwrap_or(event);
        let text = String::from_utf8_lossy(body);
        let mut line = String::with_capacity(text.len() + 1);
        for c in text.chars() {
            if is_harmful(c) {
                // Every one of them lies in the basic plane, where four digits suffice. A String takes all.
                let _ = write!(line, "\\u{:04x}", u32::from(c));
            } else {
                line.push(c);
            }
        }
        line.push('\n');
        self.0.write_all(line.as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Controls (C0, DEL, C1), line separators, and the marks of direction (UAX #9 §2).
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    #![allow(
        clippy::unwrap_used,
        clippy::indexing_slicing,
        reason = "a test may fail loudly"
    )]

    use std::sync::{Arc, Mutex};

    use super::*;

    #[derive(Clone, Default)]
    struct Memory(Arc<Mutex<Vec<u8>>>);

    impl Write for Memory {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    const HOSTILE: &str =
        "ada\r\n2026-01-01 INFO forged\u{1b}[2J\u{9b}31m\u{7f}\u{202e}\u{2028}\t\"}\u{0}";

    fn logged(format: LogFormat) -> String {
        let memory = Memory::default();
        let sink = memory.clone();
        let lines = tracing_subscriber::fmt::layer()
            .with_ansi(false)
            .with_writer(move || OneLine(sink.clone()));
        let lines = match format {
            LogFormat::Text => lines.boxed(),
            LogFormat::Json => lines
                .json()
                .flatten_event(true)
                .with_span_list(false)
                .boxed(),
        };
        let subscriber = tracing_subscriber::registry().with(lines);
        tracing::subscriber::with_default(subscriber, || {
            tracing::info_span!("request", path = HOSTILE).in_scope(|| {
                tracing::info!(login = %HOSTILE, other = ?HOSTILE, "{HOSTILE}");
            });
        });
        let bytes = memory.0.lock().unwrap().clone();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_value_cannot_forge_a_line() {
        for format in [LogFormat::Text, LogFormat::Json] {
            let line = logged(format);
            let line = line.strip_suffix('\n').unwrap();
            assert!(!line.chars().any(is_harmful), "{format:?}: {line:?}");
        }
    }

    #[test]
    fn a_json_event_is_one_object_with_its_values_unharmed() {
        let event: serde_json::Value = serde_json::from_str(&logged(LogFormat::Json)).unwrap();
        assert_eq!(event["level"], "INFO");
        let login = event["login"].as_str().unwrap();
        assert!(login.contains("\r\n2026") && login.contains('\u{202e}'));
    }

    #[test]
    fn starting_twice_counts_in_one_place() {
        let first = start("off", LogFormat::Json);
        metrics::counter!(LOGINS, "outcome" => "success").increment(1);
        let second = start("trace", LogFormat::Text);
        for telemetry in [first, second] {
            let page = telemetry.render();
            assert!(
                page.contains("vestibule_logins_total{outcome=\"success\"} 1"),
                "{page}"
            );
            assert!(page.contains("# HELP vestibule_logins_total"), "{page}");
        }
    }
}
