//! A real, headless Chromium, driven through its own chromedriver and made for keyboard-only journeys.
//!
//! Each [`Chromium`] has a fresh profile and a chromedriver on a free port, so tests share nothing. Both processes end and
//! the profile goes when the value is dropped, also when the test panics.
#![allow(
    clippy::panic,
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::disallowed_methods,
    reason = "a browser that does not answer is a failed test, and real time decides when it has not"
)]

use std::ffi::OsStr;
use std::{
    fs::{self, File},
    path::Path,
    process::{Child, Command, Stdio},
    sync::Once,
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;
use thirtyfour::WebDriver;
use tokio::time::sleep;

pub use options::{ColourScheme, JavaScript, Options};

use crate::services::required;

mod authenticator;
mod commands;
mod options;
mod page;

/// How long a page, an element or a starting process may take before the test fails. Generous: machines that build are slow.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often chromedriver may end before it has a port.
const TRIES: usize = 5;
/// How often something awaited is looked at again.
const GLANCE: Duration = Duration::from_millis(50);
/// One running browser with one window.
#[derive(Debug)]
pub struct Chromium {
    /// `None` only once the session has been closed.
    driver: Option<WebDriver>,
    chromedriver: Child,
    /// Where chromedriver listens.
    port: u16,
    /// The profile and chromedriver's log.
    folder: TempDir,
}

impl Chromium {
    /// Starts a chromedriver and a browser with a fresh profile.
    ///
    /// # Panics
    /// When `VESTIBULE_TEST_CHROMIUM` or `VESTIBULE_TEST_CHROMEDRIVER` is missing, or they do not start.
    pub async fn start(options: Options) -> Self {
        install_crypto_provider();
        let binary = required("VESTIBULE_TEST_CHROMIUM", "Chromium");
        let program = required("VESTIBULE_TEST_CHROMEDRIVER", "chromedriver");
        let folder = TempDir::with_prefix("vestibule-chromium.").expect("a temporary folder");
        let log = folder.path().join("chromedriver.log");
        let profile = folder.path().join("profile");
        let chromedriver = start_driver(program.as_ref(), &log);
        // From here on Drop ends what runs, whatever fails below.
        let mut chromium = Self {
            driver: None,
            chromedriver,
            port: 0,
            folder,
        };
        for _ in 0..TRIES {
            if let Some(port) = chromium.port(&log).await {
                chromium.port = port;
                break;
            }
            // It takes the port that it found for IPv6 as well, and ends when somebody else has that one.
            chromium.chromedriver = start_driver(program.as_ref(), &log);
        }
        let port = chromium.port;
        assert!(port != 0, "chromedriver does not start:\n{}", read(&log));
        let client = reqwest::Client::builder()
            .no_proxy()
            .timeout(PATIENCE * 2)
            .build()
            .expect("an HTTP client");
        let driver = WebDriver::builder(
            format!("http://127.0.0.1:{port}"),
            options.capabilities(&binary, &profile),
        )
        .client(client)
        .connect()
        .await
        .unwrap_or_else(|error| panic!("Chromium does not start: {error}\n{}", read(&log)));
        chromium.driver = Some(driver);
        chromium.come_to_front().await;
        chromium
    }

    /// The port chromedriver chose, read from what it prints. `None` when it ended instead.
    async fn port(&mut self, log: &Path) -> Option<u16> {
        let start = Instant::now();
        loop {
            let text = read(log);
            let port = text
                .split_once("started successfully on port ")
                .and_then(|(_, rest)| rest.split_once('.'))
                .and_then(|(port, _)| port.parse().ok());
            if let Some(port) = port {
                return Some(port);
            }
            if self.chromedriver.try_wait().ok().flatten().is_some() {
                return None;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "chromedriver does not start:\n{text}"
            );
            sleep(GLANCE).await;
        }
    }

    /// The driver itself, for what the methods below do not do.
    #[must_use]
    pub fn driver(&self) -> &WebDriver {
        self.driver
            .as_ref()
            .expect("the session lives until close()")
    }

    /// Closes the browser and ends chromedriver. Dropping does the same; this one reports what went wrong.
    pub async fn close(mut self) {
        if let Some(driver) = self.driver.take() {
            driver.quit().await.expect("the session ends");
        }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        if let Some(driver) = self.driver.take() {
            // Left alone, the driver would say good-bye over a connection that belongs to the runtime which waits for it
            // here, and both would wait for a minute. Ending the processes says enough.
            let _ = driver.leak();
        }
        let _ = self.chromedriver.kill();
        let _ = self.chromedriver.wait();
        end_processes_of(self.folder.path());
    }
}

fn start_driver(program: &OsStr, log: &Path) -> Child {
    let output = File::create(log).expect("a log file");
    Command::new(program)
        .arg("--port=0") // it picks a free port itself, so two tests cannot race for one
        .stdin(Stdio::null())
        .stderr(output.try_clone().expect("a second handle of the log"))
        .stdout(output)
        .spawn()
        .expect("chromedriver starts")
}

/// Ends the browser that keeps its profile in `folder`, and its helpers. Returns when they are gone: a helper that writes once
/// more would bring the folder back.
fn end_processes_of(folder: &Path) {
    let folder = folder.display().to_string();
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        let running: Vec<String> = fs::read_dir("/proc")
            .into_iter()
            .flatten()
            .flatten()
            .filter(|entry| {
                let command = fs::read(entry.path().join("cmdline")).unwrap_or_default();
                String::from_utf8_lossy(&command).contains(&folder)
            })
            .map(|entry| entry.file_name().display().to_string())
            .collect();
        if running.is_empty() {
            return;
        }
        let kill = format!("kill -KILL {}", running.join(" "));
        let _ = Command::new("sh")
            .args(["-c", &kill])
            .stderr(Stdio::null())
            .status();
        thread::sleep(GLANCE);
    }
}

/// Chooses `ring` for TLS once a process: without a provider no HTTP client can be built.
fn install_crypto_provider() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // An error says that the process has one already.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

/// The file's text as far as it has been written.
fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_default()
}
