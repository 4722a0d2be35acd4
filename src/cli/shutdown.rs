//! SIGTERM and Ctrl-C: the first asks everything to end, the second may end the process.

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

use super::failure::Failure;
use super::output::Output;

/// What a second signal does, while everything is ending already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondSignal {
    /// It ends the process where it stands.
    EndsProcess,
    /// Nothing: there are other processes to be ended first.
    ChangesNothing,
}

/// Says when the process is asked to end. Every clone hears it.
#[derive(Clone, Debug)]
pub struct Shutdown(watch::Receiver<bool>);

impl Shutdown {
    /// Listens to both signals from now on.
    pub fn on_signals(second: SecondSignal) -> Result<Self, Failure> {
        let listen =
            |kind| signal(kind).map_err(|error| Failure::because("signals cannot be heard", error));
        let mut terminate = listen(SignalKind::terminate())?;
        let mut interrupt = listen(SignalKind::interrupt())?;
        let (sender, receiver) = watch::channel(false);
        tokio::spawn(async move {
            either(&mut terminate, &mut interrupt).await;
            sender.send_replace(true);
            loop {
                either(&mut terminate, &mut interrupt).await;
                if second == SecondSignal::EndsProcess {
                    Output::note("stopped at once");
                    // 128 + SIGINT, as shells count.
                    std::process::exit(130);
                }
            }
        });
        Ok(Self(receiver))
    }

    /// Returns when the process is asked to end.
    pub async fn requested(mut self) {
        // The sender lives as long as the process.
        let _ = self.0.wait_for(|requested| *requested).await;
    }
}

async fn either(one: &mut Signal, other: &mut Signal) {
    tokio::select! {
        _ = one.recv() => {}
        _ = other.recv() => {}
    }
}
