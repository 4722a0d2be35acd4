//! The server under test: prepared, started on its core, and always ended.

use std::fs::File;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::cpu;
use crate::sandbox::Sandbox;

/// Long enough for a debug build to migrate and to make its keys on a busy machine.
const START: Duration = Duration::from_mins(1);
/// How long a server may take to finish what is in flight before it is killed.
const GRACE: Duration = Duration::from_secs(5);

/// Where a server listens.
#[derive(Clone, Copy)]
pub struct Addresses {
    pub http: SocketAddr,
    pub metrics: SocketAddr,
}

impl Addresses {
    /// Two loopback ports that are free now.
    ///
    /// # Errors
    /// When there is none.
    pub fn free() -> Result<Self, String> {
        let bind =
            || TcpListener::bind("127.0.0.1:0").map_err(|error| format!("no free port: {error}"));
        let address = |listener: &TcpListener| {
            listener
                .local_addr()
                .map_err(|error| format!("no free port: {error}"))
        };
        // Both are held at once, so that they differ.
        let (http, metrics) = (bind()?, bind()?);
        Ok(Self {
            http: address(&http)?,
            metrics: address(&metrics)?,
        })
    }
}

/// A running server. Dropping it ends the process.
pub struct Server {
    child: Child,
    pub addresses: Addresses,
}

impl Server {
    /// Registers clients and people with `vestibule apply`, which also makes the database.
    ///
    /// # Errors
    /// When the command fails or takes longer than a minute; the text carries what it said.
    pub fn prepare(program: &Path, sandbox: &Sandbox, addresses: Addresses) -> Result<(), String> {
        let mut command = Command::new(program);
        command
            .arg("apply")
            .arg("--config")
            .arg(sandbox.settings())
            .arg(sandbox.registrations());
        let mut child = spawn(command, sandbox, addresses)?;
        let deadline = Instant::now() + START;
        while Instant::now() < deadline {
            match child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(()),
                Ok(Some(status)) => {
                    return Err(format!("vestibule apply: {status}\n{}", log_end(sandbox)));
                }
                Ok(None) => std::thread::sleep(Duration::from_millis(10)),
                Err(error) => return Err(format!("vestibule apply: {error}")),
            }
        }
        end(&mut child);
        Err(format!("vestibule apply did not end\n{}", log_end(sandbox)))
    }

    /// Starts the server on its core and waits until `path` answers 200; says how long that took.
    ///
    /// # Errors
    /// When it ends or does not answer within a minute; the text carries the end of its log.
    pub fn start(
        program: &Path,
        sandbox: &Sandbox,
        addresses: Addresses,
        path: &str,
    ) -> Result<(Self, Duration), String> {
        let mut command = cpu::on_server_core(program);
        command.arg("serve").arg("--config").arg(sandbox.settings());
        let started = Instant::now();
        let mut server = Self {
            child: spawn(command, sandbox, addresses)?,
            addresses,
        };
        while started.elapsed() < START {
            if is_ok(addresses.http, path) {
                return Ok((server, started.elapsed()));
            }
            if let Some(death) = server.death() {
                return Err(format!(
                    "the server ended before it answered: {death}\n{}",
                    log_end(sandbox)
                ));
            }
            std::thread::sleep(Duration::from_micros(500));
        }
        Err(format!(
            "the server did not answer {path} within {} seconds\n{}",
            START.as_secs(),
            log_end(sandbox)
        ))
    }

    /// Its process id: `taskset` replaces itself with the program it starts.
    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it did.
    pub fn death(&mut self) -> Option<String> {
        match self.child.try_wait() {
            Ok(None) => None,
            Ok(Some(status)) => Some(status.to_string()),
            Err(error) => Some(error.to_string()),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        end(&mut self.child);
    }
}

/// The last lines of what the server wrote.
pub fn log_end(sandbox: &Sandbox) -> String {
    let text = std::fs::read(sandbox.log()).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let mut lines: Vec<&str> = text.lines().rev().take(15).collect();
    lines.reverse();
    lines.join("\n")
}

fn spawn(mut command: Command, sandbox: &Sandbox, addresses: Addresses) -> Result<Child, String> {
    // Settings of the caller's shell must not leak into what is measured.
    for (name, _) in
        std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("VESTIBULE_"))
    {
        command.env_remove(name);
    }
    let log = File::options()
        .create(true)
        .append(true)
        .open(sandbox.log())
        .map_err(|error| format!("{}: {error}", sandbox.log().display()))?;
    let same_log = log
        .try_clone()
        .map_err(|error| format!("{}: {error}", sandbox.log().display()))?;
    let name = command.get_program().to_owned();
    command
        .env(
            "VESTIBULE_SERVER__PUBLIC_URL",
            format!("http://{}", addresses.http),
        )
        .env("VESTIBULE_SERVER__LISTEN", addresses.http.to_string())
        .env("VESTIBULE_METRICS__LISTEN", addresses.metrics.to_string())
        // Who tries passwords in a storm has many networks, and names them in a header.
        .env("VESTIBULE_SERVER__TRUSTED_PROXIES", "127.0.0.1/32")
        .env("VESTIBULE_DATA_DIR", sandbox.data())
        .env("VESTIBULE_LOG", "warn")
        .stdin(Stdio::null())
        .stdout(log)
        .stderr(same_log)
        .spawn()
        .map_err(|error| format!("cannot start {}: {error}", name.to_string_lossy()))
}

/// Asks to end (SIGTERM), waits, then insists (SIGKILL).
fn end(child: &mut Child) {
    if matches!(child.try_wait(), Ok(Some(_))) {
        return;
    }
    // The standard library sends only SIGKILL, and this workspace has no unsafe code: a shell's kill sends the other.
    let asked = Command::new("sh")
        .args(["-c", &format!("kill -TERM {}", child.id())])
        .status();
    let deadline = Instant::now() + GRACE;
    while asked.is_ok() && Instant::now() < deadline {
        if matches!(child.try_wait(), Ok(Some(_))) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    drop(child.kill());
    drop(child.wait());
}

/// One short request on a connection of its own, without the client under test: it is used to time the start.
fn is_ok(address: SocketAddr, path: &str) -> bool {
    let ask = || -> std::io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
        )?;
        let mut start = vec![0; 12];
        stream.read_exact(&mut start)?;
        Ok(start)
    };
    ask().is_ok_and(|start| start == b"HTTP/1.1 200")
}
