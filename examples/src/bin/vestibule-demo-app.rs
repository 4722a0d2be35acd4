//! The demo relying party: `DEMO_APP_LISTEN`, `DEMO_ISSUER`, `DEMO_CLIENT_ID`, `DEMO_CLIENT_SECRET` (none: a public client),
//! `DEMO_API_URL`, `DEMO_RESOURCE` (the audience to ask for, RFC 8707), `DEMO_SCOPE`, `DEMO_APP_ORIGIN` (when browsers reach it at another address).
#![allow(
    clippy::print_stdout,
    reason = "a demo tells the person at the terminal where it is"
)]

use std::process::ExitCode;

use vestibule_examples::{
    app::{self, Settings},
    listener,
};

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("vestibule-demo-app: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    let settings = Settings::from_environment()?;
    let listener = listener::bind(&settings.listen).await?;
    let origin = settings.origin.clone();
    let router = app::router(settings).await?;
    println!("The demo app is at {origin}/");
    listener::serve(listener, router).await
}
