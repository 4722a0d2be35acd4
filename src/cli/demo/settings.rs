//! The demo's settings: apart from those of a server that somebody may have on the same machine.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::failure::Failure;
use crate::cli::open;
use crate::config::Config;
use crate::vault::{private_dir, private_file};

const DATA_DIR: &str = "VESTIBULE_DATA_DIR";
const LOG: &str = "VESTIBULE_LOG";
/// What of the environment counts: a demo must never meet the database of a real server.
const HONOURED: [&str; 3] = [DATA_DIR, LOG, "VESTIBULE_LOG_FORMAT"];

/// Reads the settings of a demo that listens on that port.
pub(super) fn load(
    file: Option<&Path>,
    data_dir: Option<&Path>,
    port: u16,
) -> Result<Config, Failure> {
    let mut environment: BTreeMap<String, String> = open::environment()
        .filter(|(name, _)| HONOURED.contains(&name.as_str()))
        .collect();
    let mut set = |name: &str, value: String| environment.insert(name.to_owned(), value);
    if let Some(folder) = data_dir {
        let text = folder
            .to_str()
            .ok_or_else(|| Failure::Usage("--data-dir: is no Unicode text".to_owned()))?;
        set(DATA_DIR, text.to_owned());
    }
    set("VESTIBULE_SERVER__LISTEN", format!("127.0.0.1:{port}"));
    // Samples of every page, and the mails that it writes instead of sending them.
    set("VESTIBULE_SERVER__DEVELOPER", "true".to_owned());
    // Nobody waits long for a demo to end.
    set("VESTIBULE_SERVER__SHUTDOWN_GRACE_SECONDS", "2".to_owned());
    set(
        "VESTIBULE_SERVER__PUBLIC_URL",
        format!("http://localhost:{port}"),
    );
    let folder = environment
        .entry(DATA_DIR.to_owned())
        .or_insert_with(|| "./vestibule-demo".to_owned())
        .clone();
    environment
        .entry(LOG.to_owned())
        .or_insert_with(|| "warn".to_owned());
    let own = Path::new(&folder).join("vestibule.toml");
    // A file of its own, since without one the working directory's would be read.
    let file = file.unwrap_or(&own);
    if file == own && !own.exists() {
        let folder = private_dir::ensure(Path::new(&folder));
        let text = b"# Settings of this demo; docs/settings.md explains them.\n";
        let made = folder.and_then(|()| private_file::create(&own, text));
        made.map_err(|error| Failure::Failed(error.to_string()))?;
    }
    Ok(Config::load(Some(file), environment.into_iter())?)
}
