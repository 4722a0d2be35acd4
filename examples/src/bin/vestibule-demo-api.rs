//! The demo resource server: `DEMO_API_LISTEN`, `DEMO_ISSUER`, `DEMO_AUDIENCE`, `DEMO_API_SCOPE` (default `orders:read`).
#![allow(
    clippy::print_stdout,
    reason = "a demo tells the person at the terminal where it is"
)]

use std::process::ExitCode;

use vestibule_examples::{
    api::{self, Settings},
    listener,
};

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("vestibule-demo-api: {problem}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<(), String> {
    let settings = Settings::from_environment()?;
    let listener = listener::bind(&settings.listen).await?;
    let address = settings.listen.clone();
    let router = api::router(settings)?;
    println!("The demo API is at http://{address}/orders");
    listener::serve(listener, router).await
}
