//! Forms that bring a file (RFC 7578).

use reqwest::Method;

use super::{Browser, Outcome, Site};

/// What a form sends.
#[derive(Clone, Debug)]
pub(super) struct Body {
    pub(super) kind: String,
    pub(super) bytes: Vec<u8>,
}

impl Body {
    pub(super) fn form(text: String) -> Self {
        Self {
            kind: "application/x-www-form-urlencoded".to_owned(),
            bytes: text.into_bytes(),
        }
    }
}

const BOUNDARY: &str = "----between-the-fields";

impl Browser {
    /// Chooses a file in the form of the page it shows, and sends it: `("picture", "me.png", bytes)`.
    ///
    /// # Panics
    /// When there is no such form.
    pub async fn submit_file(
        &mut self,
        form: &str,
        (field, name, content): (&str, &str, &[u8]),
    ) -> Outcome {
        let filled = self.page().form(form);
        let mut bytes = Vec::new();
        for (known, value) in filled.fields.iter().filter(|(known, _)| known != field) {
            let part = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{known}\"\r\n\r\n{value}\r\n"
            );
            bytes.extend(part.into_bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\nContent-Type: image/png\r\n\r\n"
        );
        bytes.extend(head.into_bytes());
        bytes.extend_from_slice(content);
        bytes.extend(format!("\r\n--{BOUNDARY}--\r\n").into_bytes());
        let body = Body {
            kind: format!("multipart/form-data; boundary={BOUNDARY}"),
            bytes,
        };
        self.navigate(Method::POST, filled.action.as_str(), Some(body), Site::Same)
            .await
    }
}
