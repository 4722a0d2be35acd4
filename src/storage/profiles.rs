//! What people change about themselves: claims, the name they sign in with, a picture.

use sea_orm::sea_query::LockType;
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::user::name_key;
use crate::model::{User, UserId};

use super::changes::{self, Change};
use super::database::Transaction;
use super::entities::{pictures, users as rows};
use super::{Notices, StorageError, TenantDb, user_lock, users};

/// Claims in place of others.
#[derive(Clone, Debug)]
pub struct ClaimChange {
    /// The claims as they are from now on.
    pub set: Map<String, Value>,
    /// The claims that this is about: those that are not set are taken away; others stay as they are.
    pub owned: Vec<&'static str>,
}

/// A picture to be kept.
#[derive(Clone, Debug)]
pub struct NewPicture {
    /// Its name in its address.
    pub id: Uuid,
    /// Whose.
    pub user: UserId,
    /// `image/png` or `image/jpeg`.
    pub media_type: &'static str,
    /// The file.
    pub content: Vec<u8>,
    /// Its address, for the claim `picture`.
    pub url: String,
}

impl TenantDb {
    /// Changes claims of a person. `false` when there is no such user.
    pub async fn change_claims(
        &self,
        user: UserId,
        change: ClaimChange,
        notices: Notices,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        self.revise_claims(user, |_| Ok(change), notices, now).await
    }

    /// Changes claims of a person as `decide` says, which is told what they are by then. `false` when there is no such user.
    pub async fn revise_claims<E: From<StorageError>>(
        &self,
        user: UserId,
        decide: impl FnOnce(&User) -> Result<ClaimChange, E>,
        notices: Notices,
        now: Timestamp,
    ) -> Result<bool, E> {
        let tx = self.db.begin().await?;
        let Some(row) = user_lock::locked(&tx, self.tenant, user).await? else {
            return Ok(false);
        };
        let known = users::from_row(row)?.user;
        let change = decide(&known)?;
        let mut profile = known.profile;
        let phone = profile.get("phone_number").cloned();
        profile.retain(|name, _| !change.owned.contains(&name.as_str()));
        profile.extend(change.set);
        if profile.get("phone_number") != phone.as_ref() {
            // "True if the End-User's phone number has been verified": another one has not.
            profile.remove("phone_number_verified");
            if profile.contains_key("phone_number") {
                profile.insert("phone_number_verified".to_owned(), Value::Bool(false));
            }
        }
        self.write_profile(&tx, user, &profile, now).await?;
        Ok(self.finish(tx, user, notices, now).await?)
    }

    /// Gives a person another name to sign in with. [`StorageError::Conflict`] when somebody else has it.
    pub async fn change_username(
        &self,
        user: UserId,
        username: &str,
        notices: Notices,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let tx = self.db.begin().await?;
        let changed = rows::Entity::update_many()
            .set(rows::ActiveModel {
                username: Set(username.to_owned()),
                username_key: Set(name_key(username)),
                updated_at: Set(now.0),
                ..Default::default()
            })
            .filter(self.own(user))
            .exec(&*tx)
            .await?
            .rows_affected;
        if changed == 0 {
            return Ok(false);
        }
        self.finish(tx, user, notices, now).await
    }

    /// Keeps a picture in place of the one before.
    pub async fn put_picture(
        &self,
        picture: NewPicture,
        notices: Notices,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let tx = self.db.begin().await?;
        let user = picture.user;
        let Some(mut profile) = self.locked_profile(&tx, user).await? else {
            return Ok(false);
        };
        self.delete_pictures(&tx, user).await?;
        pictures::Entity::insert(pictures::ActiveModel {
            id: Set(picture.id),
            tenant_id: Set(self.tenant.0),
            user_id: Set(user.0),
            media_type: Set(picture.media_type.to_owned()),
            content: Set(picture.content),
            created_at: Set(now.0),
        })
        .exec_without_returning(&*tx)
        .await?;
        profile.insert("picture".to_owned(), Value::from(picture.url));
        self.write_profile(&tx, user, &profile, now).await?;
        self.finish(tx, user, notices, now).await
    }

    /// Takes the picture away, and the claim with it.
    pub async fn remove_picture(
        &self,
        user: UserId,
        notices: Notices,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let tx = self.db.begin().await?;
        let Some(mut profile) = self.locked_profile(&tx, user).await? else {
            return Ok(false);
        };
        self.delete_pictures(&tx, user).await?;
        profile.remove("picture");
        self.write_profile(&tx, user, &profile, now).await?;
        self.finish(tx, user, notices, now).await
    }

    /// A picture: its media type and the file.
    pub async fn picture(&self, id: Uuid) -> Result<Option<(String, Vec<u8>)>, StorageError> {
        let row = pictures::Entity::find()
            .filter(pictures::Column::TenantId.eq(self.tenant.0))
            .filter(pictures::Column::Id.eq(id))
            .one(self.db.reader())
            .await?;
        Ok(row.map(|row| (row.media_type, row.content)))
    }

    fn own(&self, user: UserId) -> Condition {
        Condition::all()
            .add(rows::Column::TenantId.eq(self.tenant.0))
            .add(rows::Column::Id.eq(user.0))
    }

    /// The claims, which nobody else changes until the transaction ends.
    async fn locked_profile(
        &self,
        tx: &Transaction<'_>,
        user: UserId,
    ) -> Result<Option<Map<String, Value>>, StorageError> {
        let profile = rows::Entity::find()
            .select_only()
            .column(rows::Column::Profile)
            .filter(self.own(user))
            .lock(LockType::NoKeyUpdate)
            .into_tuple::<String>()
            .one(&**tx)
            .await?;
        profile
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(|_| StorageError::Corrupt("users.profile"))
    }

    async fn write_profile(
        &self,
        tx: &Transaction<'_>,
        user: UserId,
        profile: &Map<String, Value>,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let text = serde_json::to_string(profile);
        rows::Entity::update_many()
            .set(rows::ActiveModel {
                profile: Set(text.map_err(|_| StorageError::Corrupt("users.profile"))?),
                updated_at: Set(now.0),
                ..Default::default()
            })
            .filter(self.own(user))
            .exec(&**tx)
            .await?;
        Ok(())
    }

    async fn delete_pictures(
        &self,
        tx: &Transaction<'_>,
        user: UserId,
    ) -> Result<(), StorageError> {
        pictures::Entity::delete_many()
            .filter(pictures::Column::TenantId.eq(self.tenant.0))
            .filter(pictures::Column::UserId.eq(user.0))
            .exec(&**tx)
            .await?;
        Ok(())
    }

    async fn finish(
        &self,
        tx: Transaction<'_>,
        user: UserId,
        notices: Notices,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        notices.write(&tx, self.tenant, now).await?;
        changes::append(
            &tx,
            &self.db,
            self.tenant,
            &[(Change::User(user), now)],
            now,
        )
        .await?;
        tx.commit().await?;
        Ok(true)
    }
}
