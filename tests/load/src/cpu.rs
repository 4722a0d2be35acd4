//! Cores and what the kernel says about a process: pinning, CPU time, memory.

use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The core of the server and of the raw signing rate.
const SERVER_CORE: &str = "0";
/// The core of this generator.
const GENERATOR_CORE: &str = "1";
/// Set once this process runs on its core, so that it does not start itself again for ever.
const PINNED: &str = "VESTIBULE_LOAD_PINNED";

/// Moves this process to its core by starting it again through `taskset`.
///
/// # Errors
/// When the program cannot be started again. Without a second core, or without `taskset`, it stays where it is and says so.
pub fn pin_this_process() -> Result<(), String> {
    if std::env::var_os(PINNED).is_some() {
        return Ok(());
    }
    if !can_pin() {
        eprintln!(
            "vestibule-load: no second core, or no taskset: server and generator share what there is"
        );
        return Ok(());
    }
    let program =
        std::env::current_exe().map_err(|error| format!("where is this program: {error}"))?;
    let error = Command::new("taskset")
        .args(["-c", GENERATOR_CORE])
        .arg(program)
        .args(std::env::args_os().skip(1))
        .env(PINNED, "yes")
        .exec();
    Err(format!("cannot run taskset: {error}"))
}

/// The start of a command that runs `program` on the server's core.
pub fn on_server_core(program: &Path) -> Command {
    // This process is pinned already if pinning works here; its children would otherwise inherit its core.
    if std::env::var_os(PINNED).is_none() {
        return Command::new(program);
    }
    let mut command = Command::new("taskset");
    command
        .args(["-c", SERVER_CORE])
        .arg(program)
        .env_remove(PINNED);
    command
}

fn can_pin() -> bool {
    Command::new("taskset")
        .args(["-c", &format!("{SERVER_CORE},{GENERATOR_CORE}"), "true"])
        .status()
        .is_ok_and(|status| status.success())
        && std::thread::available_parallelism().is_ok_and(|cores| cores.get() > 1)
}

/// CPU time of all threads a process has and had, user and system together.
///
/// Read from `/proc/PID/stat` rather than by summing `task/*/schedstat`: the sum forgets threads that have ended, and
/// a server's blocking threads end when idle. The resolution is 10 ms, a five-hundredth of the shortest usual window.
///
/// # Errors
/// When the process is gone, or the file has another form.
pub fn time(process: u32) -> Result<Duration, String> {
    let path = format!("/proc/{process}/stat");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    // The second field is the program's name in parentheses and may hold blanks: count from its end.
    let ticks = text
        .rsplit_once(')')
        .map(|(_, rest)| rest.split_whitespace().skip(11).take(2))
        .and_then(|fields| {
            fields
                .map(|field| field.parse::<u64>().ok())
                .sum::<Option<u64>>()
        })
        .ok_or_else(|| format!("{path} has an unknown form"))?;
    Ok(Duration::from_millis(ticks * 1000 / TICKS_PER_SECOND))
}

/// `USER_HZ`, which Linux fixes at 100 on every architecture this runs on.
const TICKS_PER_SECOND: u64 = 100;

/// Resident memory of a process in bytes.
///
/// # Errors
/// When the process is gone, or the file has another form.
pub fn resident(process: u32) -> Result<u64, String> {
    let path = format!("/proc/{process}/status");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    text.lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))
        .and_then(|value| value.trim().strip_suffix("kB"))
        .and_then(|kibibytes| kibibytes.trim().parse::<u64>().ok())
        .map(|kibibytes| kibibytes * 1024)
        .ok_or_else(|| format!("{path} names no resident memory"))
}
