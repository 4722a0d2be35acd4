//! `vestibule migrate`.

use std::path::Path;

use super::failure::Failure;
use super::open;
use super::output::Output;

pub async fn run(config: Option<&Path>) -> Result<(), Failure> {
    let app = open::app(config).await?;
    open::close(&app).await;
    Output::line("The database schema is up to date.")
}
