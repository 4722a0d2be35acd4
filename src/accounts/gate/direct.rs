//! Signing in within an application of the operator's own: there is no browser, and what the application is allowed is
//! written with the login, in the same commit.

use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::model::{
    Acr, Authorization, ClaimsRequest, ClientRowId, Grant, GrantId, GrantState, Login,
    RefreshState, Scope,
};
use crate::storage::DirectGrant;

/// The application, and what it is to be allowed. Made by the rule that decides it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direct {
    /// The application.
    pub client: ClientRowId,
    /// What it may do.
    pub scope: Scope,
    /// At which APIs (RFC 8707 §2).
    pub resources: Vec<String>,
}

/// How the person proved who they are.
pub(super) struct Shown<'a> {
    pub(super) acr: Acr,
    pub(super) amr: &'a [String],
    pub(super) remembered_device: bool,
}

impl Direct {
    /// The grant that it becomes.
    pub(super) fn granted(self, ctx: &Context, shown: Shown<'_>) -> DirectGrant {
        let app = ctx.app();
        let tokens = &app.config.tokens;
        let in_seconds = |seconds: u32| ctx.now().plus_seconds(seconds.into());
        DirectGrant {
            id: GrantId(app.entropy.uuid(ctx.now())),
            client: self.client,
            scope: self.scope,
            authorization: Authorization {
                redirect_uri: String::new(),
                code_challenge: None,
                nonce: None,
                resources: self.resources,
                auth_time_asked: true,
                acr: Some(shown.acr),
                reached: Some(shown.acr),
                remembered_device: shown.remembered_device,
                direct: true,
                amr: shown.amr.to_vec(),
                claims: ClaimsRequest::default(),
            },
            // Nobody ever has the code of it.
            code_hash: app.entropy.secret("").digest(),
            idle_expires_at: in_seconds(tokens.refresh_token_idle_seconds),
            expires_at: in_seconds(tokens.refresh_token_absolute_seconds),
        }
    }
}

/// The grant as it stands after the login was written.
pub(super) fn live(granted: DirectGrant, login: &Login) -> Grant {
    Grant {
        id: granted.id,
        tenant: login.tenant,
        client: granted.client,
        user: login.user,
        login: login.id,
        auth_time: login.proven_at,
        scope: granted.scope,
        authorization: granted.authorization,
        created_at: login.auth_time,
        expires_at: granted.expires_at,
        state: GrantState::Live(RefreshState {
            generation: 1,
            rotated_at: login.auth_time,
            idle_expires_at: granted.idle_expires_at,
        }),
    }
}
