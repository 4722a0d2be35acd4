//! Passwords: typed at the terminal without echo, or the first line of a pipe. Never an argument, which every process sees.

use std::io::{self, BufRead as _, IsTerminal as _};
use std::process::{Command, Stdio};

use crate::accounts::{LONGEST, SHORTEST};
use crate::model::Secret;

use super::failure::Failure;
use super::output::Output;

/// Asks for a new password: twice at a terminal, once from a pipe.
pub fn new_password(whose: &str) -> Result<Secret, Failure> {
    if !io::stdin().is_terminal() {
        return line();
    }
    Output::note(format!(
        "Choose a password for {whose} ({SHORTEST} to {LONGEST} characters); nothing shows while you type."
    ));
    let _silence = Silence::begin();
    Output::note("Password:");
    let first = line()?;
    Output::note("The same again:");
    let second = line()?;
    if first.digest() == second.digest() {
        Ok(first)
    } else {
        Err(Failure::Failed("the two differ".to_owned()))
    }
}

fn line() -> Result<Secret, Failure> {
    let mut text = zeroize::Zeroizing::new(String::new());
    let read = io::stdin().lock().read_line(&mut text);
    match read {
        Ok(0) => Err(Failure::Failed(
            "no password: it is read from the standard input".to_owned(),
        )),
        Ok(_) => Ok(Secret::new(text.trim_end_matches(['\n', '\r']))),
        Err(error) => Err(Failure::because("the password could not be read", error)),
    }
}

/// The terminal shows nothing of what is typed while this lives.
struct Silence {
    before: Option<String>,
}

impl Silence {
    fn begin() -> Self {
        let before = stty(&["-g"]);
        if before.is_none() || stty(&["-echo"]).is_none() {
            Output::note("(This terminal cannot hide it.)");
        }
        Self { before }
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        if let Some(before) = &self.before {
            stty(&[before.trim()]);
        }
    }
}

/// POSIX's own tool for terminals; `None` when it is not there or refuses.
fn stty(arguments: &[&str]) -> Option<String> {
    let run = Command::new("stty")
        .args(arguments)
        .stdin(Stdio::inherit())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    run.status
        .success()
        .then(|| String::from_utf8_lossy(&run.stdout).into_owned())
}
