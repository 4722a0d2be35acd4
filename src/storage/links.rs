//! Single-use links: a digest of the token, for whom and for which address it is.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Select};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{Link, LinkPurpose, SecretHash, TenantId, UserId};

use super::database::Transaction;
use super::entities::{links, users};
use super::{Notices, StorageError, TenantDb, user_lock};

fn from_row(row: links::Model) -> Result<Link, StorageError> {
    Ok(Link {
        id: row.id,
        user: row.user_id.map(UserId),
        purpose: LinkPurpose::from_name(&row.purpose)
            .ok_or(StorageError::Corrupt("links.purpose"))?,
        token: SecretHash::from_slice(&row.token_hash)
            .ok_or(StorageError::Corrupt("links.token_hash"))?,
        address: row.address,
        details: serde_json::from_str(&row.details)
            .map_err(|_| StorageError::Corrupt("links.details"))?,
        credential_version: row.credential_version,
        expires_at: Timestamp(row.expires_at),
    })
}

/// Spends a link within the transaction of what it does: of several at once exactly one is told yes.
pub(super) async fn spend(
    tx: &Transaction<'_>,
    tenant: TenantId,
    link: Uuid,
    now: Timestamp,
) -> Result<bool, StorageError> {
    let spent = links::Entity::update_many()
        .col_expr(links::Column::UsedAt, Expr::value(now.0))
        .filter(links::Column::TenantId.eq(tenant.0))
        .filter(links::Column::Id.eq(link))
        .filter(links::Column::UsedAt.is_null())
        .filter(links::Column::ExpiresAt.gt(now.0))
        .exec(&**tx)
        .await?
        .rows_affected;
    Ok(spent == 1)
}

/// The unused links of an address that are for no user yet.
fn nobodys(tenant: TenantId, purpose: LinkPurpose, address: &str) -> Select<links::Entity> {
    links::Entity::find()
        .filter(links::Column::TenantId.eq(tenant.0))
        .filter(links::Column::Purpose.eq(purpose.name()))
        .filter(links::Column::UserId.is_null())
        .filter(links::Column::Address.eq(address))
        .filter(links::Column::UsedAt.is_null())
}

/// Makes every link of an address void that would make an account with it, since there is one now.
pub(super) async fn void_nobodys(
    tx: &Transaction<'_>,
    tenant: TenantId,
    address: &str,
) -> Result<(), StorageError> {
    links::Entity::delete_many()
        .filter(links::Column::TenantId.eq(tenant.0))
        .filter(links::Column::UserId.is_null())
        .filter(links::Column::Address.eq(address))
        .filter(links::Column::UsedAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Makes every link of a user void, within the transaction that is the reason for it.
pub(super) async fn void_all(
    tx: &Transaction<'_>,
    tenant: TenantId,
    user: UserId,
) -> Result<(), StorageError> {
    links::Entity::delete_many()
        .filter(links::Column::TenantId.eq(tenant.0))
        .filter(links::Column::UserId.eq(user.0))
        .filter(links::Column::UsedAt.is_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

impl TenantDb {
    /// Writes a link with the mail that brings it. The former ones of its purpose go: of the same user, or (where there is no
    /// user yet) of the same address and browser, so that a stranger's request ends nobody else's. Entries of nobody's log are
    /// not written, at the same cost.
    pub async fn add_link(
        &self,
        link: Link,
        mut notices: Notices,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let tx = self.db.begin().await?;
        // Two who ask at once have one link, and nobody is deleted meanwhile. A decoy costs the same statements.
        user_lock::lock(&tx, self.tenant, link.user).await?;
        self.remove_former(&tx, &link).await?;
        let row = links::ActiveModel {
            id: Set(link.id),
            tenant_id: Set(self.tenant.0),
            user_id: Set(link.user.map(|user| user.0)),
            purpose: Set(link.purpose.name().to_owned()),
            token_hash: Set(link.token.to_vec()),
            address: Set(link.address),
            details: Set(serde_json::to_string(&link.details)
                .map_err(|_| StorageError::Corrupt("links.details"))?),
            credential_version: Set(link.credential_version),
            created_at: Set(now.0),
            expires_at: Set(link.expires_at.0),
            used_at: Set(None),
        };
        links::Entity::insert(row)
            .exec_without_returning(&*tx)
            .await?;
        for (id, event) in std::mem::take(&mut notices.events) {
            tx.execute(&self.auditing(id, &event, now)?).await?;
            tx.execute(&self.telling(id, event, true, now)?).await?;
        }
        notices.write(&tx, self.tenant, now).await?;
        tx.commit().await
    }

    async fn remove_former(&self, tx: &Transaction<'_>, link: &Link) -> Result<(), StorageError> {
        let of_purpose = links::Entity::delete_many()
            .filter(links::Column::TenantId.eq(self.tenant.0))
            .filter(links::Column::Purpose.eq(link.purpose.name()));
        // Asked for somebody's link as well, so that a decoy costs the same.
        let rows = nobodys(self.tenant, link.purpose, &link.address)
            .all(&**tx)
            .await?;
        let mut ids = Vec::new();
        for row in rows {
            let row = from_row(row)?;
            if row.detail("browser") == link.detail("browser") {
                ids.push(row.id);
            }
        }
        let former = match link.user {
            Some(user) => of_purpose.filter(links::Column::UserId.eq(user.0)),
            None => of_purpose.filter(links::Column::Id.is_in(ids)),
        };
        former.exec(&**tx).await?;
        Ok(())
    }

    /// The link of that token, if it may still be used. Looking changes nothing.
    pub async fn live_link(
        &self,
        purpose: LinkPurpose,
        token: SecretHash,
        now: Timestamp,
    ) -> Result<Option<Link>, StorageError> {
        let found = links::Entity::find()
            .filter(links::Column::TenantId.eq(self.tenant.0))
            .filter(links::Column::TokenHash.eq(token.to_vec()))
            .filter(links::Column::Purpose.eq(purpose.name()))
            .filter(links::Column::UsedAt.is_null())
            .filter(links::Column::ExpiresAt.gt(now.0))
            .one(self.db.reader())
            .await?;
        let Some(link) = found.map(from_row).transpose()? else {
            return Ok(None);
        };
        let Some(user) = link.user else {
            return Ok(Some(link));
        };
        let owner = users::Entity::find()
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(user.0))
            .one(self.db.reader())
            .await?;
        Ok(owner
            .filter(|owner| still_theirs(&link, owner))
            .map(|_| link))
    }
}

/// Whether a link is as good as when it was made: the same credentials, the same address, an account that is let in. What
/// was changed since makes it void.
pub(super) fn still_theirs(link: &Link, owner: &users::Model) -> bool {
    let address = match link.purpose {
        // It goes to the new address, and holds while the old one is the account's.
        LinkPurpose::ChangeEmail => link.detail("old"),
        LinkPurpose::VerifyEmail
        | LinkPurpose::ResetPassword
        | LinkPurpose::SignIn
        | LinkPurpose::Invitation => link.address.as_str(),
    };
    owner.disabled_at.is_none()
        && owner.credential_version == link.credential_version
        && owner.email.as_deref().unwrap_or_default() == address
}
