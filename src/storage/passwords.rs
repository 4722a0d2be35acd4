//! Passwords that are replaced: the old one is remembered, and nothing that came of it goes on.

use sea_orm::sea_query::LockType;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::clock::Timestamp;
use crate::model::{LoginId, Secret, SecretHash, TenantId, UserId};

use super::changes::{self, Change};
use super::database::Transaction;
use super::entities::{attempt_budgets, links, logins, password_history, users};
use super::{Notices, StorageError, TenantDb, adoption, devices, factor_kinds, user_sessions};

/// How many of a person's passwords before are kept: as many as a policy may ask for.
const KEPT: u64 = 24;

/// A password that takes the place of another.
#[derive(Clone, Debug)]
pub struct PasswordChange {
    /// Whose.
    pub user: UserId,
    /// The hash of the new one.
    pub hash: Secret,
    /// The version of the credentials that the change was allowed under.
    pub expected_version: i64,
    /// The mail that allowed it, if one did: whoever read it owns the address, and if nobody had proven that before, the account is
    /// theirs alone. See [`TenantDb::prove_mailbox`].
    pub by_mail: Option<AllowedByMail>,
    /// The login that may go on, with the session it has from now on; `None` ends all.
    pub keep: Option<KeptLogin>,
    /// When the last access token that could be alive now is dead.
    pub tokens_until: Timestamp,
    /// What is written along with it.
    pub notices: Notices,
}

/// A mail that allows a change of a password.
#[derive(Clone, Debug)]
pub struct AllowedByMail {
    /// Where it was sent to.
    pub address: String,
    /// See [`FirstProof::but_for`](super::FirstProof::but_for).
    pub but_for: &'static str,
}

/// The browser in front of which the password was changed, or a factor proven.
#[derive(Clone, Copy, Debug)]
pub struct KeptLogin {
    /// Its login.
    pub login: LoginId,
    /// The digest of its new session identifier, which the browser's other logins move to as well.
    pub session: SecretHash,
    /// What the browser is known by.
    pub device: Option<SecretHash>,
}

impl TenantDb {
    /// Replaces a password: one transaction in which the old one is archived, the version of the credentials goes up, every
    /// sign-in and every grant ends (but those of the login that is kept), no browser is known any more (but that of
    /// the login that is kept, which is asked for a second factor again), and links that were sent before are void. `false`, and nothing happens, when the account was disabled
    /// or its credentials are not of the expected version any more.
    pub async fn replace_password(
        &self,
        change: PasswordChange,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let tx = self.db.begin().await?;
        let row = users::Entity::find()
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(change.user.0))
            .filter(users::Column::CredentialVersion.eq(change.expected_version))
            .filter(users::Column::DisabledAt.is_null())
            .lock(LockType::NoKeyUpdate)
            .one(&*tx)
            .await?;
        let Some(before) = row else {
            return Ok(false);
        };
        let adopted = match &change.by_mail {
            Some(mail) if before.email.as_ref() != Some(&mail.address) => return Ok(false),
            Some(mail) => adoption::is_unclaimed(&before, mail.but_for)?,
            None => false,
        };
        let mut ended = Vec::new();
        if adopted {
            ended = adoption::clear(&tx, self.tenant, change.user, now).await?;
        }
        users::Entity::update_many()
            .set(users::ActiveModel {
                password_hash: Set(Some(change.hash.expose().to_owned())),
                credential_version: Set(before.credential_version + 1),
                password_set_at: Set(Some(now.0)),
                updated_at: Set(now.0),
                ..Default::default()
            })
            .filter(users::Column::TenantId.eq(self.tenant.0))
            .filter(users::Column::Id.eq(change.user.0))
            .exec(&*tx)
            .await?;
        let kept = change.keep.map(|kept| kept.login);
        ended.extend(user_sessions::end_all_but(&tx, self.tenant, change.user, kept, now).await?);
        if let Some(kept) = change.keep {
            move_session(&tx, self.tenant, kept).await?;
        }
        // No other browser is known any more: it was by the old password.
        let device = change.keep.and_then(|kept| kept.device);
        devices::forget_all(&tx, (self.tenant, change.user), device).await?;
        // A stranger's password says nothing about what the owner may choose.
        let old_hash = before.password_hash.filter(|_| !adopted);
        forget(&tx, self.tenant, change.user, old_hash, now).await?;
        change.notices.write(&tx, self.tenant, now).await?;
        let mut entries = vec![(Change::User(change.user), now)];
        entries.extend(ended.into_iter().map(|end| (end, change.tokens_until)));
        changes::append(&tx, &self.db, self.tenant, &entries, now).await?;
        if adopted {
            factor_kinds::changed(&tx, &self.db, self.tenant, change.user, now).await?;
        }
        tx.commit().await?;
        Ok(true)
    }

    /// The hashes of the last passwords that a person had before the present one, the latest first.
    pub async fn passwords_before(
        &self,
        user: UserId,
        limit: u64,
    ) -> Result<Vec<Secret>, StorageError> {
        let rows = password_history::Entity::find()
            .select_only()
            .column(password_history::Column::PasswordHash)
            .filter(password_history::Column::TenantId.eq(self.tenant.0))
            .filter(password_history::Column::UserId.eq(user.0))
            .order_by_desc(password_history::Column::CreatedAt)
            .order_by_desc(password_history::Column::Id)
            .limit(limit)
            .into_tuple::<String>()
            .all(self.db.reader())
            .await?;
        Ok(rows.into_iter().map(Secret::new).collect())
    }
}

/// What a replaced password leaves behind: its hash in the history, no trusted browser, no link that still works.
pub(super) async fn forget(
    tx: &Transaction<'_>,
    tenant: TenantId,
    user: UserId,
    old_hash: Option<String>,
    now: Timestamp,
) -> Result<(), StorageError> {
    if let Some(old_hash) = old_hash {
        archive(tx, tenant, user, old_hash, now).await?;
    }
    devices::distrust_all(tx, tenant, user).await?;
    // Guesses at the old one say nothing about the new one.
    attempt_budgets::Entity::delete_many()
        .filter(attempt_budgets::Column::TenantId.eq(tenant.0))
        .filter(attempt_budgets::Column::UserId.eq(user.0))
        .filter(attempt_budgets::Column::Kind.eq(super::password_failures::KIND))
        .exec(&**tx)
        .await?;
    links::Entity::delete_many()
        .filter(links::Column::TenantId.eq(tenant.0))
        .filter(links::Column::UserId.eq(user.0))
        .exec(&**tx)
        .await?;
    Ok(())
}

async fn archive(
    tx: &Transaction<'_>,
    tenant: TenantId,
    user: UserId,
    old_hash: String,
    now: Timestamp,
) -> Result<(), StorageError> {
    password_history::Entity::insert(password_history::ActiveModel {
        id: Set(history_id(now)),
        tenant_id: Set(tenant.0),
        user_id: Set(user.0),
        password_hash: Set(old_hash),
        created_at: Set(now.0),
    })
    .exec_without_returning(&**tx)
    .await?;
    let kept: Vec<uuid::Uuid> = password_history::Entity::find()
        .select_only()
        .column(password_history::Column::Id)
        .filter(password_history::Column::TenantId.eq(tenant.0))
        .filter(password_history::Column::UserId.eq(user.0))
        .order_by_desc(password_history::Column::CreatedAt)
        .order_by_desc(password_history::Column::Id)
        .limit(KEPT)
        .into_tuple()
        .all(&**tx)
        .await?;
    password_history::Entity::delete_many()
        .filter(password_history::Column::TenantId.eq(tenant.0))
        .filter(password_history::Column::UserId.eq(user.0))
        .filter(password_history::Column::Id.is_not_in(kept))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// A row of the history needs no identifier that anybody knows.
fn history_id(now: Timestamp) -> uuid::Uuid {
    crate::entropy::Entropy.uuid(now)
}

/// "New id at … password change": the browser's logins go on under a session that nobody has copied.
pub(super) async fn move_session(
    tx: &Transaction<'_>,
    tenant: TenantId,
    kept: KeptLogin,
) -> Result<(), StorageError> {
    let old: Option<Vec<u8>> = logins::Entity::find()
        .select_only()
        .column(logins::Column::SessionHash)
        .filter(logins::Column::TenantId.eq(tenant.0))
        .filter(logins::Column::Id.eq(kept.login.0))
        .into_tuple()
        .one(&**tx)
        .await?;
    let old = old.and_then(|old| SecretHash::from_slice(&old));
    if let Some(old) = old {
        super::logins::lock_session(tx, tenant, old).await?;
        logins::Entity::update_many()
            .set(logins::ActiveModel {
                session_hash: Set(kept.session.to_vec()),
                ..Default::default()
            })
            .filter(logins::Column::TenantId.eq(tenant.0))
            .filter(logins::Column::SessionHash.eq(old.to_vec()))
            .exec(&**tx)
            .await?;
    }
    Ok(())
}
