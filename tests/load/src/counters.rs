//! How many SQL statements and commits the server has made, by its own `/metrics`.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use hyper::StatusCode;

use crate::http::{Call, Connection};

/// Totals since the server started.
#[derive(Clone, Copy)]
pub struct SqlCount {
    pub statements: f64,
    pub commits: f64,
}

/// The rate at which an idle server uses SQL: tailing revocations and the like. Per second.
#[derive(Clone, Copy)]
pub struct IdleRate(SqlCount);

impl IdleRate {
    /// Watches an idle server for `duration`.
    ///
    /// # Errors
    /// When the metrics cannot be read.
    pub async fn measure(metrics: SocketAddr, duration: Duration) -> Result<Self, String> {
        let (start, before) = (Instant::now(), read(metrics).await?);
        tokio::time::sleep(duration).await;
        let after = read(metrics).await?;
        let seconds = start.elapsed().as_secs_f64();
        Ok(Self(SqlCount {
            statements: (after.statements - before.statements) / seconds,
            commits: (after.commits - before.commits) / seconds,
        }))
    }

    /// What was counted beyond what an idle server would have done in the same time; never below zero.
    pub fn beyond(self, before: SqlCount, after: SqlCount, elapsed: Duration) -> SqlCount {
        let seconds = elapsed.as_secs_f64();
        SqlCount {
            statements: (after.statements - before.statements - self.0.statements * seconds)
                .max(0.0),
            commits: (after.commits - before.commits - self.0.commits * seconds).max(0.0),
        }
    }

    /// Statements and commits per second.
    pub fn per_second(self) -> SqlCount {
        self.0
    }
}

/// Reads the two counters, summed over their labels.
///
/// # Errors
/// When the page cannot be read or knows no such counter, as then nothing would be counted.
pub async fn read(metrics: SocketAddr) -> Result<SqlCount, String> {
    let answer = Connection::new(metrics).send(Call::get("/metrics")).await?;
    answer.expect(StatusCode::OK)?;
    let text = answer.text();
    let statements = sum(&text, "vestibule_sql_statements_total")
        .ok_or("/metrics has no vestibule_sql_statements_total")?;
    // A server that has not committed yet may not have made this counter.
    let commits = sum(&text, "vestibule_sql_commits_total").unwrap_or(0.0);
    Ok(SqlCount {
        statements,
        commits,
    })
}

/// The Prometheus text format: `name{labels} value [timestamp]`.
fn sum(text: &str, name: &str) -> Option<f64> {
    let values: Vec<f64> = text
        .lines()
        .filter_map(|line| line.strip_prefix(name))
        .filter(|rest| rest.starts_with(['{', ' ']))
        .filter_map(|rest| {
            rest.rsplit_once('}')
                .map_or(Some(rest), |(_, value)| Some(value))
        })
        .filter_map(|value| value.split_whitespace().next()?.parse().ok())
        .collect();
    (!values.is_empty()).then(|| values.iter().sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_is_summed_over_its_labels() {
        let text = "# TYPE a_total counter\na_total{kind=\"read}\"} 3\na_total{kind=\"write\"} 4 1700\na_total_other 9\nb_total 2.5\n";
        assert_eq!(sum(text, "a_total"), Some(7.0));
        assert_eq!(sum(text, "b_total"), Some(2.5));
        assert_eq!(sum(text, "c_total"), None);
    }
}
