//! Work that takes a core for a while, a few at a time: who finds the queue full is told so at once.
//!
//! It has threads of its own, and those are less urgent to the operating system than the ones that answer requests (POSIX
//! `nice`): where there is no core to spare, a token request goes first and a password waits.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, oneshot};

use super::Overloaded;

/// How long a request may wait for its turn.
const LONGEST_WAIT: Duration = Duration::from_secs(2);
/// How much less urgent the work is: a core that both want goes to requests for nine tenths of the time.
const NICE: i32 = 10;

/// So many at work, and so many more waiting.
#[derive(Debug)]
pub(super) struct Turns {
    at_work: usize,
    working: Arc<Semaphore>,
    places: Arc<Semaphore>,
    /// Started with the first work, so that they cost a start nothing.
    workers: OnceLock<Workers>,
}

type Work = Box<dyn FnOnce() + Send>;

/// Threads that take work from one queue. They end when nobody can give them any more.
#[derive(Debug)]
struct Workers(Sender<Work>);

impl Workers {
    fn start(count: usize) -> Self {
        let (sender, receiver) = channel::<Work>();
        let receiver = Arc::new(Mutex::new(receiver));
        for number in 0..count {
            let receiver = Arc::clone(&receiver);
            let started = std::thread::Builder::new()
                .name(format!("passwords-{number}"))
                .spawn(move || work_off(&receiver));
            if let Err(cause) = started {
                tracing::error!(%cause, "a thread for passwords cannot be started");
            }
        }
        Self(sender)
    }
}

fn work_off(queue: &Mutex<Receiver<Work>>) {
    // A system that refuses does the work all the same.
    let own = rustix::thread::gettid();
    if let Err(cause) = rustix::process::setpriority_process(Some(own), NICE) {
        tracing::debug!(%cause, "a thread for passwords is as urgent as the others");
    }
    loop {
        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(work) = next else { return };
        // A panic was reported by its hook. Whoever waits is told, since the answer's sender is gone.
        let _ = catch_unwind(AssertUnwindSafe(work));
    }
}

impl Turns {
    pub(super) fn new(at_work: usize, waiting: usize) -> Self {
        Self {
            at_work,
            working: Arc::new(Semaphore::new(at_work)),
            places: Arc::new(Semaphore::new(at_work + waiting)),
            workers: OnceLock::new(),
        }
    }

    /// Does the work when it is its turn, on a thread where it holds nobody up.
    pub(super) async fn take<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Overloaded> {
        let _place = Arc::clone(&self.places)
            .try_acquire_owned()
            .map_err(|_| Overloaded)?;
        let turn =
            tokio::time::timeout(LONGEST_WAIT, Arc::clone(&self.working).acquire_owned()).await;
        let turn = turn.map_err(|_| Overloaded)?.map_err(|_| Overloaded)?;
        let (done, answer) = oneshot::channel();
        let workers = self.workers.get_or_init(|| Workers::start(self.at_work));
        // The turn goes with the work: a client that goes away does not free the core that still computes.
        let work = Box::new(move || {
            let _turn = turn;
            // Nobody may be waiting any more.
            let _ = done.send(work());
        });
        workers.0.send(work).map_err(|_| Overloaded)?;
        answer.await.map_err(|_| Overloaded)
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_ends_one_work_and_not_its_thread() {
        let turns = Turns::new(1, 4);
        assert!(
            turns
                .take(|| panic!("expected by this test"))
                .await
                .is_err()
        );
        assert_eq!(turns.take(|| 42).await.unwrap(), 42);
    }

    #[tokio::test]
    async fn who_finds_the_queue_full_is_told_at_once() {
        let turns = Arc::new(Turns::new(1, 0));
        let (begun, has_begun) = oneshot::channel();
        let (go_on, goes_on) = std::sync::mpsc::channel::<()>();
        let at_work = tokio::spawn({
            let turns = Arc::clone(&turns);
            async move {
                turns
                    .take(move || {
                        begun.send(()).unwrap();
                        goes_on.recv().unwrap();
                    })
                    .await
            }
        });
        has_begun.await.unwrap();
        assert!(turns.take(|| ()).await.is_err());
        go_on.send(()).unwrap();
        at_work.await.unwrap().unwrap();
        assert!(turns.take(|| ()).await.is_ok());
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn the_work_is_less_urgent_than_requests() {
        let turns = Turns::new(1, 0);
        let priority = || rustix::process::getpriority_process(Some(rustix::thread::gettid()));
        let own = priority().unwrap();
        // Whoever runs the tests may have made all of them less urgent.
        assert_eq!(turns.take(priority).await.unwrap().unwrap(), own.max(NICE));
        assert_eq!(priority().unwrap(), own);
    }
}
