//! How operations are asked for: as fast as answers come (closed loop), or on a schedule (open loop).

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::Mutex;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use tokio::task::JoinSet;

use crate::flows::{Outcome, VirtualUser};
use crate::histogram::Latencies;
use crate::scenario::Scenario;

/// After this many wrong answers in a row a virtual user stops: what follows would teach nothing.
const PATIENCE: u32 = 10;
/// How long after the last arrival of an open loop the waiting operations may still begin.
const DRAIN: Duration = Duration::from_secs(10);

/// What came of one loop.
pub struct Tally {
    pub operations: u64,
    /// Wrong answers and failed connections.
    pub errors: u64,
    /// Operations the server asked to repeat later.
    pub deferred: u64,
    /// Arrivals of an open loop that were still waiting when it had to end.
    pub unserved: u64,
    /// Signatures of the tokens that came back.
    pub signatures: u64,
    /// The first things that were wrong.
    pub problems: Vec<String>,
    pub latencies: Latencies,
    pub elapsed: Duration,
}

impl Tally {
    fn new() -> Result<Self, String> {
        Ok(Self {
            operations: 0,
            errors: 0,
            deferred: 0,
            unserved: 0,
            signatures: 0,
            problems: Vec::new(),
            latencies: Latencies::new()?,
            elapsed: Duration::ZERO,
        })
    }

    /// Operations per second.
    pub fn rate(&self) -> f64 {
        as_float(self.operations) / self.elapsed.as_secs_f64().max(1e-9)
    }

    /// An amount of the whole loop per operation.
    pub fn per_operation(&self, amount: f64) -> f64 {
        amount / as_float(self.operations.max(1))
    }

    /// Signatures an operation brought, on average.
    pub fn signatures_each(&self) -> f64 {
        self.per_operation(as_float(self.signatures))
    }

    fn add(&mut self, other: Self) {
        self.operations += other.operations;
        self.errors += other.errors;
        self.deferred += other.deferred;
        self.unserved += other.unserved;
        self.signatures += other.signatures;
        self.problems.extend(other.problems);
        self.problems.truncate(5);
        self.latencies.add(&other.latencies);
    }
}

/// When a closed loop ends.
#[derive(Clone, Copy)]
pub enum Until {
    Elapsed(Duration),
    /// So many operations of all users together.
    Operations(u64),
}

/// Each of the first `count` users starts its next operation when the last has ended.
///
/// # Errors
/// When a task of the generator fails; wrong answers are in the tally.
pub async fn closed_loop(
    users: &mut Vec<VirtualUser>,
    count: usize,
    scenario: Scenario,
    until: Until,
) -> Result<Tally, String> {
    let start = Instant::now();
    let begun = Arc::new(AtomicU64::new(0));
    let mut tasks = JoinSet::new();
    for user in users.drain(..count.min(users.len())) {
        let begun = Arc::clone(&begun);
        let goes_on = move || match until {
            Until::Elapsed(duration) => start.elapsed() < duration,
            Until::Operations(limit) => begun.fetch_add(1, Ordering::Relaxed) < limit,
        };
        let mut worker = Worker::new(user, scenario)?;
        tasks.spawn(async move {
            while goes_on() && worker.may_go_on() {
                worker.operate(Instant::now()).await;
            }
            worker
        });
    }
    collect(tasks, users, start).await
}

/// Operations arrive at random moments (exponential gaps) at `rate` per second, whether or not earlier ones have ended.
/// A latency counts from the arrival, so waiting for a free connection is part of it.
///
/// # Errors
/// When a task of the generator fails; wrong answers are in the tally.
pub async fn open_loop(
    users: &mut Vec<VirtualUser>,
    scenario: Scenario,
    rate: f64,
    duration: Duration,
) -> Result<Tally, String> {
    let start = Instant::now();
    let arrivals = Arc::new(Mutex::new(arrivals(start, rate, duration)?));
    let mut tasks = JoinSet::new();
    for user in users.drain(..) {
        let arrivals = Arc::clone(&arrivals);
        let mut worker = Worker::new(user, scenario)?;
        tasks.spawn(async move {
            loop {
                let next = arrivals.lock().await.recv().await;
                let Some(arrival) = next else { break };
                if start.elapsed() > duration + DRAIN || !worker.may_go_on() {
                    worker.tally.unserved += 1;
                    worker.tally.latencies.record(arrival.elapsed());
                } else {
                    worker.operate(arrival).await;
                }
            }
            worker
        });
    }
    collect(tasks, users, start).await
}

/// A thread that names each arrival when it is due. The runtime's timers have a resolution of a millisecond, which is
/// longer than many answers take; a sleeping thread is woken within some tens of microseconds.
///
/// # Errors
/// When there is no thread to be had.
pub fn arrivals(
    start: Instant,
    rate: f64,
    duration: Duration,
) -> Result<UnboundedReceiver<Instant>, String> {
    let (sender, receiver) = unbounded_channel();
    let mut random = 0;
    std::thread::Builder::new()
        .name("arrivals".to_owned())
        .spawn(move || {
            let mut at = Duration::ZERO;
            loop {
                at += Duration::from_secs_f64(-(1.0 - uniform(&mut random)).ln() / rate.max(0.1));
                if at >= duration {
                    return;
                }
                let arrival = start + at;
                std::thread::sleep(arrival.saturating_duration_since(Instant::now()));
                if sender.send(arrival).is_err() {
                    return;
                }
            }
        })
        .map_err(|error| format!("cannot start a thread: {error}"))?;
    Ok(receiver)
}

/// The next number in 0..1 of `SplitMix64`; good enough to spread arrivals, and the same in every run.
fn uniform(state: &mut u64) -> f64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    let high = u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(u32::MAX);
    f64::from(high) / (f64::from(u32::MAX) + 1.0)
}

/// A virtual user at work on one loop.
struct Worker {
    user: VirtualUser,
    scenario: Scenario,
    tally: Tally,
    wrong_in_a_row: u32,
}

impl Worker {
    fn new(user: VirtualUser, scenario: Scenario) -> Result<Self, String> {
        Ok(Self {
            user,
            scenario,
            tally: Tally::new()?,
            wrong_in_a_row: 0,
        })
    }

    fn may_go_on(&self) -> bool {
        self.wrong_in_a_row < PATIENCE
    }

    async fn operate(&mut self, due: Instant) {
        match self.user.perform(self.scenario).await {
            Ok(Outcome::Done { at, signatures }) => {
                self.wrong_in_a_row = 0;
                self.tally.operations += 1;
                self.tally.signatures += u64::from(signatures);
                self.tally
                    .latencies
                    .record(at.saturating_duration_since(due));
            }
            Ok(Outcome::ComeBackLater) => {
                self.tally.deferred += 1;
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
            Err(problem) => {
                self.wrong_in_a_row += 1;
                self.tally.errors += 1;
                self.tally.problems.push(problem);
                self.tally.problems.truncate(5);
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }
}

async fn collect(
    mut tasks: JoinSet<Worker>,
    users: &mut Vec<VirtualUser>,
    start: Instant,
) -> Result<Tally, String> {
    let mut total = Tally::new()?;
    while let Some(worker) = tasks.join_next().await {
        let worker = worker.map_err(|error| format!("the generator failed: {error}"))?;
        users.push(worker.user);
        total.add(worker.tally);
    }
    total.elapsed = start.elapsed();
    Ok(total)
}

/// Counts stay far below 2^52, where floats are exact.
fn as_float(count: u64) -> f64 {
    let (high, low) = (count >> 32, count & 0xffff_ffff);
    let part = |half: u64| f64::from(u32::try_from(half).unwrap_or(u32::MAX));
    part(high) * 4_294_967_296.0 + part(low)
}
