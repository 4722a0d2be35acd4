//! `[[client]]`: RFC 7591 member names, and ours. What is wanted, what is stored, do they differ.

use serde::Deserialize;

use crate::administration::{AdministrationError, clients};
use crate::model::{
    AuthMethod, Client, ClientId, ClientMetadata, ClientRowId, ClientSecret, Secret,
};
use crate::storage::StoredClient;

use super::Outcome;
use super::document::Object;
use super::members;
use super::plan::{Planned, Planner, Write};

/// Members that are not metadata.
const OWN: [&str; 4] = [
    "client_id",
    "client_secret",
    "client_secret_hash",
    "disabled",
];
/// Members of RFC 7591 that no way of authenticating uses yet.
const LATER: [&str; 2] = ["jwks", "jwks_uri"];

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Members {
    client_id: String,
    client_secret: Option<Secret>,
    client_secret_hash: Option<Secret>,
    disabled: bool,
}

pub(super) async fn plan(
    planner: &Planner<'_>,
    object: &Object,
) -> Result<Planned, AdministrationError> {
    let mut problems = Vec::new();
    let mut rest = object.members.clone();
    for name in members::take(&mut rest, &LATER).keys() {
        problems.push(format!("{name}: is refused, since no way of authenticating in this version uses keys of clients"));
    }
    let own: Option<Members> = members::read(&members::take(&mut rest, &OWN), &mut problems);
    let metadata: Option<ClientMetadata> = members::read(&rest, &mut problems);
    let (Some(own), Some(metadata)) = (own, metadata) else {
        return Ok(Err(problems));
    };
    let client_id = ClientId(own.client_id.clone());
    problems.extend(clients::problems(planner.app, &client_id, &metadata));
    let stored = match planner.db(&object.tenant) {
        Some(db) => db.client(&client_id).await?,
        None => None,
    };
    let secret = match wanted_secret(planner, &own, &metadata, stored.as_ref()).await? {
        Ok(secret) => secret,
        Err(problem) => {
            problems.push(problem);
            return Ok(Err(problems));
        }
    };
    if !problems.is_empty() {
        return Ok(Err(problems));
    }
    let app = planner.app;
    let row = |secret| StoredClient {
        id: stored.as_ref().map_or_else(
            || ClientRowId(app.entropy.uuid(app.clock.now())),
            |stored| stored.id,
        ),
        client_id,
        secret,
        metadata,
        disabled: own.disabled,
    };
    let (client, fresh) = match secret {
        Wanted::Stored(secret) => (row(secret), None),
        Wanted::Fresh(secret) => (row(ClientSecret::None), Some(secret)),
    };
    Ok(Ok(match stored {
        None => (Outcome::Created, Write::Client(Box::new(client), fresh)),
        Some(stored) if fresh.is_none() && is_same(&stored, &client) => {
            (Outcome::Unchanged, Write::Nothing)
        }
        Some(_) => (Outcome::Changed, Write::Client(Box::new(client), fresh)),
    }))
}

fn is_same(stored: &Client, wanted: &StoredClient) -> bool {
    stored.secret == wanted.secret
        && stored.metadata == wanted.metadata
        && stored.disabled == wanted.disabled
}

enum Wanted {
    /// As it is or will be stored.
    Stored(ClientSecret),
    /// Another secret than the stored one, still to be hashed.
    Fresh(Secret),
}

async fn wanted_secret(
    planner: &Planner<'_>,
    own: &Members,
    metadata: &ClientMetadata,
    stored: Option<&Client>,
) -> Result<Result<Wanted, String>, AdministrationError> {
    let public = metadata.token_endpoint_auth_method == AuthMethod::None;
    let stored = stored.map_or(&ClientSecret::None, |stored| &stored.secret);
    Ok(match (&own.client_secret, &own.client_secret_hash) {
        (Some(_), Some(_)) => Err("client_secret: is given beside client_secret_hash".to_owned()),
        (Some(_), None) | (None, Some(_)) if public => Err(
            "client_secret: a client with token_endpoint_auth_method \"none\" has no secret"
                .to_owned(),
        ),
        (None, None) if public => Ok(Wanted::Stored(ClientSecret::None)),
        // A secret that was made here stays when the file does not name one.
        (None, None) if *stored != ClientSecret::None => Ok(Wanted::Stored(stored.clone())),
        (None, None) => Err(
            "client_secret: is missing; give one, or token_endpoint_auth_method = \"none\" for an \
                             application that cannot keep a secret"
                .to_owned(),
        ),
        (None, Some(text)) => clients::secret_from_hash_text(text.expose())
            .map(Wanted::Stored)
            .ok_or_else(|| {
                "client_secret_hash: is neither \"sha256:…\" nor an Argon2id string within bounds"
                    .to_owned()
            }),
        (Some(secret), None) => match clients::secret_problem(secret) {
            Some(problem) => Err(format!("client_secret: {problem}")),
            None if clients::keeps(planner.app, stored, secret).await? => {
                Ok(Wanted::Stored(stored.clone()))
            }
            None => Ok(Wanted::Fresh(secret.clone())),
        },
    })
}
