//! The certificate authorities that an operator trusts besides the machine's.

use std::path::{Path, PathBuf};

use reqwest::Certificate;

/// `outbound.ca_file` cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("outbound.ca_file {}: {cause}", path.display())]
pub struct AuthorityError {
    path: PathBuf,
    cause: String,
}

/// Reads them; a file with none is a mistake.
pub(super) fn authorities(path: &Path) -> Result<Vec<Certificate>, AuthorityError> {
    let failed = |cause: String| AuthorityError {
        path: path.to_owned(),
        cause,
    };
    let pem = std::fs::read(path).map_err(|error| failed(error.to_string()))?;
    let read = Certificate::from_pem_bundle(&pem);
    let read = read.map_err(|_| failed("is not PEM".to_owned()))?;
    if read.is_empty() {
        return Err(failed("holds no certificate".to_owned()));
    }
    Ok(read)
}
