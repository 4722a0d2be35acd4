//! The load generator behind `make load`.
//!
//! It starts a real server on core 0, drives it from core 1 with stateful flows whose every answer is checked,
//! and measures the raw RSA signing rate of core 0 in the same run, so that results are ratios which survive a
//! change of machine. Budgets are reported and never enforced: the machine may be shared. A wrong answer, or a
//! server that died, fails the run.
#![allow(
    clippy::print_stdout,
    reason = "the report is this program's product and goes to standard output"
)]
#![allow(
    clippy::disallowed_methods,
    reason = "a load generator measures real time: it has no clock of the application to go through"
)]

mod answers;
mod arguments;
mod browser;
mod counters;
mod cpu;
mod drive;
mod flows;
mod form;
mod histogram;
mod http;
mod jwt;
mod report;
mod run;
mod sandbox;
mod scenario;
mod server;
mod sign_rate;
mod storm;
mod target;

use std::process::ExitCode;
use std::time::Duration;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    match begin() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("vestibule-load: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn begin() -> Result<(), String> {
    match arguments::parse(std::env::args().skip(1))? {
        Command::Help => {
            println!("{}", arguments::HELP);
            Ok(())
        }
        Command::RawSign(duration) => sign_rate::sign_for(duration),
        Command::Measure(arguments) => {
            cpu::pin_this_process()?;
            measure(&arguments)
        }
    }
}

fn measure(arguments: &Arguments) -> Result<(), String> {
    // One thread: the generator has one core, and a second thread would only add switches to what it measures.
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("cannot start the runtime: {error}"))?;
    // Two loops, a warm-up and a signing rate per scenario, sign-ins and cold starts besides.
    let scenarios = u32::try_from(arguments.scenarios.len()).unwrap_or(u32::MAX);
    let limit =
        Duration::from_mins(4) + (arguments.duration * 4 + Duration::from_secs(30)) * scenarios;
    runtime.block_on(async {
        let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
            .map_err(|error| format!("cannot listen for signals: {error}"))?;
        // Whichever branch ends first drops the others, and with them the server: its guard ends the process.
        tokio::select! {
            outcome = run::run(arguments) => outcome,
            () = tokio::time::sleep(limit) => Err(format!("gave up after {} seconds", limit.as_secs())),
            _ = tokio::signal::ctrl_c() => Err("interrupted".to_owned()),
            _ = terminate.recv() => Err("terminated".to_owned()),
        }
    })
}
