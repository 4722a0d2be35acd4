//! Clients.

use sea_orm::sea_query::{LockType, OnConflict, Query};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::model::{
    Client, ClientId, ClientMetadata, ClientRowId, ClientSecret, SecretHash, StatusIndex, TenantId,
};

use super::changes::{self, Change};
use super::database::Transaction;
use super::entities::{clients, grants};
use super::status_indexes::{self, Status};
use super::{StorageError, TenantDb};

/// A client to be written under its `client_id`.
#[derive(Clone, Debug)]
pub struct StoredClient {
    /// The row's identifier when the client is new.
    pub id: ClientRowId,
    /// Its name in the protocol.
    pub client_id: ClientId,
    /// What it proves itself with.
    pub secret: ClientSecret,
    /// What it registered.
    pub metadata: ClientMetadata,
    /// Whether it may do anything.
    pub disabled: bool,
}

fn from_row(row: clients::Model) -> Result<Client, StorageError> {
    let secret = match (row.secret_sha256, row.secret_argon2) {
        (None, None) => ClientSecret::None,
        (Some(hash), None) => ClientSecret::Sha256(
            SecretHash::from_slice(&hash).ok_or(StorageError::Corrupt("clients.secret_sha256"))?,
        ),
        (None, Some(phc)) => ClientSecret::Argon2(phc),
        (Some(_), Some(_)) => return Err(StorageError::Corrupt("clients: two secrets")),
    };
    Ok(Client {
        id: ClientRowId(row.id),
        tenant: TenantId(row.tenant_id),
        client_id: ClientId(row.client_id),
        secret,
        metadata: serde_json::from_str(&row.metadata)
            .map_err(|_| StorageError::Corrupt("clients.metadata"))?,
        disabled: row.disabled_at.is_some(),
        status_index: StatusIndex(row.status_index),
    })
}

impl TenantDb {
    /// The client of that `client_id`.
    pub async fn client(&self, client_id: &ClientId) -> Result<Option<Client>, StorageError> {
        // PostgreSQL has no U+0000 in a text and fails when asked for one; no row's name has it.
        if client_id.as_str().contains('\0') {
            return Ok(None);
        }
        let row = clients::Entity::find()
            .filter(clients::Column::TenantId.eq(self.tenant.0))
            .filter(clients::Column::ClientId.eq(client_id.as_str()))
            .one(self.db.reader())
            .await?;
        row.map(from_row).transpose()
    }

    /// The client of that row.
    pub async fn client_of_row(&self, id: ClientRowId) -> Result<Option<Client>, StorageError> {
        let row = clients::Entity::find()
            .filter(clients::Column::TenantId.eq(self.tenant.0))
            .filter(clients::Column::Id.eq(id.0))
            .one(self.db.reader())
            .await?;
        row.map(from_row).transpose()
    }

    /// The clients of these rows.
    pub async fn clients_of_rows(&self, ids: &[ClientRowId]) -> Result<Vec<Client>, StorageError> {
        let ids: Vec<_> = ids.iter().map(|id| id.0).collect();
        let rows = clients::Entity::find()
            .filter(clients::Column::TenantId.eq(self.tenant.0))
            .filter(clients::Column::Id.is_in(ids))
            .all(self.db.reader())
            .await?;
        rows.into_iter().map(from_row).collect()
    }

    /// At most `limit` clients after that identifier, by identifier.
    pub async fn clients_after(
        &self,
        client_id: &str,
        limit: u64,
    ) -> Result<Vec<Client>, StorageError> {
        let rows = clients::Entity::find()
            .filter(clients::Column::TenantId.eq(self.tenant.0))
            .filter(clients::Column::ClientId.gt(client_id))
            .order_by_asc(clients::Column::ClientId)
            .limit(limit)
            .all(self.db.reader())
            .await?;
        rows.into_iter().map(from_row).collect()
    }

    /// Every client, by `client_id`.
    pub async fn clients(&self) -> Result<Vec<Client>, StorageError> {
        let rows = clients::Entity::find()
            .filter(clients::Column::TenantId.eq(self.tenant.0))
            .order_by_asc(clients::Column::ClientId)
            .all(self.db.reader())
            .await?;
        rows.into_iter().map(from_row).collect()
    }

    /// Writes a client; one of the same `client_id` is replaced and keeps its row, so that its grants go on.
    pub async fn put_client(
        &self,
        client: StoredClient,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let (sha256, argon2) = match client.secret {
            ClientSecret::None => (None, None),
            ClientSecret::Sha256(hash) => (Some(hash.to_vec()), None),
            ClientSecret::Argon2(phc) => (None, Some(phc)),
        };
        let row = clients::ActiveModel {
            id: Set(client.id.0),
            tenant_id: Set(self.tenant.0),
            client_id: Set(client.client_id.0.clone()),
            secret_sha256: Set(sha256),
            secret_argon2: Set(argon2),
            metadata: Set(serde_json::to_string(&client.metadata)
                .map_err(|_| StorageError::Corrupt("clients.metadata"))?),
            created_at: Set(now.0),
            updated_at: Set(now.0),
            disabled_at: Set(client.disabled.then_some(now.0)),
            status_index: NotSet,
        };
        let tx = self.db.begin().await?;
        let before = self.locked_client(&tx, &client.client_id).await?;
        let row = clients::ActiveModel {
            status_index: Set(match &before {
                Some(before) => before.status_index,
                None => status_indexes::reserve(&*tx, self.tenant, 1).await?,
            }),
            ..row
        };
        clients::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([clients::Column::TenantId, clients::Column::ClientId])
                    .update_columns([
                        clients::Column::SecretSha256,
                        clients::Column::SecretArgon2,
                        clients::Column::Metadata,
                        clients::Column::UpdatedAt,
                        clients::Column::DisabledAt,
                    ])
                    .to_owned(),
            )
            .exec_without_returning(&*tx)
            .await?;
        if let Some(before) = before {
            self.tell_status(&tx, &before, client.disabled, now).await?;
        }
        let change = [(Change::Client(client.client_id), now)];
        changes::append(&tx, &self.db, self.tenant, &change, now).await?;
        tx.commit().await
    }

    /// The row of a client, until the transaction ends nobody else's.
    async fn locked_client(
        &self,
        tx: &Transaction<'_>,
        client_id: &ClientId,
    ) -> Result<Option<clients::Model>, StorageError> {
        Ok(clients::Entity::find()
            .filter(clients::Column::TenantId.eq(self.tenant.0))
            .filter(clients::Column::ClientId.eq(client_id.as_str()))
            .lock(LockType::NoKeyUpdate)
            .one(&**tx)
            .await?)
    }

    /// What was issued to a client is void while it is disabled, in the status lists as well.
    async fn tell_status(
        &self,
        tx: &Transaction<'_>,
        before: &clients::Model,
        disabled: bool,
        now: Timestamp,
    ) -> Result<(), StorageError> {
        let status = match (before.disabled_at.is_some(), disabled) {
            (false, true) => Status::Void,
            (true, false) => Status::Valid,
            (false, false) | (true, true) => return Ok(()),
        };
        let place = StatusIndex(before.status_index);
        let client = (self.tenant, ClientRowId(before.id), place);
        status_indexes::announce_client(tx, &self.db, client, status, now).await
    }

    /// Replaces the secret and nothing else. `false` when there is no such client.
    pub async fn set_client_secret(
        &self,
        client_id: &ClientId,
        secret: SecretHash,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let row = clients::ActiveModel {
            secret_sha256: Set(Some(secret.to_vec())),
            secret_argon2: Set(None),
            updated_at: Set(now.0),
            ..Default::default()
        };
        self.change_client(client_id, row, now).await
    }

    /// Disables a client or enables it again, and changes nothing else. `false` when there is no such client.
    pub async fn set_client_disabled(
        &self,
        client_id: &ClientId,
        disabled: bool,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let row = clients::ActiveModel {
            disabled_at: Set(disabled.then_some(now.0)),
            updated_at: Set(now.0),
            ..Default::default()
        };
        self.change_client(client_id, row, now).await
    }

    async fn change_client(
        &self,
        client_id: &ClientId,
        row: clients::ActiveModel,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let tx = self.db.begin().await?;
        let Some(before) = self.locked_client(&tx, client_id).await? else {
            return Ok(false);
        };
        let disabled = row.disabled_at.try_as_ref().map(Option::is_some);
        clients::Entity::update_many()
            .set(row)
            .filter(clients::Column::TenantId.eq(self.tenant.0))
            .filter(clients::Column::Id.eq(before.id))
            .exec(&*tx)
            .await?;
        if let Some(disabled) = disabled {
            self.tell_status(&tx, &before, disabled, now).await?;
        }
        let change = Change::Client(client_id.clone());
        changes::append(&tx, &self.db, self.tenant, &[(change, now)], now).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Removes a client and everything granted to it. `false` when there was none.
    pub async fn delete_client(
        &self,
        client_id: &ClientId,
        now: Timestamp,
    ) -> Result<bool, StorageError> {
        let tx = self.db.begin().await?;
        // Before the client itself, and in the order in which everybody locks them; the foreign key takes them otherwise.
        let own = Query::select()
            .column(clients::Column::Id)
            .from(clients::Entity)
            .and_where(clients::Column::TenantId.eq(self.tenant.0))
            .and_where(clients::Column::ClientId.eq(client_id.as_str()))
            .to_owned();
        let granted = grants::Entity::find()
            .select_only()
            .column(grants::Column::Id)
            .column(grants::Column::StatusIndex)
            .filter(grants::Column::ClientRowId.in_subquery(own))
            .order_by_asc(grants::Column::Id)
            .lock(LockType::Update)
            .into_tuple::<(Uuid, i64)>()
            .all(&*tx)
            .await?;
        let own = self.locked_client(&tx, client_id).await?;
        let own = own.map(|own| own.status_index).into_iter();
        let places = own.chain(granted.into_iter().map(|(_, place)| place));
        // The sequence of changes last: whoever writes into it holds everybody up.
        let mut entries: Vec<(Change, Timestamp)> = places
            .map(|place| (Change::StatusVoid(None, StatusIndex(place)), now))
            .collect();
        entries.push((Change::Client(client_id.clone()), now));
        let deleted = clients::Entity::delete_many()
            .filter(clients::Column::TenantId.eq(self.tenant.0))
            .filter(clients::Column::ClientId.eq(client_id.as_str()))
            .exec(&*tx)
            .await?
            .rows_affected;
        changes::append(&tx, &self.db, self.tenant, &entries, now).await?;
        tx.commit().await?;
        Ok(deleted == 1)
    }
}
