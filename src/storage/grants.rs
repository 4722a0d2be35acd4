//! Grants: from the code to the last refresh, one row. Redeeming and rotating are single guarded updates.

use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Value};

use crate::clock::Timestamp;
use crate::model::{
    Authorization, ClientRowId, Grant, GrantId, GrantState, Login, LoginId, RefreshState,
    RevocationReason, Scope, SecretHash, StatusIndex, TenantId, UserId,
};

use super::changes::{self, Change};
use super::database::Transaction;
use super::entities::grants::{self, Column};
use super::entities::logins;
use super::{StorageError, TenantDb};

/// A grant to be written, with the code that redeems it.
#[derive(Clone, Debug)]
pub struct NewGrant {
    /// Its identifier.
    pub id: GrantId,
    /// To whom.
    pub client: ClientRowId,
    /// By whom.
    pub user: UserId,
    /// In which login.
    pub login: LoginId,
    /// See [`Grant::auth_time`].
    pub auth_time: Timestamp,
    /// What was allowed.
    pub scope: Scope,
    /// The request it answers.
    pub authorization: Authorization,
    /// SHA-256 of the code.
    pub code_hash: SecretHash,
    /// When the code dies.
    pub code_expires_at: Timestamp,
    /// When the whole family dies.
    pub expires_at: Timestamp,
    /// See [`Grant::status_index`].
    pub status_index: StatusIndex,
}

/// A grant that is written with its login, since its user signs in within the client: live from the start, or with a code.
#[derive(Clone, Debug)]
pub struct DirectGrant {
    /// Its identifier.
    pub id: GrantId,
    /// To whom.
    pub client: ClientRowId,
    /// What is allowed.
    pub scope: Scope,
    /// What its tokens will say.
    pub authorization: Authorization,
    /// SHA-256 of the code, or of a secret that nobody has.
    pub code_hash: SecretHash,
    /// When the code dies, where there is one.
    pub code_expires_at: Option<Timestamp>,
    /// Unused until then, it dies.
    pub idle_expires_at: Timestamp,
    /// When the whole family dies.
    pub expires_at: Timestamp,
    /// See [`Grant::status_index`].
    pub status_index: StatusIndex,
}

/// Writes it with the login that it came of.
pub(super) async fn insert_direct(
    tx: &Transaction<'_>,
    login: &Login,
    direct: DirectGrant,
    now: Timestamp,
) -> Result<(), StorageError> {
    let row = grants::ActiveModel {
        id: Set(direct.id.0),
        tenant_id: Set(login.tenant.0),
        client_row_id: Set(direct.client.0),
        user_id: Set(login.user.0),
        login_id: Set(login.id.0),
        auth_time: Set(login.proven_at.0),
        scope: Set(direct.scope.to_string()),
        authorization: Set(serde_json::to_string(&direct.authorization)
            .map_err(|_| StorageError::Corrupt("grants.authorization"))?),
        code_hash: Set(direct.code_hash.to_vec()),
        code_expires_at: Set(direct.code_expires_at.unwrap_or(now).0),
        redeemed_at: Set(direct.code_expires_at.is_none().then_some(now.0)),
        generation: Set(i64::from(direct.code_expires_at.is_none())),
        rotated_at: Set(now.0),
        idle_expires_at: Set(direct.idle_expires_at.0),
        created_at: Set(now.0),
        expires_at: Set(direct.expires_at.0),
        revoked_at: Set(None),
        revoked_reason: Set(None),
        status_index: Set(direct.status_index.0),
    };
    grants::Entity::insert(row)
        .exec_without_returning(&**tx)
        .await?;
    Ok(())
}

/// The verdict on a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Redemption {
    /// It was this caller who redeemed it, and nobody else ever will.
    Claimed(Grant),
    /// It was redeemed before.
    Replayed(Grant),
    /// Nobody knows it, it died, or it is another client's.
    Refused,
}

/// The verdict on a refresh token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rotation {
    /// It was the current one; the grant is as it is now.
    Current(Grant),
    /// It was the current one before; the grant is as it is now. Whether that is a lost answer or a theft is for the caller.
    Superseded(Grant),
    /// Unknown, another client's, expired or revoked.
    Refused,
}

fn from_row(row: grants::Model) -> Result<Grant, StorageError> {
    let state = match (row.revoked_at, row.redeemed_at) {
        (Some(_), _) => GrantState::Revoked,
        (None, None) => GrantState::Pending {
            code_expires_at: Timestamp(row.code_expires_at),
        },
        (None, Some(_)) => GrantState::Live(RefreshState {
            generation: row.generation,
            rotated_at: Timestamp(row.rotated_at),
            idle_expires_at: Timestamp(row.idle_expires_at),
        }),
    };
    Ok(Grant {
        id: GrantId(row.id),
        tenant: TenantId(row.tenant_id),
        client: ClientRowId(row.client_row_id),
        user: UserId(row.user_id),
        login: LoginId(row.login_id),
        auth_time: Timestamp(row.auth_time),
        scope: Scope::parse(&row.scope).map_err(|_| StorageError::Corrupt("grants.scope"))?,
        authorization: serde_json::from_str(&row.authorization)
            .map_err(|_| StorageError::Corrupt("grants.authorization"))?,
        created_at: Timestamp(row.created_at),
        expires_at: Timestamp(row.expires_at),
        state,
        status_index: StatusIndex(row.status_index),
    })
}

impl TenantDb {
    /// Writes a pending grant, what stands behind a code, if its login still lives. `false` when it does not: whoever signed
    /// out or was signed out gets no code, also in the same moment, since the login's row is locked while it is looked at.
    pub async fn insert_grant(
        &self,
        grant: NewGrant,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let authorization = serde_json::to_string(&grant.authorization)
            .map_err(|_| StorageError::Corrupt("grants.authorization"))?;
        let row: [(Column, Value); 19] = [
            (Column::Id, grant.id.0.into()),
            (Column::TenantId, self.tenant.0.into()),
            (Column::ClientRowId, grant.client.0.into()),
            (Column::UserId, grant.user.0.into()),
            (Column::LoginId, grant.login.0.into()),
            (Column::AuthTime, grant.auth_time.0.into()),
            (Column::Scope, grant.scope.to_string().into()),
            (Column::Authorization, authorization.into()),
            (Column::CodeHash, grant.code_hash.to_vec().into()),
            (Column::CodeExpiresAt, grant.code_expires_at.0.into()),
            (Column::RedeemedAt, None::<i64>.into()),
            (Column::Generation, 0_i64.into()),
            (Column::RotatedAt, now.0.into()),
            (Column::IdleExpiresAt, grant.code_expires_at.0.into()),
            (Column::CreatedAt, now.0.into()),
            (Column::ExpiresAt, grant.expires_at.0.into()),
            (Column::RevokedAt, None::<i64>.into()),
            (Column::RevokedReason, None::<String>.into()),
            (Column::StatusIndex, grant.status_index.0.into()),
        ];
        let living = Query::select()
            .exprs(row.iter().map(|(_, value)| Expr::val(value.clone())))
            .from(logins::Entity)
            .and_where(logins::Column::TenantId.eq(self.tenant.0))
            .and_where(logins::Column::Id.eq(grant.login.0))
            .and_where(logins::Column::ExpiresAt.gt(now.0))
            .lock_shared()
            .to_owned();
        let mut insert = Query::insert();
        insert
            .into_table(grants::Entity)
            .columns(row.iter().map(|(column, _)| *column))
            .select_from(living)
            .map_err(|_| StorageError::Corrupt("grants: columns"))?;
        let inserted = self.db.single_write().await.execute(&insert).await?;
        Ok(inserted.rows_affected() == 1)
    }

    /// Redeems a code: of any number of concurrent callers one is told [`Redemption::Claimed`].
    pub async fn redeem_code(
        &self,
        code: SecretHash,
        client: ClientRowId,
        idle_expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<Redemption, StorageError> {
        let claimed = grants::Entity::update_many()
            .set(grants::ActiveModel {
                redeemed_at: Set(Some(now.0)),
                generation: Set(1),
                rotated_at: Set(now.0),
                idle_expires_at: Set(idle_expires_at.0),
                ..Default::default()
            })
            .filter(Column::TenantId.eq(self.tenant.0))
            .filter(Column::CodeHash.eq(code.to_vec()))
            .filter(Column::ClientRowId.eq(client.0))
            .filter(Column::RedeemedAt.is_null())
            .filter(Column::RevokedAt.is_null())
            .filter(Column::CodeExpiresAt.gt(now.0))
            .exec_with_returning(&*self.db.single_write().await)
            .await?;
        if let Some(row) = claimed.into_iter().next() {
            return Ok(Redemption::Claimed(from_row(row)?));
        }
        let row = grants::Entity::find()
            .filter(Column::TenantId.eq(self.tenant.0))
            .filter(Column::CodeHash.eq(code.to_vec()))
            .filter(Column::ClientRowId.eq(client.0))
            .filter(Column::RedeemedAt.is_not_null())
            .one(self.db.reader())
            .await?;
        row.map_or(Ok(Redemption::Refused), |row| {
            Ok(Redemption::Replayed(from_row(row)?))
        })
    }

    /// Uses a refresh token of that generation: with `rotate` the next one takes its place, without it lives on.
    /// Of any number of concurrent callers that rotate, one is told [`Rotation::Current`].
    pub async fn use_refresh_token(
        &self,
        token: RefreshUse,
        idle_expires_at: Timestamp,
        now: Timestamp,
    ) -> Result<Rotation, StorageError> {
        let mut update = grants::Entity::update_many()
            .col_expr(Column::IdleExpiresAt, Expr::value(idle_expires_at.0));
        if token.rotate {
            update = update
                .col_expr(Column::Generation, Expr::col(Column::Generation).add(1))
                .col_expr(Column::RotatedAt, Expr::value(now.0));
        }
        let current = update
            .filter(Column::TenantId.eq(self.tenant.0))
            .filter(Column::Id.eq(token.grant.0))
            .filter(Column::ClientRowId.eq(token.client.0))
            .filter(Column::Generation.eq(token.generation))
            .filter(Column::RedeemedAt.is_not_null())
            .filter(Column::RevokedAt.is_null())
            .filter(Column::IdleExpiresAt.gt(now.0))
            .filter(Column::ExpiresAt.gt(now.0))
            .exec_with_returning(&*self.db.single_write().await)
            .await?;
        if let Some(row) = current.into_iter().next() {
            return Ok(Rotation::Current(from_row(row)?));
        }
        let superseded = grants::Entity::find()
            .filter(Column::TenantId.eq(self.tenant.0))
            .filter(Column::Id.eq(token.grant.0))
            .filter(Column::ClientRowId.eq(token.client.0))
            .filter(Column::Generation.gt(token.generation))
            .filter(Column::RevokedAt.is_null())
            .filter(Column::ExpiresAt.gt(now.0))
            .one(self.db.reader())
            .await?;
        superseded.map_or(Ok(Rotation::Refused), |row| {
            Ok(Rotation::Superseded(from_row(row)?))
        })
    }

    /// A grant by its identifier.
    pub async fn grant(&self, id: GrantId) -> Result<Option<Grant>, StorageError> {
        let row = grants::Entity::find()
            .filter(Column::TenantId.eq(self.tenant.0))
            .filter(Column::Id.eq(id.0))
            .one(self.db.reader())
            .await?;
        row.map(from_row).transpose()
    }

    /// Revokes a grant and tells every node. `false` when it was revoked before or is none.
    pub async fn revoke_grant(
        &self,
        id: GrantId,
        reason: RevocationReason,
        tokens_until: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let tx = self.db.begin().await?;
        let mut revoked = grants::Entity::update_many()
            .set(grants::ActiveModel {
                revoked_at: Set(Some(now.0)),
                revoked_reason: Set(Some(reason.name().to_owned())),
                ..Default::default()
            })
            .filter(Column::TenantId.eq(self.tenant.0))
            .filter(Column::Id.eq(id.0))
            .filter(Column::RevokedAt.is_null())
            .exec_with_returning(&*tx)
            .await?;
        let Some(row) = revoked.pop() else {
            return Ok(false);
        };
        let change = Change::GrantRevoked(id, Some(StatusIndex(row.status_index)));
        let entries = [(change, tokens_until)];
        changes::append(&tx, &self.db, self.tenant, &entries, now).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// Which refresh token is used, and whether that replaces it.
#[derive(Clone, Copy, Debug)]
pub struct RefreshUse {
    /// Its grant.
    pub grant: GrantId,
    /// Its generation.
    pub generation: i64,
    /// The client that presents it.
    pub client: ClientRowId,
    /// Whether this use makes the next generation.
    pub rotate: bool,
}
