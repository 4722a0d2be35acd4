//! The real program as a child process: to be killed, started again, and looked at from outside.

use std::fs::{self, OpenOptions};
use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::browser::Browser;
use crate::mailbox::Mailbox;
use crate::services::Backend;
use crate::stores::{Content, Stores};
use crate::wire::{self, Wire};
use crate::{dump, running};

/// How long it may take to answer, or to end.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often it is looked at meanwhile.
const GLANCE: Duration = Duration::from_millis(50);

/// A program with stores of its own. Dropped, it is killed with everything it started, and its stores go.
#[derive(Debug)]
pub struct TestProcess {
    child: Option<Child>,
    binary: PathBuf,
    arguments: Vec<String>,
    settings: Vec<(String, String)>,
    issuer: String,
    origin: String,
    wire: Wire,
    stores: Arc<Stores>,
}

impl TestProcess {
    /// The program at that path (`env!("CARGO_BIN_EXE_vestibule")`), not started, on a machine on which it never ran.
    pub async fn new(binary: &str) -> Self {
        let stores = Arc::new(Stores::new(Backend::from_env(), Content::Nothing).await);
        Self::on(binary, stores)
    }

    /// As [`TestProcess::new`], with the people, clients and the API of [`crate::fixture`].
    pub async fn with_fixture(binary: &str) -> Self {
        let stores = Arc::new(Stores::new(Backend::from_env(), Content::Fixture).await);
        Self::on(binary, stores)
    }

    fn on(binary: &str, stores: Arc<Stores>) -> Self {
        // Free now; whoever takes it before the program starts makes the program say so.
        let address = TcpListener::bind("127.0.0.1:0")
            .and_then(|socket| socket.local_addr())
            .expect("a free port");
        let origin = format!("http://{address}");
        let mut process = Self {
            child: None,
            binary: PathBuf::from(binary),
            arguments: vec!["serve".to_owned()],
            settings: stores.settings(),
            wire: Wire::new(&origin, &origin),
            issuer: origin.clone(),
            origin,
            stores,
        };
        process.set("server.listen", address);
        process.set("server.public_url", process.issuer.clone());
        process.set("log_format", "json");
        process
    }

    /// A setting for the next start, as `section.key`.
    pub fn set(&mut self, key: &str, value: impl ToString) {
        self.settings.retain(|(name, _)| name != key);
        self.settings.push((key.to_owned(), value.to_string()));
    }

    /// Takes a setting back, so that the program's own default holds.
    pub fn unset(&mut self, key: &str) {
        self.settings.retain(|(name, _)| name != key);
    }

    /// What to start instead of `serve`.
    pub fn arguments(&mut self, arguments: &[&str]) {
        self.arguments = arguments
            .iter()
            .map(|&argument| argument.to_owned())
            .collect();
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("VESTIBULE_") {
                command.env_remove(name);
            }
        }
        command
            .envs(
                self.settings
                    .iter()
                    .map(|(key, value)| (running::variable(key), value)),
            )
            .current_dir(self.stores.folder())
            .stdin(Stdio::null());
        command
    }

    /// Starts it without waiting. Its output goes to [`TestProcess::output`].
    pub fn start(&mut self) {
        assert!(self.child.is_none(), "it runs already");
        let log = || -> Stdio {
            let file = OpenOptions::new()
                .create(true)
                .append(true)
                .open(self.output_path());
            Stdio::from(file.expect("a log file"))
        };
        let mut command = self.command();
        // A group of its own, so that what it starts ends with it.
        command
            .args(&self.arguments)
            .stdout(log())
            .stderr(log())
            .process_group(0);
        self.child = Some(
            command
                .spawn()
                .unwrap_or_else(|error| panic!("{}: {error}", self.binary.display())),
        );
    }

    /// Runs one command to its end, with the same settings: `run(&["apply", file])`.
    pub async fn run(&self, arguments: &[&str]) -> Output {
        let mut command = self.command();
        command.args(arguments);
        tokio::task::spawn_blocking(move || command.output())
            .await
            .unwrap()
            .expect("the program runs")
    }

    /// Writes a file into a folder of the test's and returns its path.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.stores.folder().join(name);
        fs::write(&path, text).unwrap();
        path
    }

    /// Waits until `/health/ready` says yes.
    ///
    /// # Panics
    /// With its output, when it ends before or takes more than a minute.
    pub async fn wait_ready(&mut self) {
        let http = wire::client();
        let begun = Instant::now();
        loop {
            let answer = http
                .get(format!("{}/health/ready", self.origin))
                .send()
                .await;
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            let ended = self
                .child
                .as_mut()
                .expect("it was started")
                .try_wait()
                .unwrap();
            assert!(ended.is_none(), "it ended ({ended:?}):\n{}", self.output());
            assert!(
                begun.elapsed() < PATIENCE,
                "it is not ready:\n{}",
                self.output()
            );
            sleep(GLANCE).await;
        }
    }

    /// Ends it as a power cut would (SIGKILL), with everything it started.
    pub fn kill9(&mut self) {
        let mut child = self.child.take().expect("it was started");
        signal("KILL", &child);
        child.wait().unwrap();
    }

    /// Asks it to end (SIGTERM) and waits until it has.
    ///
    /// # Panics
    /// When it takes more than a minute.
    pub async fn terminate(&mut self) -> ExitStatus {
        let mut child = self.child.take().expect("it was started");
        signal("TERM", &child);
        let begun = Instant::now();
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return status;
            }
            if begun.elapsed() > PATIENCE {
                signal("KILL", &child);
                panic!("it does not end:\n{}", self.output());
            }
            sleep(GLANCE).await;
        }
    }

    /// The process id, to look at it from outside.
    pub fn id(&self) -> u32 {
        self.child.as_ref().expect("it was started").id()
    }

    /// What it has written to its standard output and error since the first start.
    pub fn output(&self) -> String {
        let bytes = fs::read(self.output_path()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn output_path(&self) -> PathBuf {
        self.stores.folder().join("output.log")
    }

    /// The issuer identifier of the default tenant.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The URL of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// Where it keeps its files.
    pub fn data_dir(&self) -> PathBuf {
        self.stores.data_dir()
    }

    /// The mail it wrote into its folder so far.
    pub fn mailbox(&self) -> Mailbox {
        Mailbox {
            folder: self.data_dir().join("mail"),
            app: None,
        }
    }

    /// A browser without cookies.
    pub fn browser(&self) -> Browser {
        Browser::new(self.wire.clone(), &self.issuer)
    }

    /// A client that takes the issuer's URLs.
    pub fn wire(&self) -> &Wire {
        &self.wire
    }

    /// All that is stored: see [`crate::TestApp::dump`].
    pub async fn dump(&self) -> String {
        dump::everything(&self.stores).await
    }
}

impl Drop for TestProcess {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            signal("KILL", &child);
            let _ = child.wait();
        }
    }
}

/// Sends a signal to the child's whole group. The standard library can only kill, and only the child.
fn signal(name: &str, child: &Child) {
    let group = format!("-{}", child.id());
    let sent = Command::new("kill")
        .args(["-s", name, "--", &group])
        .stderr(Stdio::null())
        .status();
    assert!(sent.is_ok(), "the program `kill` is missing");
}
