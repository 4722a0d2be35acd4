//! What the server writes into the audit, for tests that run it on their own thread (`#[tokio::test]` as it is).

use std::cell::RefCell;
use std::io;
use std::sync::{Arc, Mutex, Once};

use serde_json::Value;

type Lines = Arc<Mutex<Vec<u8>>>;

thread_local! {
    /// Where the lines of this thread's server are written; nowhere, unless its test listens.
    static PAPER: RefCell<Option<Lines>> = const { RefCell::new(None) };
}

/// Writes what is logged on a thread onto its paper.
struct Pen;

impl io::Write for Pen {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        PAPER.with_borrow(|paper| {
            if let Some(lines) = paper {
                lines.lock().unwrap().extend_from_slice(bytes);
            }
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// One subscriber for the whole process: which lines are wanted is remembered for all threads together.
fn subscribe() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let subscriber = tracing_subscriber::fmt()
            .json()
            .flatten_event(true)
            .with_max_level(tracing::Level::INFO)
            .with_writer(|| Pen)
            .finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
    });
    // A line that another thread wrote for the first time in this very moment may have been thought unwanted.
    tracing::callsite::rebuild_interest_cache();
}

/// Listens from the moment it is made until it is dropped.
pub(crate) struct AuditLines(Lines);

impl AuditLines {
    pub(crate) fn listen() -> Self {
        subscribe();
        let lines = Lines::default();
        PAPER.with_borrow_mut(|paper| *paper = Some(Arc::clone(&lines)));
        Self(lines)
    }

    /// The lines of that event, oldest first.
    pub(crate) fn of(&self, event: &str) -> Vec<Value> {
        let bytes = self.0.lock().unwrap().clone();
        let text = String::from_utf8(bytes).unwrap();
        text.lines()
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .filter(|line| line["target"] == "audit" && line["event"] == event)
            .collect()
    }
}

impl Drop for AuditLines {
    fn drop(&mut self) {
        PAPER.with_borrow_mut(|paper| *paper = None);
    }
}
