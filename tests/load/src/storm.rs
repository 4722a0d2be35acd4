//! "While 200 people a second try passwords, token requests keep flowing": tokens alone, then beside such a storm.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use hyper::StatusCode;
use tokio::sync::Mutex;
use tokio::task::JoinSet;

use crate::browser::{self, Cookies};
use crate::cpu;
use crate::drive::{self, Tally};
use crate::flows::VirtualUser;
use crate::http::Connection;
use crate::scenario::Scenario;
use crate::server::Server;

/// Passwords tried in a second. Each comes from a network of its own, so that only the pool stands in the way.
const TRIES: f64 = 200.0;
/// Tokens asked for in a second.
const TOKENS: f64 = 50.0;
/// Browsers that try: enough that arrivals wait at the server and not here.
const BROWSERS: usize = 96;

/// What came of it.
pub struct Storm {
    pub alone: Tally,
    pub during: Tally,
    /// Tries that were judged, and found wrong.
    pub judged: u64,
    /// Tries that the pool had no place for (503).
    pub refused: u64,
    /// Everything else, which should not be.
    pub odd: u64,
    /// Resident memory before, in bytes.
    pub memory_before: u64,
    /// The most during the storm.
    pub memory_most: u64,
}

#[derive(Default)]
struct Counts {
    judged: AtomicU64,
    refused: AtomicU64,
    odd: AtomicU64,
    numbered: AtomicU64,
}

/// Measures tokens for so long alone, and for so long in the storm.
///
/// # Errors
/// When the sign-in page cannot be opened, or a task of the generator fails.
pub async fn measure(
    server: &Server,
    users: &mut Vec<VirtualUser>,
    duration: Duration,
) -> Result<Storm, String> {
    let scenario = Scenario::ClientCredentials;
    for user in users.iter_mut() {
        user.prepare(scenario).await?;
    }
    let alone = drive::open_loop(users, scenario, TOKENS, duration).await?;
    let memory_before = cpu::resident(server.process())?;
    let counts = Arc::new(Counts::default());
    let mut storm = begin(server, &counts, duration)?;
    let process = server.process();
    let memory = tokio::spawn(async move {
        let (mut most, begun) = (0, Instant::now());
        while begun.elapsed() < duration {
            most = most.max(cpu::resident(process).unwrap_or_default());
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        most
    });
    let during = drive::open_loop(users, scenario, TOKENS, duration).await?;
    let memory_most = memory.await.map_err(|error| error.to_string())?;
    while let Some(ended) = storm.join_next().await {
        ended.map_err(|error| format!("the generator failed: {error}"))??;
    }
    let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
    Ok(Storm {
        alone,
        during,
        judged: read(&counts.judged),
        refused: read(&counts.refused),
        odd: read(&counts.odd),
        memory_before,
        memory_most,
    })
}

fn begin(
    server: &Server,
    counts: &Arc<Counts>,
    duration: Duration,
) -> Result<JoinSet<Result<(), String>>, String> {
    let arrivals = drive::arrivals(Instant::now(), TRIES, duration)?;
    let arrivals = Arc::new(Mutex::new(arrivals));
    let mut browsers = JoinSet::new();
    for _ in 0..BROWSERS {
        let (arrivals, counts) = (Arc::clone(&arrivals), Arc::clone(counts));
        let address = server.addresses.http;
        browsers.spawn(async move {
            let mut connection = Connection::new(address);
            let mut cookies = Cookies::default();
            let form = browser::open_sign_in(&mut connection, &mut cookies).await?;
            loop {
                let next = arrivals.lock().await.recv().await;
                if next.is_none() {
                    return Ok(());
                }
                let number = counts.numbered.fetch_add(1, Ordering::Relaxed);
                let status =
                    browser::try_password(&mut connection, &mut cookies, &form, number).await?;
                let count = match status {
                    StatusCode::UNPROCESSABLE_ENTITY => &counts.judged,
                    StatusCode::SERVICE_UNAVAILABLE => &counts.refused,
                    _ => &counts.odd,
                };
                count.fetch_add(1, Ordering::Relaxed);
            }
        });
    }
    Ok(browsers)
}
