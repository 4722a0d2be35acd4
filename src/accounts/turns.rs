//! Work that takes a core for a while, a few at a time: who finds the queue full is told so at once.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::Overloaded;

/// How long a request may wait for its turn.
const LONGEST_WAIT: Duration = Duration::from_secs(2);

/// So many at work, and so many more waiting.
#[derive(Debug)]
pub(super) struct Turns {
    working: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Turns {
    pub(super) fn new(at_work: usize, waiting: usize) -> Self {
        Self {
            working: Arc::new(Semaphore::new(at_work)),
            places: Arc::new(Semaphore::new(at_work + waiting)),
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
        // The turn goes with the work: a client that goes away does not free the core that still computes.
        tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        })
        .await
        .map_err(|_| Overloaded)
    }
}
