//! A person's picture at a provider, fetched once: the browser never goes there for it.

use crate::context::Context;
use crate::model::Secret;
use crate::outbound::Call;

/// Fetches the file, up to so many bytes. A picture that does not come is none: nobody waits for it longer than for any answer.
pub async fn fetch_picture(ctx: &Context, url: &str, largest: usize) -> Option<Vec<u8>> {
    let accept = Secret::new("image/png, image/jpeg, image/webp");
    let answer = ctx
        .app()
        .outbound
        .call(Call {
            url,
            headers: &[("accept", &accept)],
            body: None,
            largest,
        })
        .await;
    match answer {
        Ok(answer) if answer.status == 200 && answer.media_type.starts_with("image/") => {
            Some(answer.body)
        }
        Ok(_) => None,
        Err(error) => {
            tracing::debug!(%error, "a picture could not be fetched");
            None
        }
    }
}
