//! A person's picture at a provider, fetched once: the browser never goes there for it.

use url::Url;

use crate::context::Context;
use crate::model::{Provider, Secret};
use crate::outbound::Call;

use super::kinds::{Protocol, protocol};

/// Fetches the file, up to so many bytes. A picture that does not come is none: nobody waits for it longer than for any answer.
///
/// Whoever has an account at the provider writes the URL: the networks of special use that the operator allows for the provider
/// are not theirs to reach. What the provider itself serves is fetched from where it is.
pub async fn fetch_picture(
    ctx: &Context,
    provider: &Provider,
    (url, largest): (&str, usize),
) -> Option<Vec<u8>> {
    let accept = Secret::new("image/png, image/jpeg, image/webp");
    let call = Call {
        url,
        headers: &[("accept", &accept)],
        body: None,
        largest,
    };
    let outbound = &ctx.app().outbound;
    let answer = if is_its_own(provider, url) {
        outbound.call(call).await
    } else {
        outbound.without_exceptions().call(call).await
    };
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

/// Whether the URL is of the provider's own origin.
fn is_its_own(provider: &Provider, url: &str) -> bool {
    let issuer = match protocol(provider) {
        Protocol::OpenId(preset) => preset.issuer,
        Protocol::OAuth(preset) => preset.issuer,
    };
    let origin = |url: &str| Url::parse(url).ok().map(|url| url.origin());
    origin(url).is_some_and(|there| there.is_tuple() && origin(&issuer) == Some(there))
}
