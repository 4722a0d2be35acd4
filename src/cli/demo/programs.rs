//! The application and the API of the demo: programs beside this one, ended with it.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use crate::cli::failure::Failure;

use super::objects::Objects;

const APP: &str = "vestibule-demo-app";
const API: &str = "vestibule-demo-api";
/// Between two looks at whether they answer.
const EVERY: Duration = Duration::from_millis(100);
/// How many looks: half a minute.
const LOOKS: u32 = 300;

/// The running programs. Dropping them ends them.
#[derive(Debug)]
pub(super) struct Programs(Vec<(&'static str, Child)>);

impl Programs {
    /// Starts both when both are there, else none.
    pub(super) fn start(objects: &Objects) -> Result<Self, Failure> {
        let folder = std::env::current_exe()
            .ok()
            .and_then(|own| own.parent().map(Path::to_owned));
        let find = |name| {
            folder
                .as_deref()
                .map(|folder| folder.join(name))
                .filter(|path| path.is_file())
        };
        let (Some(app), Some(api)) = (find(APP), find(API)) else {
            return Ok(Self(Vec::new()));
        };
        Ok(Self(vec![
            (API, spawn(&api, objects.api_environment())?),
            (APP, spawn(&app, objects.app_environment())?),
        ]))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns when both answer.
    pub(super) async fn wait_until_ready(&mut self, objects: &Objects) -> Result<(), Failure> {
        for address in [objects.api_address(), objects.app_address()] {
            let mut looks = 0;
            while TcpStream::connect(address).await.is_err() {
                self.complain_of_ended()?;
                looks += 1;
                if looks > LOOKS {
                    return Err(Failure::Failed(format!("nothing answers at {address}")));
                }
                tokio::time::sleep(EVERY).await;
            }
        }
        Ok(())
    }

    /// Never returns while all run.
    pub(super) async fn watch(&mut self) -> Result<(), Failure> {
        loop {
            tokio::time::sleep(Duration::from_secs(1)).await;
            self.complain_of_ended()?;
        }
    }

    fn complain_of_ended(&mut self) -> Result<(), Failure> {
        for (name, child) in &mut self.0 {
            if let Ok(Some(status)) = child.try_wait() {
                return Err(Failure::Failed(format!("{name} ended: {status}")));
            }
        }
        Ok(())
    }

    /// Ends all. They keep nothing, so they are not asked.
    pub(super) async fn stop(&mut self) {
        for (_, child) in &mut self.0 {
            // One that ended already cannot be ended.
            let _ = child.kill().await;
        }
    }
}

fn spawn(program: &PathBuf, environment: Vec<(&'static str, String)>) -> Result<Child, Failure> {
    Command::new(program)
        .envs(environment)
        .stdin(Stdio::null())
        // What they say is in the summary.
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| Failure::because(&program.display().to_string(), error))
}
