//! Signing in within an application of the operator's own: there is no browser, and what the application is allowed is
//! written with the login, in the same commit. It gets tokens, or a code that it redeems.

use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::model::{
    Acr, Authorization, ClaimsRequest, ClientRowId, Grant, GrantId, GrantState, Login,
    RefreshState, Scope, Secret,
};
use crate::storage::{DirectGrant, StorageError};

/// The application, and what it is to be allowed. Made by the rule that decides it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Direct {
    /// The application.
    pub client: ClientRowId,
    /// What it may do.
    pub scope: Scope,
    /// At which APIs (RFC 8707 §2).
    pub resources: Vec<String>,
    /// What whoever redeems a code has to show (RFC 7636 §4.2), where the application is to get a code and no tokens yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_challenge: Option<String>,
    /// For the ID token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
}

/// How the person proved who they are.
pub(super) struct Shown<'a> {
    pub(super) acr: Acr,
    pub(super) amr: &'a [String],
    pub(super) remembered_device: bool,
}

impl Direct {
    /// The grant that it becomes.
    pub(super) async fn granted(
        self,
        ctx: &Context,
        shown: Shown<'_>,
    ) -> Result<(DirectGrant, Option<Secret>), StorageError> {
        let app = ctx.app();
        let tokens = &app.config.tokens;
        let in_seconds = |seconds: u32| ctx.now().plus_seconds(seconds.into());
        let code = app.entropy.secret("ac_");
        let code_expires_at = self
            .code_challenge
            .is_some()
            .then(|| in_seconds(tokens.authorization_code_seconds));
        let granted = DirectGrant {
            id: GrantId(app.entropy.uuid(ctx.now())),
            client: self.client,
            scope: self.scope,
            authorization: Authorization {
                redirect_uri: String::new(),
                code_challenge: self.code_challenge,
                nonce: self.nonce,
                resources: self.resources,
                auth_time_asked: true,
                acr: Some(shown.acr),
                reached: Some(shown.acr),
                remembered_device: shown.remembered_device,
                direct: true,
                amr: shown.amr.to_vec(),
                claims: ClaimsRequest::default(),
            },
            code_hash: code.digest(),
            code_expires_at,
            // Who never redeems the code is not signed in for long.
            idle_expires_at: code_expires_at
                .unwrap_or_else(|| in_seconds(tokens.refresh_token_idle_seconds)),
            expires_at: in_seconds(tokens.refresh_token_absolute_seconds),
            status_index: ctx.next_place().await?,
        };
        // Where it is live at once nobody ever has the code of it.
        Ok((granted, code_expires_at.map(|_| code)))
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
        state: match granted.code_expires_at {
            Some(code_expires_at) => GrantState::Pending { code_expires_at },
            None => GrantState::Live(RefreshState {
                generation: 1,
                rotated_at: login.auth_time,
                idle_expires_at: granted.idle_expires_at,
            }),
        },
        status_index: granted.status_index,
    }
}
