//! The tables and the verdict on each budget.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use crate::counters::SqlCount;
use crate::drive::Tally;
use crate::scenario::Scenario;
use crate::sign_rate::{self, SignRate};
use crate::storm::Storm;

/// A cold start takes less than this.
const COLD_START: Duration = Duration::from_millis(100);
/// An idle server holds less than this; 25 MB in bytes.
const IDLE_MEMORY: u64 = 25_000_000;
/// Statements or commits beyond the budget that are background work and none of the request's: two in a hundred requests.
const BACKGROUND: f64 = 0.02;

/// One scenario's results.
pub struct Row {
    pub scenario: Scenario,
    pub warm: Tally,
    pub closed: Tally,
    /// CPU time of the server during the closed loop.
    pub server_cpu: Duration,
    /// CPU time of this generator during the closed loop.
    pub generator_cpu: Duration,
    /// Statements and commits of the closed loop, without those of an idle server; unset when not counted.
    pub sql: Option<SqlCount>,
    /// The raw signing rate measured beside it; unset when nothing is timed.
    pub sign_rate: Option<SignRate>,
    /// The open loop, with its arrivals per second.
    pub open: Option<(f64, Tally)>,
}

impl Row {
    /// CPU microseconds of the server per operation.
    fn micros(&self) -> f64 {
        self.closed
            .per_operation(self.server_cpu.as_secs_f64() * 1e6)
    }

    /// Operations that cost no signature are compared with one all the same, as the only yardstick of the machine.
    fn signatures(&self) -> f64 {
        self.closed.signatures_each().max(1.0)
    }

    /// The rate, as a part of the raw signing rate divided by the signatures of an operation.
    fn ratio(&self, rate: SignRate) -> f64 {
        self.closed.rate() * self.signatures() / rate.per_second
    }

    /// The same from CPU time alone: what the ratio would be if nobody else used the core.
    fn cpu_ratio(&self, rate: SignRate) -> f64 {
        rate.micros * self.signatures() / self.micros().max(1e-9)
    }

    /// How much of its core the server had, in percent.
    fn busy(&self, cpu: Duration) -> f64 {
        100.0 * cpu.as_secs_f64() / self.closed.elapsed.as_secs_f64().max(1e-9)
    }

    fn tallies(&self) -> impl Iterator<Item = &Tally> {
        [&self.warm, &self.closed]
            .into_iter()
            .chain(self.open.iter().map(|(_, tally)| tally))
    }

    fn wrong(&self) -> u64 {
        self.tallies().map(|tally| tally.errors).sum()
    }
}

/// Everything a run found.
pub struct Report {
    pub rows: Vec<Row>,
    /// Tokens beside a storm of passwords; unset when nothing is timed.
    pub storm: Option<Storm>,
    /// Signing rates in the order they were measured.
    pub rates: Vec<SignRate>,
    pub cold_starts: Vec<Duration>,
    /// Bytes.
    pub idle_memory: u64,
    /// Bytes.
    pub loaded_memory: u64,
    /// Statements and commits per second of an idle server, or why they were not counted.
    pub idle_sql: Result<SqlCount, String>,
    /// Whether more than SQL was measured.
    pub timed: bool,
}

impl Report {
    pub fn wrong_answers(&self) -> u64 {
        let beside = |storm: &Storm| storm.alone.errors + storm.during.errors + storm.odd;
        self.rows.iter().map(Row::wrong).sum::<u64>() + self.storm.as_ref().map_or(0, beside)
    }

    fn machine(&self, out: &mut Formatter<'_>) -> fmt::Result {
        if self.timed {
            let mean = sign_rate::mean(&self.rates);
            let each: Vec<_> = self
                .rates
                .iter()
                .map(|rate| format!("{:.0}", rate.per_second))
                .collect();
            writeln!(
                out,
                "raw RS256 signatures per second on the server's core, in order: {}",
                each.join(" ")
            )?;
            writeln!(
                out,
                "  mean {:.0}, {:.0} CPU us each; their spread is the machine's noise",
                mean.per_second, mean.micros
            )?;
            let starts: Vec<_> = self
                .cold_starts
                .iter()
                .map(|start| format!("{:.0}", millis(*start)))
                .collect();
            writeln!(out, "cold start, ms: {}", starts.join(" "))?;
        }
        let (idle, loaded) = (megabytes(self.idle_memory), megabytes(self.loaded_memory));
        writeln!(
            out,
            "resident memory: idle {idle:.1} MB, after the load {loaded:.1} MB"
        )?;
        match &self.idle_sql {
            Ok(rate) => writeln!(
                out,
                "an idle server: {:.1} SQL statements and {:.1} commits per second, subtracted below",
                rate.statements, rate.commits
            ),
            Err(problem) => writeln!(out, "SQL was not counted: {problem}"),
        }
    }

    /// Widths stand once here and once in the rows: this is a table.
    fn throughput(&self, out: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "\nclosed loop           ops  wrong  defer  sig/op    ops/s  ratio  by CPU  CPU us/op  server%  gen%   SQL/op  commit/op"
        )?;
        for row in &self.rows {
            let closed = &row.closed;
            write!(
                out,
                "{:<18} {:>6} {:>6} {:>6} {:>7.2}",
                row.scenario.name(),
                closed.operations,
                row.wrong(),
                closed.deferred,
                closed.signatures_each(),
            )?;
            match row.sign_rate {
                Some(rate) => write!(
                    out,
                    " {:>8.0} {:>6.2} {:>7.2} {:>10.0} {:>8.0} {:>5.0}",
                    closed.rate(),
                    row.ratio(rate),
                    row.cpu_ratio(rate),
                    row.micros(),
                    row.busy(row.server_cpu),
                    row.busy(row.generator_cpu),
                )?,
                None => write!(
                    out,
                    " {:>8} {:>6} {:>7} {:>10} {:>8} {:>5}",
                    "-", "-", "-", "-", "-", "-"
                )?,
            }
            match row.sql {
                Some(sql) => writeln!(
                    out,
                    " {:>8.3} {:>10.3}",
                    closed.per_operation(sql.statements),
                    closed.per_operation(sql.commits)
                )?,
                None => writeln!(out, " {:>8} {:>10}", "-", "-")?,
            }
        }
        if self.timed {
            writeln!(
                out,
                "ratio: to the raw signing rate measured beside the scenario, divided by the signatures of an operation"
            )?;
            writeln!(
                out,
                "by CPU: the same from CPU time, which other processes on the core do not change"
            )?;
        }
        Ok(())
    }

    fn latency(&self, out: &mut Formatter<'_>) -> fmt::Result {
        if !self.timed {
            return Ok(());
        }
        writeln!(
            out,
            "\nopen loop, 70 %     arrivals/s  ratio     ops  unserved   p50 ms   p90 ms   p99 ms  p99.9 ms   max ms"
        )?;
        for row in &self.rows {
            let (Some((arrivals, tally)), Some(rate)) = (&row.open, row.sign_rate) else {
                continue;
            };
            writeln!(
                out,
                "{:<18} {:>11.0} {:>6.2} {:>7} {:>9} {:>8.2} {:>8.2} {:>8.2} {:>9.2} {:>8.2}",
                row.scenario.name(),
                arrivals,
                arrivals * row.signatures() / rate.per_second,
                tally.operations,
                tally.unserved,
                tally.latencies.milliseconds(0.5),
                tally.latencies.milliseconds(0.9),
                tally.latencies.milliseconds(0.99),
                tally.latencies.milliseconds(0.999),
                tally.latencies.slowest(),
            )?;
        }
        writeln!(
            out,
            "latency: from the moment a request was due, waiting for a connection included"
        )
    }

    fn verdicts(&self, out: &mut Formatter<'_>) -> fmt::Result {
        writeln!(out, "\nbudgets")?;
        for row in &self.rows {
            row_verdicts(row, self.timed, out)?;
        }
        if let Some(storm) = &self.storm {
            storm_verdict(storm, out)?;
        }
        if self.timed {
            let mut starts = self.cold_starts.clone();
            starts.sort();
            if let Some(&median) = starts.get(starts.len() / 2) {
                let reached = format!("{:.0} ms, the median of {}", millis(median), starts.len());
                verdict(out, median < COLD_START, "cold start < 100 ms", &reached)?;
            }
            let reached = format!("{:.1} MB", megabytes(self.idle_memory));
            verdict(
                out,
                self.idle_memory < IDLE_MEMORY,
                "idle memory < 25 MB",
                &reached,
            )?;
        }
        Ok(())
    }

    fn problems(&self, out: &mut Formatter<'_>) -> fmt::Result {
        for row in self.rows.iter().filter(|row| row.wrong() > 0) {
            writeln!(out, "\nwrong answers of {}:", row.scenario.name())?;
            for problem in row.tallies().flat_map(|tally| &tally.problems) {
                writeln!(out, "  {problem}")?;
            }
        }
        Ok(())
    }
}

impl Display for Report {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        self.machine(out)?;
        self.throughput(out)?;
        self.latency(out)?;
        self.verdicts(out)?;
        self.problems(out)
    }
}

/// "token p99 within 3× of idle, and the pool refuses with 503 rather than growing memory"
fn storm_verdict(storm: &Storm, out: &mut Formatter<'_>) -> fmt::Result {
    let (alone, during) = (
        storm.alone.latencies.milliseconds(0.99),
        storm.during.latencies.milliseconds(0.99),
    );
    let ratio = during / alone.max(1e-9);
    let reached = format!(
        "{ratio:.1} ({alone:.2} ms alone, {during:.2} ms while 200 passwords a second were tried: {} judged, {} refused with 503, {} else)",
        storm.judged, storm.refused, storm.odd
    );
    verdict(
        out,
        ratio <= 3.0,
        "token p99 in a storm of passwords <= 3 times that without",
        &reached,
    )?;
    let (before, most) = (megabytes(storm.memory_before), megabytes(storm.memory_most));
    let reached = format!("{before:.1} MB before, {most:.1} MB at most");
    verdict(
        out,
        storm.refused > 0 && most < before + 100.0,
        "the pool refuses rather than growing: memory of a storm < 100 MB",
        &reached,
    )
}

fn row_verdicts(row: &Row, timed: bool, out: &mut Formatter<'_>) -> fmt::Result {
    let (name, budget) = (row.scenario.name(), row.scenario.budget());
    if let (Some(target), Some(rate), true) = (budget.ratio, row.sign_rate, timed) {
        let beside = (row.micros() - rate.micros * row.signatures()).max(0.0);
        let reached = format!(
            "{:.2} (by CPU {:.2}: {beside:.0} us an operation beside signing; the server had {:.0} % of its core)",
            row.ratio(rate),
            row.cpu_ratio(rate),
            row.busy(row.server_cpu),
        );
        let budget = format!(
            "{name} >= {target:.2} of the raw signing rate / {:.0}",
            row.signatures()
        );
        verdict(out, row.ratio(rate) >= target, &budget, &reached)?;
    }
    for (what, limit, count) in [
        (
            "SQL statements",
            budget.statements,
            row.sql.map(|sql| sql.statements),
        ),
        ("commits", budget.commits, row.sql.map(|sql| sql.commits)),
    ] {
        let Some(limit) = limit else { continue };
        let budget = format!("{name}: {limit:.0} {what} a request");
        match count.map(|count| row.closed.per_operation(count)) {
            Some(each) => verdict(
                out,
                each <= limit + BACKGROUND,
                &budget,
                &format!("{each:.3}"),
            )?,
            None => writeln!(out, "  unknown  {budget}: not counted")?,
        }
    }
    Ok(())
}

fn verdict(out: &mut Formatter<'_>, met: bool, budget: &str, reached: &str) -> fmt::Result {
    let word = if met { "met    " } else { "NOT MET" };
    writeln!(out, "  {word}  {budget}: reached {reached}")
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}

fn megabytes(bytes: u64) -> f64 {
    f64::from(u32::try_from(bytes / 1000).unwrap_or(u32::MAX)) / 1000.0
}
