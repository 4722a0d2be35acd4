//! Browsers that are signed in. The session cookie's hash is a column: there is no other session record, so a sign-in is
//! one commit and a signed-out session has no row that a late write could bring back.

use sea_orm::sea_query::{Expr, ExprTrait as _, LockType};
use sea_orm::{
    ActiveValue,
    ActiveValue::{NotSet, Set},
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::clock::Timestamp;
use crate::model::{Acr, Login, LoginId, SecretHash, TenantId, UpstreamLogin, UserId};

use super::database::Transaction;
use super::devices::{self, SeenDevice};
use super::entities::{logins, users};
use super::grants::{self, DirectGrant};
use super::{KeptLogin, Notices, StorageError, TenantDb, passwords, upstream_logins};

/// How many accounts one browser may be signed in with at a time.
const MAX_PER_SESSION: u64 = 16;

/// A sign-in to be written.
#[derive(Clone, Debug)]
pub struct NewLogin {
    /// Its identifier, when this user is not signed in here yet.
    pub id: LoginId,
    /// Who signed in.
    pub user: UserId,
    /// The version of the user's credentials when they were proven.
    pub credential_version: i64,
    /// The session before, whose logins move to the new one: the identifier changes with every sign-in.
    pub old_session: Option<SecretHash>,
    /// The session from now on.
    pub new_session: SecretHash,
    /// See [`Login::proven_at`].
    pub proven_at: Timestamp,
    /// How (RFC 8176).
    pub amr: Vec<String>,
    /// How sure that makes us.
    pub acr: Acr,
    /// What the browser calls itself, shortened.
    pub user_agent: String,
    /// From which address.
    pub address: String,
    /// When this login ends at the latest; one that goes on with a further step ends when it would have.
    pub expires_at: Timestamp,
    /// See [`Login::remembered_device`].
    pub remembered_device: bool,
    /// The browser, to be known from then on.
    pub device: Option<SeenDevice>,
    /// Who vouched for them elsewhere, if anybody did.
    pub upstream: Option<UpstreamLogin>,
    /// The application it is within, with what it is allowed, where it is no browser.
    pub direct: Option<DirectGrant>,
    /// The login of the same session that proved a part of it, and must not have ended meanwhile.
    pub rests_on: Option<LoginId>,
    /// What is written along with it.
    pub notices: Notices,
}

pub(super) fn from_row(row: logins::Model) -> Result<Login, StorageError> {
    Ok(Login {
        id: LoginId(row.id),
        tenant: TenantId(row.tenant_id),
        user: UserId(row.user_id),
        auth_time: Timestamp(row.auth_time),
        proven_at: Timestamp(row.proven_at),
        amr: row
            .amr
            .split(' ')
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect(),
        acr: Acr::from_name(&row.acr).ok_or(StorageError::Corrupt("logins.acr"))?,
        remembered_device: row.remembered_device,
        last_seen_at: Timestamp(row.last_seen_at),
    })
}

impl TenantDb {
    /// The logins of a session that are neither idle too long nor at their end, the most recent sign-in first.
    pub async fn logins(
        &self,
        session: SecretHash,
        idle_seconds: i64,
        now: Timestamp,
    ) -> Result<Vec<Login>, StorageError> {
        let rows = logins::Entity::find()
            .filter(logins::Column::TenantId.eq(self.tenant.0))
            .filter(logins::Column::SessionHash.eq(session.to_vec()))
            .filter(logins::Column::ExpiresAt.gt(now.0))
            .filter(logins::Column::LastSeenAt.gt(now.plus_seconds(-idle_seconds).0))
            .order_by_desc(logins::Column::AuthTime)
            .limit(MAX_PER_SESSION)
            .all(self.db.reader())
            .await?;
        rows.into_iter().map(from_row).collect()
    }

    /// Records a sign-in under a new session identifier, in one transaction. A user who is signed in already keeps the
    /// login (and so the `sid`), with a new `auth_time`.
    ///
    /// `None` when what it rests on has ended, or the user was disabled or given another password since it was checked: the row is locked while it is
    /// looked at, so that a replaced password cannot sign anybody in any more, not even in the same moment.
    pub async fn sign_in(
        &self,
        login: NewLogin,
        now: Timestamp,
    ) -> Result<Option<Login>, StorageError> {
        let tx = self.db.begin().await?;
        let unchanged = users::Entity::find()
            .select_only()
            .column(users::Column::Id)
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(login.user.0))
            .filter(users::Column::CredentialVersion.eq(login.credential_version))
            .filter(users::Column::DisabledAt.is_null())
            .lock_shared()
            .into_tuple::<uuid::Uuid>()
            .one(&*tx)
            .await?;
        if unchanged.is_none() {
            return Ok(None);
        }
        let upstream = login.upstream.as_ref();
        if !upstream_logins::is_connected(&tx, self.tenant, login.user, upstream).await? {
            return Ok(None);
        }
        if let Some(session) = login.old_session {
            lock_session(&tx, self.tenant, session).await?;
        }
        if let Some(rests_on) = login.rests_on
            && !is_of_session(&*tx, self.tenant, rests_on, login.old_session).await?
        {
            return Ok(None);
        }
        if let Some(device) = login.device.clone() {
            let browser = (login.user_agent.as_str(), login.address.as_str());
            devices::see(&tx, (self.tenant, login.user), device, browser, now).await?;
        }
        login.notices.write(&tx, self.tenant, now).await?;
        let row = logins::Model {
            id: login.id.0,
            tenant_id: self.tenant.0,
            session_hash: login.new_session.to_vec(),
            user_id: login.user.0,
            auth_time: now.0,
            proven_at: login.proven_at.0,
            amr: login.amr.join(" "),
            acr: login.acr.name().to_owned(),
            user_agent: login.user_agent,
            address: login.address,
            created_at: now.0,
            last_seen_at: now.0,
            expires_at: login.expires_at.0,
            client_row_id: login.direct.as_ref().map(|direct| direct.client.0),
            remembered_device: login.remembered_device,
            device_id: None,
        };
        let Some(old_session) = login.old_session else {
            logins::Entity::insert(row.clone().into_active_model())
                .exec_without_returning(&*tx)
                .await?;
            upstream_logins::note(&tx, self.tenant, login.id, login.upstream).await?;
            let written = from_row(row)?;
            if let Some(direct) = login.direct {
                grants::insert_direct(&tx, &written, direct, now).await?;
            }
            tx.commit().await?;
            return Ok(Some(written));
        };
        let signed_in = renewed_or_written(&tx, (old_session, login.rests_on), row).await?;
        let id = LoginId(signed_in.id);
        upstream_logins::note(&tx, self.tenant, id, login.upstream).await?;
        tx.commit().await?;
        from_row(signed_in).map(Some)
    }

    /// Whether a login is one of that session's: whoever has signed out has none.
    pub async fn is_of_session(
        &self,
        login: LoginId,
        session: Option<SecretHash>,
    ) -> Result<bool, StorageError> {
        is_of_session(self.db.reader(), self.tenant, login, session).await
    }

    /// Notes that a login has proven more, and moves it, with the browser's others, to another session: "New id at login,
    /// MFA, step-up", so that nobody who has a copy of the former one is lifted along. An ended login has no row and stays
    /// ended.
    pub async fn lift_login(
        &self,
        lifted: KeptLogin,
        acr: Acr,
        amr: &[String],
    ) -> Result<(), StorageError> {
        let tx = self.db.begin().await?;
        passwords::move_session(&tx, self.tenant, lifted).await?;
        logins::Entity::update_many()
            .set(logins::ActiveModel {
                acr: Set(acr.name().to_owned()),
                amr: Set(amr.join(" ")),
                ..Default::default()
            })
            .filter(logins::Column::TenantId.eq(self.tenant.0))
            .filter(logins::Column::Id.eq(lifted.login.0))
            .exec(&*tx)
            .await?;
        tx.commit().await
    }

    /// Notes that a browser was seen. An ended login has no row and stays ended.
    pub async fn touch_login(&self, id: LoginId, now: Timestamp) -> Result<(), StorageError> {
        logins::Entity::update_many()
            .col_expr(logins::Column::LastSeenAt, Expr::value(now.0))
            .filter(logins::Column::TenantId.eq(self.tenant.0))
            .filter(logins::Column::Id.eq(id.0))
            .exec(&*self.db.single_write().await)
            .await?;
        Ok(())
    }
}

/// The login of that user in a session, renewed and with the browser's others under the new session; a new one where the
/// user was not signed in there.
async fn renewed_or_written(
    tx: &Transaction<'_>,
    (old_session, rests_on): (SecretHash, Option<LoginId>),
    row: logins::Model,
) -> Result<logins::Model, StorageError> {
    let tenant = TenantId(row.tenant_id);
    let renewed = logins::Entity::update_many()
        .set(logins::ActiveModel {
            session_hash: Set(row.session_hash.clone()),
            auth_time: Set(row.auth_time),
            amr: Set(row.amr.clone()),
            acr: Set(row.acr.clone()),
            remembered_device: Set(row.remembered_device),
            last_seen_at: Set(row.last_seen_at),
            expires_at: end(rests_on, row.expires_at),
            ..Default::default()
        })
        .col_expr(
            logins::Column::ProvenAt,
            later_proof(Timestamp(row.proven_at)),
        )
        .filter(logins::Column::TenantId.eq(tenant.0))
        .filter(logins::Column::SessionHash.eq(old_session.to_vec()))
        .filter(logins::Column::UserId.eq(row.user_id))
        .exec_with_returning(&**tx)
        .await?;
    logins::Entity::update_many()
        .col_expr(
            logins::Column::SessionHash,
            Expr::value(row.session_hash.clone()),
        )
        .filter(logins::Column::TenantId.eq(tenant.0))
        .filter(logins::Column::SessionHash.eq(old_session.to_vec()))
        .exec(&**tx)
        .await?;
    match renewed.into_iter().next() {
        Some(kept) => Ok(kept),
        None => {
            logins::Entity::insert(row.clone().into_active_model())
                .exec_without_returning(&**tx)
                .await?;
            Ok(row)
        }
    }
}

async fn is_of_session(
    connection: &impl ConnectionTrait,
    tenant: TenantId,
    login: LoginId,
    session: Option<SecretHash>,
) -> Result<bool, StorageError> {
    let Some(session) = session else {
        return Ok(false);
    };
    let found = logins::Entity::find()
        .filter(logins::Column::TenantId.eq(tenant.0))
        .filter(logins::Column::Id.eq(login.0))
        .filter(logins::Column::SessionHash.eq(session.to_vec()))
        .count(connection)
        .await?;
    Ok(found == 1)
}

/// When a login that is made anew ends. A step within a login is no new one: its day goes on ("overall timeout", NIST SP 800-63B-4
/// §2.2.3).
fn end(rests_on: Option<LoginId>, expires_at: i64) -> ActiveValue<i64> {
    match rests_on {
        Some(_) => NotSet,
        None => Set(expires_at),
    }
}

/// The later of two proofs: that of a login which is made anew, and the one that makes it so.
fn later_proof(new: Timestamp) -> Expr {
    let before = Expr::col(logins::Column::ProvenAt);
    Expr::case(before.clone().gt(new.0), before)
        .finally(new.0)
        .into()
}

/// Locks the logins of a browser, which are of several people, in the order of their identifiers: two of them may sign in
/// in it at once.
pub(super) async fn lock_session(
    tx: &Transaction<'_>,
    tenant: TenantId,
    session: SecretHash,
) -> Result<(), StorageError> {
    logins::Entity::find()
        .select_only()
        .column(logins::Column::Id)
        .filter(logins::Column::TenantId.eq(tenant.0))
        .filter(logins::Column::SessionHash.eq(session.to_vec()))
        .order_by_asc(logins::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .into_tuple::<uuid::Uuid>()
        .all(&**tx)
        .await?;
    Ok(())
}
