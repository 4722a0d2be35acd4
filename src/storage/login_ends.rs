//! Logins that end: their rows go, codes not yet redeemed die, and so does what came of signing in within an application,
//! applications are owed a word, and every node learns that their tokens are void.

use std::collections::HashSet;

use sea_orm::sea_query::{Expr, LockType};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::scope::OFFLINE_ACCESS;
use crate::model::{GrantId, LoginId, StatusIndex, TenantId, UserId};

use super::changes::{self, Change, KEPT_SECONDS};
use super::database::{MOST_VALUES, Transaction};
use super::entities::{grants, logins};
use super::{Notices, StorageError, TenantDb, logout_deliveries, user_lock};

/// How many logins one transaction ends.
const AT_ONCE: u64 = 100;

impl TenantDb {
    /// Ends logins, each of the person beside it. Answers which of them were there; `told` makes the notices of these.
    pub async fn end_logins(
        &self,
        whose: &[(LoginId, UserId)],
        tokens_until: Timestamp,
        told: impl FnOnce(&[(LoginId, UserId)]) -> Notices,
        now: Timestamp,
    ) -> Result<Vec<LoginId>, StorageError> {
        if whose.is_empty() {
            return Ok(Vec::new());
        }
        let tx = self.db.begin().await?;
        let people = whose.iter().map(|(_, user)| *user);
        user_lock::lock(&tx, self.tenant, people).await?;
        let pairs = whose.iter().map(|(login, user)| {
            Condition::all()
                .add(logins::Column::Id.eq(login.0))
                .add(logins::Column::UserId.eq(user.0))
        });
        let any = pairs.fold(Condition::any(), Condition::add);
        let (ended, void) = end(&tx, self.tenant, any, now).await?;
        if ended.is_empty() {
            return Ok(ended);
        }
        let mut theirs = whose.to_vec();
        theirs.retain(|(login, _)| ended.contains(login));
        told(&theirs).write(&tx, self.tenant, now).await?;
        self.announce_ended(&tx, (&ended, void), tokens_until, now)
            .await?;
        tx.commit().await?;
        Ok(ended)
    }

    /// Ends some logins of a person, the oldest first, but never `kept`. Whoever wants all of them ended calls it until it
    /// ends none; a transaction for all would be as large as their number. `told` makes the notices.
    pub async fn end_some_logins(
        &self,
        (user, kept): (UserId, Option<LoginId>),
        tokens_until: Timestamp,
        told: impl FnOnce(&[LoginId]) -> Notices,
        now: Timestamp,
    ) -> Result<Vec<LoginId>, StorageError> {
        let tx = self.db.begin().await?;
        user_lock::lock(&tx, self.tenant, [user]).await?;
        let mut others = Condition::all().add(logins::Column::UserId.eq(user.0));
        if let Some(kept) = kept {
            others = others.add(logins::Column::Id.ne(kept.0));
        }
        let some = logins::Entity::find()
            .select_only()
            .column(logins::Column::Id)
            .filter(logins::Column::TenantId.eq(self.tenant.0))
            .filter(others)
            .order_by_asc(logins::Column::Id)
            .limit(AT_ONCE)
            .into_tuple::<Uuid>()
            .all(&*tx)
            .await?;
        if some.is_empty() {
            return Ok(Vec::new());
        }
        let some = Condition::all().add(logins::Column::Id.is_in(some));
        let (ended, void) = end(&tx, self.tenant, some, now).await?;
        told(&ended).write(&tx, self.tenant, now).await?;
        self.announce_ended(&tx, (&ended, void), tokens_until, now)
            .await?;
        tx.commit().await?;
        Ok(ended)
    }

    /// Ends the logins of a condition whose owners are locked, within a transaction that does more.
    pub(super) async fn end_within(
        &self,
        tx: &Transaction<'_>,
        which: Condition,
        tokens_until: Timestamp,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let (ended, void) = end(tx, self.tenant, which, now).await?;
        self.announce_ended(tx, (&ended, void), tokens_until, now)
            .await
    }

    async fn announce_ended(
        &self,
        tx: &Transaction<'_>,
        (ended, void): (&[LoginId], Vec<Change>),
        tokens_until: Timestamp,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let entries: Vec<_> = ended
            .iter()
            .map(|id| Change::LoginEnded(*id))
            .chain(void)
            .map(|change| (change, tokens_until))
            .collect();
        changes::append(tx, &self.db, self.tenant, &entries, now).await
    }
}

/// Ends those of a condition whose owners are locked. Answers which, and what came of them and is void with them.
async fn end(
    tx: &Transaction<'_>,
    tenant: TenantId,
    which: Condition,
    now: Timestamp,
) -> Result<(Vec<LoginId>, Vec<Change>), StorageError> {
    let rows = logins::Entity::delete_many()
        .filter(logins::Column::TenantId.eq(tenant.0))
        .filter(which)
        .exec_with_returning(&**tx)
        .await?;
    let ended: Vec<LoginId> = rows.iter().map(|row| LoginId(row.id)).collect();
    let void = end_grants(tx, tenant, &rows, now).await?;
    logout_deliveries::owe(tx, tenant, &ended, now).await?;
    Ok((ended, void))
}

/// Ends what came of logins: codes that were not redeemed; what somebody signed in to within an application, with its refresh
/// token, since that is all that the application has; and whatever has an access token that may be alive. Not what is for offline
/// use, which has "access … even when the End-User is not present"  OpenID Connect Core §11. Answers what of it tokens came of.
///
/// A code that is redeemed at the same time is waited for, and then is one or the other.
async fn end_grants(
    tx: &Transaction<'_>,
    tenant: TenantId,
    rows: &[logins::Model],
    now: Timestamp,
) -> Result<Vec<Change>, StorageError> {
    let direct: HashSet<Uuid> = rows
        .iter()
        .filter(|row| row.client_row_id.is_some())
        .map(|row| row.id)
        .collect();
    let lately = now.plus_seconds(-KEPT_SECONDS);
    // Without offline use there is no refresh token, so that the last access token is the first one.
    let may_end = Condition::any()
        .add(grants::Column::RedeemedAt.is_null())
        .add(grants::Column::RedeemedAt.gt(lately.0))
        .add(grants::Column::LoginId.is_in(direct.iter().copied()));
    let found = grants::Entity::find()
        .filter(grants::Column::TenantId.eq(tenant.0))
        .filter(grants::Column::LoginId.is_in(rows.iter().map(|row| row.id)))
        .filter(grants::Column::RevokedAt.is_null())
        .filter(may_end)
        .order_by_asc(grants::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .all(&**tx)
        .await?;
    let is_offline = |scope: &str| scope.split(' ').any(|one| one == OFFLINE_ACCESS);
    let ending: Vec<grants::Model> = found
        .into_iter()
        .filter(|row| {
            let goes_on = row.redeemed_at.is_some() && is_offline(&row.scope);
            direct.contains(&row.login_id) || !goes_on
        })
        .collect();
    for some in ending.chunks(MOST_VALUES) {
        grants::Entity::update_many()
            .col_expr(grants::Column::RevokedAt, Expr::value(now.0))
            .filter(grants::Column::Id.is_in(some.iter().map(|row| row.id)))
            .exec(&**tx)
            .await?;
    }
    Ok(ending
        .into_iter()
        .filter(|row| row.redeemed_at.is_some())
        .map(|row| Change::GrantRevoked(GrantId(row.id), Some(StatusIndex(row.status_index))))
        .collect())
}
