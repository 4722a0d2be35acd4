//! The tasks of a process: started together, ended together.

use std::sync::Arc;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::App;

use super::{delete_accounts, deliver_logouts, follow_changes, rotate_keys, send_messages, sweep};

/// The jobs of one process. Dropped without [`Jobs::stop`] they end where they stand, which is safe at every point.
#[derive(Debug)]
pub struct Jobs {
    tasks: JoinSet<()>,
    stop: watch::Sender<bool>,
}

/// Starts every job.
pub fn spawn(app: Arc<App>) -> Jobs {
    let (stop, stopping) = watch::channel(false);
    let mut tasks = JoinSet::new();
    tasks.spawn(follow_changes::run(
        Arc::clone(&app),
        Stopping(stopping.clone()),
    ));
    tasks.spawn(send_messages::run(
        Arc::clone(&app),
        Stopping(stopping.clone()),
    ));
    tasks.spawn(deliver_logouts::run(
        Arc::clone(&app),
        Stopping(stopping.clone()),
    ));
    tasks.spawn(delete_accounts::run(
        Arc::clone(&app),
        Stopping(stopping.clone()),
    ));
    tasks.spawn(sweep::run(Arc::clone(&app), Stopping(stopping.clone())));
    tasks.spawn(rotate_keys::run(app, Stopping(stopping)));
    Jobs { tasks, stop }
}

impl Jobs {
    /// Ends every job after the step it is at, and waits for them.
    pub async fn stop(mut self) {
        self.stop.send_replace(true);
        while self.tasks.join_next().await.is_some() {}
    }
}

/// Tells a job that it should end.
#[derive(Clone, Debug)]
pub(super) struct Stopping(watch::Receiver<bool>);

impl Stopping {
    /// Whether the job should end.
    pub(super) fn is_stopping(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits that long. `false` when the job should end instead.
    pub(super) async fn pause(&mut self, duration: std::time::Duration) -> bool {
        tokio::select! {
            () = tokio::time::sleep(duration) => true,
            // An error means that nobody is left who could stop the job.
            _ = self.0.wait_for(|stop| *stop) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[tokio::test]
    async fn a_pause_ends_when_the_job_should() {
        let (stop, stopping) = watch::channel(false);
        let mut stopping = Stopping(stopping);
        assert!(stopping.pause(Duration::from_millis(1)).await);
        stop.send_replace(true);
        assert!(!stopping.pause(Duration::from_secs(60)).await);
    }

    #[tokio::test]
    async fn a_pause_ends_when_the_owner_is_gone() {
        let (stop, stopping) = watch::channel(false);
        drop(stop);
        assert!(!Stopping(stopping).pause(Duration::from_secs(60)).await);
    }
}
