//! Which logins came of a provider's word: a provider that signs somebody out ends them.

use std::collections::BTreeSet;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
};
use uuid::Uuid;

use crate::model::{IdentityKey, LoginId, ProviderId, TenantId, UpstreamLogin, UserId};

use super::database::Transaction;
use super::entities::{identities, providers, upstream_logins};
use super::{StorageError, TenantDb};

/// Whether the identity is still its person's, and its provider still vouches for anybody.
///
/// Locked within the transaction of the login that rests on it, so that whoever disconnects it meanwhile finds that
/// login, or prevents it.
pub(super) async fn is_connected(
    tx: &Transaction<'_>,
    tenant: TenantId,
    user: UserId,
    upstream: Option<&UpstreamLogin>,
) -> Result<bool, StorageError> {
    let Some(upstream) = upstream else {
        return Ok(true);
    };
    let provider = identities::Entity::find()
        .select_only()
        .column(identities::Column::ProviderId)
        .filter(identities::Column::TenantId.eq(tenant.0))
        .filter(identities::Column::Id.eq(upstream.identity))
        .filter(identities::Column::UserId.eq(user.0))
        .lock_shared()
        .into_tuple::<Uuid>()
        .one(&**tx)
        .await?;
    let Some(provider) = provider else {
        return Ok(false);
    };
    let usable = providers::Entity::find()
        .filter(providers::Column::TenantId.eq(tenant.0))
        .filter(providers::Column::Id.eq(provider))
        .filter(providers::Column::DisabledAt.is_null())
        .count(&**tx)
        .await?;
    Ok(usable > 0)
}

/// Notes how a login was made, within the transaction that makes it. One that is made anew by another provider is that one's from
/// then on; one that is made anew here stays with the provider that vouched for it: the tokens of before rest on its word.
pub(super) async fn note(
    tx: &Transaction<'_>,
    tenant: TenantId,
    login: LoginId,
    upstream: Option<UpstreamLogin>,
) -> Result<(), StorageError> {
    let Some(upstream) = upstream else {
        return Ok(());
    };
    forget(tx, tenant, login).await?;
    upstream_logins::Entity::insert(upstream_logins::ActiveModel {
        login_id: Set(login.0),
        tenant_id: Set(tenant.0),
        identity_id: Set(upstream.identity),
        sid: Set(upstream.sid),
    })
    .exec_without_returning(&**tx)
    .await?;
    Ok(())
}

async fn forget(
    tx: &Transaction<'_>,
    tenant: TenantId,
    login: LoginId,
) -> Result<(), StorageError> {
    upstream_logins::Entity::delete_many()
        .filter(upstream_logins::Column::TenantId.eq(tenant.0))
        .filter(upstream_logins::Column::LoginId.eq(login.0))
        .exec(&**tx)
        .await?;
    Ok(())
}

impl TenantDb {
    /// The logins that came of that identity, each with whose it is; with a `sid`, of that session of the provider's, and
    /// of those that named none.
    pub async fn logins_of_identity(
        &self,
        key: &IdentityKey,
        sid: Option<&str>,
    ) -> Result<Vec<(LoginId, UserId)>, StorageError> {
        let identity = identities::Entity::find()
            .select_only()
            .column(identities::Column::Id)
            .column(identities::Column::UserId)
            .filter(identities::Column::TenantId.eq(self.tenant.0))
            .filter(identities::Column::ProviderId.eq(key.provider.0))
            .filter(identities::Column::Issuer.eq(key.issuer.as_str()))
            .filter(identities::Column::Subject.eq(key.subject.as_str()))
            .into_tuple::<(Uuid, Uuid)>()
            .one(self.db.reader())
            .await?;
        let Some((identity, user)) = identity else {
            return Ok(Vec::new());
        };
        let mut query = upstream_logins::Entity::find()
            .filter(upstream_logins::Column::TenantId.eq(self.tenant.0))
            .filter(upstream_logins::Column::IdentityId.eq(identity));
        if let Some(sid) = sid {
            // A login whose ID token named no session may be of that one.
            let of_it = Condition::any()
                .add(upstream_logins::Column::Sid.eq(sid))
                .add(upstream_logins::Column::Sid.is_null());
            query = query.filter(of_it);
        }
        let rows = query.all(self.db.reader()).await?;
        let theirs = rows
            .into_iter()
            .map(|row| (LoginId(row.login_id), UserId(user)));
        Ok(theirs.collect())
    }

    /// The logins that came of that session of the provider's, whoever it is of: "sid … If the sub is not present, this Claim
    /// MUST be present"  OpenID Connect Back-Channel Logout §2.4
    pub async fn logins_of_upstream_session(
        &self,
        (provider, issuer): (ProviderId, &str),
        sid: &str,
    ) -> Result<Vec<(LoginId, UserId)>, StorageError> {
        let rows = upstream_logins::Entity::find()
            .filter(upstream_logins::Column::TenantId.eq(self.tenant.0))
            .filter(upstream_logins::Column::Sid.eq(sid))
            .all(self.db.reader())
            .await?;
        let known: BTreeSet<Uuid> = rows.iter().map(|row| row.identity_id).collect();
        let theirs = identities::Entity::find()
            .select_only()
            .column(identities::Column::Id)
            .column(identities::Column::UserId)
            .filter(identities::Column::TenantId.eq(self.tenant.0))
            .filter(identities::Column::ProviderId.eq(provider.0))
            .filter(identities::Column::Issuer.eq(issuer))
            .filter(identities::Column::Id.is_in(known))
            .into_tuple::<(Uuid, Uuid)>()
            .all(self.db.reader())
            .await?;
        let whose = |row: upstream_logins::Model| {
            let (_, user) = theirs.iter().find(|(id, _)| *id == row.identity_id)?;
            Some((LoginId(row.login_id), UserId(*user)))
        };
        Ok(rows.into_iter().filter_map(whose).collect())
    }

    /// How a login was made, if a provider vouched.
    pub async fn upstream_login(
        &self,
        login: LoginId,
    ) -> Result<Option<UpstreamLogin>, StorageError> {
        let row = upstream_logins::Entity::find()
            .filter(upstream_logins::Column::TenantId.eq(self.tenant.0))
            .filter(upstream_logins::Column::LoginId.eq(login.0))
            .one(self.db.reader())
            .await?;
        Ok(row.map(|row| UpstreamLogin {
            identity: row.identity_id,
            sid: row.sid,
            word: None,
        }))
    }
}
