//! Who we are to a browser and its passkeys.

use std::time::Duration;

use url::Url;
use webauthn_rs::prelude::{Webauthn, WebauthnBuilder};

use crate::context::Context;
use crate::ephemeral::Kind;
use crate::model::Issuer;

use super::PasskeyError;

/// The relying party that the issuer is: "the RP ID … is a valid domain string", here the issuer's host, and no other origin
/// than the issuer's own. It is built anew for each ceremony, which costs one hash of the host.
///
/// "By default, the RP ID for a WebAuthn operation is set to the caller's origin's effective domain"  WebAuthn §4. A bare
/// address has none, so an issuer at one has no passkeys.
pub(super) fn relying_party(ctx: &Context) -> Result<Webauthn, PasskeyError> {
    let url = Url::parse(ctx.issuer().url()).map_err(|_| PasskeyError::NotOffered)?;
    let host = url.domain().ok_or(PasskeyError::NotOffered)?;
    let origin =
        Url::parse(&url.origin().ascii_serialization()).map_err(|_| PasskeyError::NotOffered)?;
    let lifetime = Duration::from_secs(Kind::PasskeyCeremony.seconds().into());
    WebauthnBuilder::new(host, &origin)
        .and_then(|builder| {
            builder
                .rp_name(&ctx.issuer().tenant().name)
                // "Verify that the value of C.origin is an origin expected by the Relying Party."  WebAuthn §7.1, §7.2:
                // whoever has a subdomain is not us (NIST SP 800-63B-4 §3.2.5).
                .allow_subdomains(false)
                .allow_any_port(false)
                .timeout(lifetime)
                .build()
        })
        .map_err(|_| PasskeyError::NotOffered)
}

/// Whether the issuer can have passkeys at all.
pub fn are_possible(issuer: &Issuer) -> bool {
    Url::parse(issuer.url()).is_ok_and(|url| url.domain().is_some())
}
