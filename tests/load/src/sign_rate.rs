//! The yardstick: how many RS256 signatures the server's core makes in a second when it does nothing else.

use std::time::{Duration, Instant};

use openssl::hash::MessageDigest;
use openssl::pkey::PKey;
use openssl::rsa::Rsa;
use openssl::sign::Signer;

use crate::cpu;

/// One measurement of the yardstick.
#[derive(Clone, Copy)]
pub struct SignRate {
    /// Signatures per second of wall time.
    pub per_second: f64,
    /// CPU microseconds of one signature: unlike the rate, it does not shrink when another process takes the core.
    pub micros: f64,
}

/// Measures in a child process on the server's core; the server has to be idle meanwhile.
///
/// # Errors
/// When the child fails, or takes much longer than it was asked to.
pub async fn measure(duration: Duration) -> Result<SignRate, String> {
    let program =
        std::env::current_exe().map_err(|error| format!("where is this program: {error}"))?;
    let mut command = tokio::process::Command::from(cpu::on_server_core(&program));
    command
        .arg("--raw-sign")
        .arg(duration.as_secs_f64().to_string())
        .kill_on_drop(true);
    let output = tokio::time::timeout(duration * 4 + Duration::from_secs(10), command.output())
        .await
        .map_err(|_| "the signing rate took too long".to_owned())?
        .map_err(|error| format!("cannot measure the signing rate: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let mut numbers = text.split_whitespace().map(str::parse::<f64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(per_second)), Some(Ok(micros))) => Ok(SignRate { per_second, micros }),
        _ => Err(format!(
            "the signing rate failed: {}",
            String::from_utf8_lossy(&output.stderr)
        )),
    }
}

/// The mean of several measurements.
pub fn mean(rates: &[SignRate]) -> SignRate {
    let count = f64::from(u32::try_from(rates.len().max(1)).unwrap_or(u32::MAX));
    SignRate {
        per_second: rates.iter().map(|rate| rate.per_second).sum::<f64>() / count,
        micros: rates.iter().map(|rate| rate.micros).sum::<f64>() / count,
    }
}

/// The child: signs for `duration` and prints signatures per second and CPU microseconds per signature.
///
/// # Errors
/// When OpenSSL fails.
pub fn sign_for(duration: Duration) -> Result<(), String> {
    let failed = |error| format!("OpenSSL: {error}");
    let key = Rsa::generate(2048)
        .and_then(PKey::from_rsa)
        .map_err(failed)?;
    // As long as the signing input of a usual access token.
    let message = [b'x'; 600];
    let sign = || {
        let mut signer = Signer::new(MessageDigest::sha256(), &key)?;
        signer.sign_oneshot_to_vec(&message)
    };
    // The first signatures of a key set up blinding and Montgomery contexts.
    for _ in 0..20 {
        sign().map_err(failed)?;
    }
    let mut signatures = 0_u32;
    let cpu_before = cpu::time(std::process::id())?;
    let start = Instant::now();
    while start.elapsed() < duration {
        sign().map_err(failed)?;
        signatures += 1;
    }
    let elapsed = start.elapsed();
    let cpu = cpu::time(std::process::id())?.saturating_sub(cpu_before);
    let signatures = f64::from(signatures.max(1));
    println!(
        "{} {}",
        signatures / elapsed.as_secs_f64(),
        cpu.as_secs_f64() * 1e6 / signatures
    );
    Ok(())
}
