//! Browsers that signed in before, each known by a cookie of its own.

use sea_orm::sea_query::{Expr, ExprTrait as _, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{EventKind, LoginId, SecretHash, TenantId, UserId};

use super::database::Transaction;
use super::entities::{account_events, devices, grants, logins, users};
use super::{Notices, StorageError, TenantDb, grant_reach, user_lock};

/// A browser that signed in as a user before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its row.
    pub id: Uuid,
    /// What it calls itself.
    pub user_agent: String,
    /// From which network it was seen last.
    pub address: String,
    /// When it signed in first.
    pub created_at: Timestamp,
    /// When it signed in last.
    pub last_seen_at: Timestamp,
    /// Until then it is not asked for a second factor.
    pub trusted_until: Option<Timestamp>,
}

/// A browser that signs in, to be known from then on.
#[derive(Clone, Debug)]
pub struct SeenDevice {
    /// The row, when it is new.
    pub id: Uuid,
    /// The digest of its marker.
    pub marker: SecretHash,
    /// Until when it shall not be asked for a second factor; `None` leaves that as it is.
    pub trust_until: Option<Timestamp>,
}

fn from_row(row: devices::Model) -> Device {
    Device {
        id: row.id,
        user_agent: row.user_agent,
        address: row.address,
        created_at: Timestamp(row.created_at),
        last_seen_at: Timestamp(row.last_seen_at),
        trusted_until: row.trusted_until.map(Timestamp),
    }
}

/// Notes a device within the transaction of a sign-in.
pub(super) async fn see(
    tx: &Transaction<'_>,
    (tenant, user): (TenantId, UserId),
    device: SeenDevice,
    (user_agent, address): (&str, &str),
    now: Timestamp,
) -> Result<(), StorageError> {
    let mut updated = vec![
        devices::Column::LastSeenAt,
        devices::Column::UserAgent,
        devices::Column::Address,
        devices::Column::WrongPasswords,
    ];
    if device.trust_until.is_some() {
        updated.push(devices::Column::TrustedUntil);
    }
    devices::Entity::insert(devices::ActiveModel {
        id: Set(device.id),
        tenant_id: Set(tenant.0),
        user_id: Set(user.0),
        marker_hash: Set(device.marker.to_vec()),
        user_agent: Set(user_agent.to_owned()),
        address: Set(address.to_owned()),
        created_at: Set(now.0),
        last_seen_at: Set(now.0),
        trusted_until: Set(device.trust_until.map(|until| until.0)),
        wrong_passwords: Set(0),
    })
    .on_conflict(
        OnConflict::columns([devices::Column::UserId, devices::Column::MarkerHash])
            .update_columns(updated)
            .to_owned(),
    )
    .exec_without_returning(&**tx)
    .await?;
    Ok(())
}

/// Asks every browser of a user for a second factor again, within the transaction that is the reason for it. The user's row
/// is locked by then.
pub(super) async fn distrust_all(
    tx: &Transaction<'_>,
    tenant: TenantId,
    user: UserId,
) -> Result<(), StorageError> {
    distrust(tx, (tenant, user), None).await
}

/// The same, but for one login in one browser, and what came of it.
pub(super) async fn distrust(
    tx: &Transaction<'_>,
    (tenant, user): (TenantId, UserId),
    kept: Option<(LoginId, Option<SecretHash>)>,
) -> Result<(), StorageError> {
    // What a remembered browser stood in for is due again where somebody is signed in by it, too, and where an application is.
    let mut signed_in = Condition::all()
        .add(logins::Column::TenantId.eq(tenant.0))
        .add(logins::Column::UserId.eq(user.0))
        .add(logins::Column::RememberedDevice.eq(true));
    let mut granted = Condition::all()
        .add(grants::Column::TenantId.eq(tenant.0))
        .add(grants::Column::UserId.eq(user.0))
        .add(grants::Column::RevokedAt.is_null());
    let mut known = Condition::all()
        .add(devices::Column::TenantId.eq(tenant.0))
        .add(devices::Column::UserId.eq(user.0))
        .add(devices::Column::TrustedUntil.is_not_null());
    if let Some((login, marker)) = kept {
        signed_in = signed_in.add(logins::Column::Id.ne(login.0));
        granted = granted.add(grants::Column::LoginId.ne(login.0));
        if let Some(marker) = marker {
            known = known.add(devices::Column::MarkerHash.ne(marker.to_vec()));
        }
    }
    logins::Entity::update_many()
        .col_expr(logins::Column::RememberedDevice, Expr::value(false))
        .filter(signed_in)
        .exec(&**tx)
        .await?;
    grant_reach::forget_device(tx, granted).await?;
    devices::Entity::update_many()
        .col_expr(devices::Column::TrustedUntil, Expr::value(None::<i64>))
        .filter(known)
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Makes every browser of a user unknown, but the one that stays. What they were known by is worth nothing any more, also
/// where it was copied.
pub(super) async fn forget_all(
    tx: &Transaction<'_>,
    (tenant, user): (TenantId, UserId),
    kept: Option<SecretHash>,
) -> Result<(), StorageError> {
    let mut forgotten = devices::Entity::delete_many()
        .filter(devices::Column::TenantId.eq(tenant.0))
        .filter(devices::Column::UserId.eq(user.0));
    if let Some(kept) = kept {
        forgotten = forgotten.filter(devices::Column::MarkerHash.ne(kept.to_vec()));
    }
    forgotten.exec(&**tx).await?;
    Ok(())
}

/// Counts a wrong password of a browser that is known, and makes it unknown when there were too many in a row. For nobody's
/// identifier the same statements run.
pub(super) async fn count_wrong_password(
    tx: &Transaction<'_>,
    (tenant, user): (TenantId, UserId),
    (marker, most): (SecretHash, i64),
) -> Result<(), StorageError> {
    devices::Entity::update_many()
        .col_expr(
            devices::Column::WrongPasswords,
            Expr::col(devices::Column::WrongPasswords).add(1_i64),
        )
        .filter(devices::Column::TenantId.eq(tenant.0))
        .filter(devices::Column::UserId.eq(user.0))
        .filter(devices::Column::MarkerHash.eq(marker.to_vec()))
        .exec(&**tx)
        .await?;
    devices::Entity::delete_many()
        .filter(devices::Column::TenantId.eq(tenant.0))
        .filter(devices::Column::UserId.eq(user.0))
        .filter(devices::Column::MarkerHash.eq(marker.to_vec()))
        .filter(devices::Column::WrongPasswords.gte(most))
        .exec(&**tx)
        .await?;
    Ok(())
}

impl TenantDb {
    /// The device of that marker, if this user signed in with it before.
    pub async fn device(
        &self,
        user: UserId,
        marker: SecretHash,
    ) -> Result<Option<Device>, StorageError> {
        let row = devices::Entity::find()
            .filter(devices::Column::TenantId.eq(self.tenant.0))
            .filter(devices::Column::UserId.eq(user.0))
            .filter(devices::Column::MarkerHash.eq(marker.to_vec()))
            .one(self.db.reader())
            .await?;
        Ok(row.map(from_row))
    }

    /// Whether any browser may have signed in as this user before: one that is known yet, one that stands in their log, or one
    /// that both have forgotten, which takes longer than accounts made after `oldest` are there.
    pub async fn may_have_signed_in(
        &self,
        user: UserId,
        oldest: Timestamp,
    ) -> Result<bool, StorageError> {
        let known = devices::Entity::find()
            .select_only()
            .column(devices::Column::Id)
            .filter(devices::Column::TenantId.eq(self.tenant.0))
            .filter(devices::Column::UserId.eq(user.0));
        let told = account_events::Entity::find()
            .select_only()
            .column(account_events::Column::Id)
            .filter(account_events::Column::TenantId.eq(self.tenant.0))
            .filter(account_events::Column::UserId.eq(user.0))
            .filter(account_events::Column::Kind.eq(EventKind::SignedIn.name()));
        let old = users::Entity::find()
            .select_only()
            .column(users::Column::Id)
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(user.0))
            .filter(users::Column::CreatedAt.lte(oldest.0));
        let reader = self.db.reader();
        Ok(known.into_tuple::<Uuid>().one(reader).await?.is_some()
            || told.into_tuple::<Uuid>().one(reader).await?.is_some()
            || old.into_tuple::<Uuid>().one(reader).await?.is_some())
    }

    /// Every device of a user, the last seen first.
    pub async fn devices(&self, user: UserId) -> Result<Vec<Device>, StorageError> {
        let rows = devices::Entity::find()
            .filter(devices::Column::TenantId.eq(self.tenant.0))
            .filter(devices::Column::UserId.eq(user.0))
            .order_by_desc(devices::Column::LastSeenAt)
            .all(self.db.reader())
            .await?;
        Ok(rows.into_iter().map(from_row).collect())
    }

    /// Asks every browser of a user for a second factor again, but that of one login. It stays known.
    pub async fn distrust_devices(
        &self,
        user: UserId,
        kept: Option<(LoginId, Option<SecretHash>)>,
        notices: Notices,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let tx = self.db.begin().await?;
        if user_lock::locked(&tx, self.tenant, user).await?.is_none() {
            return Ok(());
        }
        distrust(&tx, (self.tenant, user), kept).await?;
        notices.write(&tx, self.tenant, now).await?;
        tx.commit().await
    }

    /// Makes every browser of a user unknown but that of the marker, which is asked for a second factor again as well.
    pub async fn forget_devices(
        &self,
        user: UserId,
        kept: Option<SecretHash>,
        notices: Notices,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let tx = self.db.begin().await?;
        user_lock::lock(&tx, self.tenant, [user]).await?;
        distrust_all(&tx, self.tenant, user).await?;
        forget_all(&tx, (self.tenant, user), kept).await?;
        notices.write(&tx, self.tenant, now).await?;
        tx.commit().await
    }
}
