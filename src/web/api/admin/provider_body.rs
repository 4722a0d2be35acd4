//! A provider as the API takes and gives it: the members of `[[provider]]` in the operator's file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::administration::provider_wish::ProviderWish;
use crate::context::Context;
use crate::model::{Provider, ProviderKind, ProviderSettings, Secret};
use crate::web::api::body;
use crate::web::error::{FieldError, Problem};

/// Members that are not settings.
const OWN: [&str; 5] = ["slug", "kind", "name", "client_secret", "disabled"];

/// A provider as it is given. The secret never is.
#[derive(Serialize)]
pub(super) struct Shown {
    slug: String,
    kind: ProviderKind,
    name: String,
    disabled: bool,
    /// Whether there is a secret.
    has_client_secret: bool,
    /// What to register at the provider.
    callback_url: String,
    #[serde(flatten)]
    settings: ProviderSettings,
}

impl Shown {
    pub(super) fn of(ctx: &Context, provider: &Provider) -> Self {
        Self {
            slug: provider.slug.clone(),
            kind: provider.kind,
            name: provider.name.clone(),
            disabled: provider.disabled,
            has_client_secret: provider.sealed_secret.is_some(),
            callback_url: format!(
                "{}/sign-in/through/{}/callback",
                ctx.issuer().url(),
                provider.slug
            ),
            settings: provider.settings.clone(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    slug: Option<String>,
    kind: ProviderKind,
    name: Option<String>,
    client_secret: Option<Secret>,
    #[serde(default)]
    disabled: bool,
}

/// What a body wants. Where the URL names the provider the body may leave the name out, and not say another.
pub(super) fn wish(
    mut members: Map<String, Value>,
    slug: Option<&str>,
) -> Result<ProviderWish, Problem> {
    let mut own = Map::new();
    for name in OWN {
        if let Some(value) = members.remove(name) {
            own.insert(name.to_owned(), value);
        }
    }
    let own: Own = body::read(own)?;
    let settings: ProviderSettings = body::read(members)?;
    let wrong = |code: &'static str, message: &str| {
        Problem::of_fields(vec![FieldError {
            pointer: "/slug".to_owned(),
            code: code.into(),
            message: message.to_owned(),
        }])
    };
    let slug = match (slug, own.slug) {
        (None, None) => return Err(wrong("missing", "this member is needed")),
        (None, Some(slug)) => slug,
        (Some(named), Some(slug)) if slug != named => {
            return Err(wrong("invalid", "the URL names another provider"));
        }
        (Some(named), _) => named.to_owned(),
    };
    Ok(ProviderWish {
        slug,
        kind: own.kind,
        name: own.name,
        client_secret: own.client_secret,
        disabled: own.disabled,
        settings,
    })
}

/// The members of a body, for the document.
#[derive(ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ProviderWish)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Wish {
    /// Its name in URLs: 1 to 40 lower-case letters, digits and `-`.
    slug: Option<String>,
    /// `openid`, `google`, `microsoft`, `apple`, `gitlab`, `github`, `facebook`, `fortytwo`, `discord`.
    #[schema(example = "google")]
    kind: String,
    /// What people read on its button.
    name: Option<String>,
    /// What the provider calls us.
    client_id: Option<String>,
    /// Written, never read. Left out it stays, unless the provider moves.
    client_secret: Option<String>,
    /// A disabled provider vouches for nobody.
    disabled: Option<bool>,
    /// The issuer of an OpenID provider; the well-known ones know their own.
    issuer: Option<String>,
    /// The server of a plain OAuth 2 provider that somebody runs themselves.
    server: Option<String>,
    /// The directory of Microsoft's.
    directory: Option<String>,
    /// The team of Apple's.
    team_id: Option<String>,
    /// The key of Apple's.
    key_id: Option<String>,
    /// `client_secret_basic`, `client_secret_post`, `private_key_jwt`.
    authentication: Option<String>,
    /// What is asked for in place of what the kind asks for.
    scopes: Option<Vec<String>>,
    /// `create`, `link`, `link_or_create`, `refuse`.
    first_sign_in: Option<String>,
    /// Whether an address that the provider calls verified counts as proven here.
    trusted_email: Option<bool>,
    /// Claims of the profile, each with the provider's claim it is taken from.
    claims: Option<BTreeMap<String, String>>,
    /// Roles: `claim`, `has`, `role`.
    #[schema(value_type = Option<Vec<Object>>)]
    roles: Option<Vec<Value>>,
    /// `first_sign_in`, `every_sign_in`.
    update: Option<String>,
    /// What the provider's `acr` and `amr` are worth.
    #[schema(value_type = Option<Vec<Object>>)]
    levels: Option<Vec<Value>>,
    /// Whether the provider's tokens are kept, encrypted.
    keep_tokens: Option<bool>,
    /// Whether signing out here leads on to signing out there.
    sign_out_there: Option<bool>,
    /// Domains of addresses whose people are sent there.
    domains: Option<Vec<String>>,
    /// Whether it has no button on the sign-in page.
    hidden: Option<bool>,
}

/// A provider, for the document: the members of a body but for the secret, which is never given.
#[derive(ToSchema)]
#[schema(as = Provider)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Document {
    /// Its name in URLs.
    slug: String,
    /// How it speaks.
    kind: String,
    /// What people read.
    name: String,
    /// What the provider calls us.
    client_id: String,
    /// Whether there is a secret.
    has_client_secret: bool,
    /// Whether it vouches for nobody.
    disabled: bool,
    /// What to register at the provider.
    callback_url: String,
}
