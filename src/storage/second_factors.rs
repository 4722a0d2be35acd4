//! Authenticator apps, codes by mail and by text message: one row of a kind for each user.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::UserId;
use crate::model::policy::FactorKind;
use crate::vault::Place;

use super::entities::second_factors;
use super::{Notices, StorageError, TenantDb, factor_guard, factor_kinds};

/// A second factor that was set up.
#[derive(Clone, Debug)]
pub struct StoredFactor {
    /// Its row.
    pub id: Uuid,
    /// Its kind.
    pub kind: FactorKind,
    /// What codes are made of, or the phone they are sent to: sealed for [`factor_place`].
    pub sealed_secret: Option<Vec<u8>>,
    /// When it was set up.
    pub created_at: Timestamp,
    /// When it was used last.
    pub last_used_at: Option<Timestamp>,
}

/// A factor that was proven and is to be written.
#[derive(Clone, Debug)]
pub struct NewFactor {
    /// Its row.
    pub id: Uuid,
    /// Its kind; one of this kind that is there already goes.
    pub kind: FactorKind,
    /// See [`StoredFactor::sealed_secret`].
    pub sealed_secret: Option<Vec<u8>>,
    /// The step whose code proved an authenticator app: it proves nothing again.
    pub last_step: Option<i64>,
}

/// Whose factors change, and under which version of the credentials that was allowed: under another one nothing changes.
#[derive(Clone, Copy, Debug)]
pub struct Allowed {
    /// Whose.
    pub user: UserId,
    /// [`Credentials::version`](super::Credentials::version).
    pub version: i64,
}

/// Where the secret of a factor stands.
pub fn factor_place(id: Uuid) -> Place {
    Place {
        table: "second_factors",
        column: "sealed_secret",
        row: id.to_string(),
    }
}

impl TenantDb {
    /// The second factors of a user, passkeys and recovery codes apart.
    pub async fn factors(&self, user: UserId) -> Result<Vec<StoredFactor>, StorageError> {
        let rows = second_factors::Entity::find()
            .filter(second_factors::Column::TenantId.eq(self.tenant.0))
            .filter(second_factors::Column::UserId.eq(user.0))
            .filter(second_factors::Column::ConfirmedAt.is_not_null())
            .all(self.db.reader())
            .await?;
        rows.into_iter().map(from_row).collect()
    }

    /// The factor of that kind.
    pub async fn factor(
        &self,
        user: UserId,
        kind: FactorKind,
    ) -> Result<Option<StoredFactor>, StorageError> {
        let mut factors = self.factors(user).await?;
        factors.retain(|factor| factor.kind == kind);
        Ok(factors.pop())
    }

    /// Writes a factor in place of any of its kind. `None`, and nothing changes, when the credentials are not those under
    /// which it was allowed any more; else their new version.
    pub async fn set_factor(
        &self,
        allowed: Allowed,
        factor: NewFactor,
        notices: Notices,
        now: Timestamp,
    ) -> Result<Option<i64>, StorageError> {
        let tx = self.db.begin().await?;
        if !factor_guard::still_allowed(&tx, self.tenant, allowed).await? {
            return Ok(None);
        }
        second_factors::Entity::delete_many()
            .filter(self.of(allowed.user, factor.kind))
            .exec(&*tx)
            .await?;
        second_factors::Entity::insert(second_factors::ActiveModel {
            id: Set(factor.id),
            tenant_id: Set(self.tenant.0),
            user_id: Set(allowed.user.0),
            kind: Set(factor.kind.name().to_owned()),
            sealed_secret: Set(factor.sealed_secret),
            last_step: Set(factor.last_step),
            confirmed_at: Set(Some(now.0)),
            created_at: Set(now.0),
            last_used_at: Set(None),
        })
        .exec_without_returning(&*tx)
        .await?;
        notices.write(&tx, self.tenant, now).await?;
        let version = factor_kinds::changed(&tx, &self.db, self.tenant, allowed.user, now).await?;
        tx.commit().await?;
        Ok(Some(version))
    }

    /// Takes a factor away. `None`, and nothing changes, when it is not there or the credentials are others by now.
    pub async fn remove_factor(
        &self,
        allowed: Allowed,
        kind: FactorKind,
        notices: Notices,
        now: Timestamp,
    ) -> Result<Option<i64>, StorageError> {
        let tx = self.db.begin().await?;
        if !factor_guard::still_allowed(&tx, self.tenant, allowed).await? {
            return Ok(None);
        }
        let removed = second_factors::Entity::delete_many()
            .filter(self.of(allowed.user, kind))
            .exec(&*tx)
            .await?
            .rows_affected;
        if removed == 0 {
            return Ok(None);
        }
        notices.write(&tx, self.tenant, now).await?;
        let version = factor_kinds::changed(&tx, &self.db, self.tenant, allowed.user, now).await?;
        tx.commit().await?;
        Ok(Some(version))
    }

    /// Accepts a step of an authenticator app, if none as late was accepted before: of several requests with one code one wins.
    ///
    /// "The verifier MUST NOT accept the second attempt of the OTP after the successful validation has been issued for the
    /// first OTP"  RFC 6238 §5.2
    pub async fn accept_step(
        &self,
        factor: Uuid,
        step: i64,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let accepted = second_factors::Entity::update_many()
            .col_expr(second_factors::Column::LastStep, Expr::value(step))
            .col_expr(second_factors::Column::LastUsedAt, Expr::value(now.0))
            .filter(second_factors::Column::TenantId.eq(self.tenant.0))
            .filter(second_factors::Column::Id.eq(factor))
            .filter(
                Condition::any()
                    .add(second_factors::Column::LastStep.is_null())
                    .add(second_factors::Column::LastStep.lt(step)),
            )
            .exec(&*self.db.single_write().await)
            .await?
            .rows_affected;
        Ok(accepted == 1)
    }

    /// Notes that a factor was used.
    pub async fn note_factor_use(
        &self,
        user: UserId,
        kind: FactorKind,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        second_factors::Entity::update_many()
            .col_expr(second_factors::Column::LastUsedAt, Expr::value(now.0))
            .filter(self.of(user, kind))
            .exec(&*self.db.single_write().await)
            .await?;
        Ok(())
    }

    fn of(&self, user: UserId, kind: FactorKind) -> Condition {
        Condition::all()
            .add(second_factors::Column::TenantId.eq(self.tenant.0))
            .add(second_factors::Column::UserId.eq(user.0))
            .add(second_factors::Column::Kind.eq(kind.name()))
    }
}

fn from_row(row: second_factors::Model) -> Result<StoredFactor, StorageError> {
    Ok(StoredFactor {
        id: row.id,
        kind: FactorKind::from_name(&row.kind)
            .ok_or(StorageError::Corrupt("second_factors.kind"))?,
        sealed_secret: row.sealed_secret,
        created_at: Timestamp(row.created_at),
        last_used_at: row.last_used_at.map(Timestamp),
    })
}
