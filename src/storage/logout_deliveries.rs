//! Applications that must still be told of a sign-out: one row each, claimed by one node at a time, gone when they know.

use sea_orm::sea_query::{Expr, Query};
use sea_orm::{ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;

use crate::clock::Timestamp;
use crate::entropy::Entropy;
use crate::model::{ClientRowId, LoginId, TenantId, UserId};

use super::database::{MOST_VALUES, Transaction};
use super::entities::logout_deliveries::{ActiveModel, Column, Entity};
use super::entities::{clients, grants};
use super::queue::{Claimed, Queue, is_due};
use super::{Database, StorageError};

/// For so long an application that does not answer is tried: four hours, in seconds.
const TRIED_SECONDS: i64 = 4 * 60 * 60;
/// What stands in the metadata of a client that wants to be told. A quote inside a value is escaped, so this is exact.
const WANTS_TO_KNOW: &str = "\"backchannel_logout_uri\":";

/// A delivery that this node claimed: until the claim runs out nobody else has it.
#[derive(Clone, Debug)]
pub struct ClaimedLogout {
    claimed: Claimed,
    /// Whose.
    pub tenant: TenantId,
    /// Who must be told.
    pub client: ClientRowId,
    /// Who was signed out. The account may be gone.
    pub user: UserId,
    /// Of which login.
    pub login: LoginId,
    /// How often it was tried before.
    pub attempts: u32,
    /// When it is given up.
    pub expires_at: Timestamp,
}

/// "OPs supporting back-channel logout need to keep track of the set of logged-in RPs"  OpenID Connect Back-Channel Logout
/// §2.3: those who redeemed a code of the login. Owes each of them a token, within the transaction that ends the logins
/// and after it revoked the codes that nobody redeemed.
pub(super) async fn owe(
    tx: &Transaction<'_>,
    tenant: TenantId,
    ended: &[LoginId],
    now: Timestamp,
) -> Result<(), StorageError> {
    for some in ended.chunks(MOST_VALUES) {
        owe_some(tx, tenant, some, now).await?;
    }
    Ok(())
}

async fn owe_some(
    tx: &Transaction<'_>,
    tenant: TenantId,
    ended: &[LoginId],
    now: Timestamp,
) -> Result<(), StorageError> {
    let wants_to_know = Query::select()
        .column(clients::Column::Id)
        .from(clients::Entity)
        .and_where(clients::Column::TenantId.eq(tenant.0))
        .and_where(clients::Column::Metadata.contains(WANTS_TO_KNOW))
        .and_where(clients::Column::DisabledAt.is_null())
        .to_owned();
    let told: Vec<(Uuid, Uuid, Uuid)> = grants::Entity::find()
        .select_only()
        .column(grants::Column::ClientRowId)
        .column(grants::Column::UserId)
        .column(grants::Column::LoginId)
        .distinct()
        .filter(grants::Column::TenantId.eq(tenant.0))
        .filter(grants::Column::LoginId.is_in(ended.iter().map(|login| login.0)))
        .filter(grants::Column::RedeemedAt.is_not_null())
        .filter(grants::Column::ClientRowId.in_subquery(wants_to_know))
        .into_tuple()
        .all(&**tx)
        .await?;
    if told.is_empty() {
        return Ok(());
    }
    for some in told.chunks(MOST_VALUES) {
        let rows = some.iter().map(|(client, user, login)| ActiveModel {
            id: Set(Entropy.uuid(now)),
            tenant_id: Set(tenant.0),
            client_row_id: Set(*client),
            user_id: Set(*user),
            login_id: Set(*login),
            attempts: Set(0),
            next_attempt_at: Set(now.0),
            claim: Set(None),
            claimed_until: Set(None),
            created_at: Set(now.0),
            expires_at: Set(now.plus_seconds(TRIED_SECONDS).0),
        });
        Entity::insert_many(rows)
            .exec_without_returning(&**tx)
            .await?;
    }
    tx.owes_logouts();
    Ok(())
}

impl Queue for Entity {
    const ID: Column = Column::Id;
    const CLAIM: Column = Column::Claim;
    const CLAIMED_UNTIL: Column = Column::ClaimedUntil;
    const ATTEMPTS: Column = Column::Attempts;
    const NEXT_ATTEMPT_AT: Column = Column::NextAttemptAt;
    const EXPIRES_AT: Column = Column::ExpiresAt;
}

fn is_due_except(now: Timestamp, except: &[ClientRowId]) -> Condition {
    let due = is_due::<Entity>(now);
    if except.is_empty() {
        return due;
    }
    due.add(Column::ClientRowId.is_not_in(except.iter().map(|client| client.0)))
}

impl Database {
    /// Claims deliveries that are due until that instant, the longest waiting first: at most `limit`, and none to the
    /// clients of `except`. `claim` is used once.
    pub async fn claim_logouts(
        &self,
        (claim, until): (Uuid, Timestamp),
        except: &[ClientRowId],
        limit: u64,
        now: Timestamp,
    ) -> Result<Vec<ClaimedLogout>, StorageError> {
        let due = is_due_except(now, except);
        let claimed = self
            .claim::<Entity>(due, (claim, until), limit, now)
            .await?;
        Ok(claimed
            .into_iter()
            .map(|row| ClaimedLogout {
                claimed: Claimed { id: row.id, claim },
                tenant: TenantId(row.tenant_id),
                client: ClientRowId(row.client_row_id),
                user: UserId(row.user_id),
                login: LoginId(row.login_id),
                attempts: u32::try_from(row.attempts).unwrap_or_default(),
                expires_at: Timestamp(row.expires_at),
            })
            .collect())
    }

    /// The application knows, or never will: the row goes.
    pub async fn logout_done(&self, delivery: &ClaimedLogout) -> Result<(), StorageError> {
        self.claimed_done::<Entity>(delivery.claimed).await?;
        Ok(())
    }

    /// The application could not be reached, or its turn has not come: it is told then. `attempts` says how often it was
    /// tried by now.
    pub async fn logout_later(
        &self,
        delivery: &ClaimedLogout,
        attempts: u32,
        next_attempt_at: Timestamp,
    ) -> Result<(), StorageError> {
        let attempts = Expr::value(i64::from(attempts));
        self.claimed_later::<Entity>(delivery.claimed, attempts, next_attempt_at)
            .await?;
        Ok(())
    }
}
