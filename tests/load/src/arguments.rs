//! The command line.

use std::path::PathBuf;
use std::time::Duration;

use crate::scenario::Scenario;

pub const HELP: &str = "\
Measures a Vestibule server: starts it on core 0, drives it from core 1, checks every answer.

usage: vestibule-load --server PATH [options]

  --server PATH       the vestibule binary to measure (a release or ci build, else the figures mean little)
  --seconds N         length of each measured loop (default 5)
  --scenario NAME     run only this scenario; may be repeated (default: all)
  --connections N     connections of the closed loop (default 8)
  --sql-count         count SQL statements and commits over a fixed number of operations; no timings
  --help              this text

scenarios: client_credentials code refresh introspection verify_token status_list userinfo discovery jwks login

The exit status is 0 unless an answer was wrong or the server died. Budgets are reported, not enforced.";

/// What the command line asks for.
pub enum Command {
    Help,
    Measure(Arguments),
    /// The child process that measures the raw signing rate of the core it is pinned to.
    RawSign(Duration),
}

/// What to measure, and for how long.
pub struct Arguments {
    pub server: PathBuf,
    /// Length of each measured loop.
    pub duration: Duration,
    pub scenarios: Vec<Scenario>,
    pub connections: usize,
    pub effort: Effort,
}

/// How much of the measuring to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Rates, latencies, memory, and SQL counts.
    Everything,
    /// SQL counts alone, over a fixed number of operations.
    SqlCount,
}

/// Reads the command line, without the program's name.
///
/// # Errors
/// A sentence that names the argument that is wrong.
pub fn parse(mut words: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut server = None;
    let mut duration = Duration::from_secs(5);
    let mut scenarios = Vec::new();
    let mut connections = 8;
    let mut effort = Effort::Everything;
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
        match word.as_str() {
            "--help" | "-h" => return Ok(Command::Help),
            "--raw-sign" => return Ok(Command::RawSign(seconds(&value()?)?)),
            "--server" => server = Some(PathBuf::from(value()?)),
            "--seconds" => duration = seconds(&value()?)?,
            "--scenario" => scenarios.push(Scenario::named(&value()?)?),
            "--connections" => connections = count(&value()?)?,
            "--sql-count" => effort = Effort::SqlCount,
            _ => return Err(format!("unknown argument {word}\n\n{HELP}")),
        }
    }
    let server = server.ok_or_else(|| format!("--server is missing\n\n{HELP}"))?;
    if scenarios.is_empty() {
        scenarios = Scenario::ALL.to_vec();
    }
    Ok(Command::Measure(Arguments {
        server,
        duration,
        scenarios,
        connections,
        effort,
    }))
}

fn seconds(text: &str) -> Result<Duration, String> {
    text.parse()
        .ok()
        .filter(|seconds| (0.1..=600.0).contains(seconds))
        .map(Duration::from_secs_f64)
        .ok_or_else(|| format!("{text} is not a number of seconds between 0.1 and 600"))
}

fn count(text: &str) -> Result<usize, String> {
    text.parse()
        .ok()
        .filter(|count| (1..=256).contains(count))
        .ok_or_else(|| format!("{text} is not a number of connections between 1 and 256"))
}
