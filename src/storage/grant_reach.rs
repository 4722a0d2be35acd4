//! What a grant rests on, when that counts no more.

use sea_orm::sea_query::LockType;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

use crate::model::Authorization;

use super::StorageError;
use super::database::Transaction;
use super::entities::grants;

/// Takes from grants of a condition, whose owner is locked, that a remembered browser stood in for the second factor: where the
/// operator demands one, they end at their next use.
pub(super) async fn forget_device(
    tx: &Transaction<'_>,
    which: Condition,
) -> Result<(), StorageError> {
    let corrupt = |_| StorageError::Corrupt("grants.authorization");
    let rows = grants::Entity::find()
        .select_only()
        .column(grants::Column::Id)
        .column(grants::Column::Authorization)
        .filter(which)
        // Few have it, and a row that has something like it is read and left as it is.
        .filter(grants::Column::Authorization.contains("remembered_device"))
        .order_by_asc(grants::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .into_tuple::<(Uuid, String)>()
        .all(&**tx)
        .await?;
    for (id, text) in rows {
        let mut authorization: Authorization = serde_json::from_str(&text).map_err(corrupt)?;
        if !authorization.remembered_device {
            continue;
        }
        authorization.remembered_device = false;
        grants::Entity::update_many()
            .set(grants::ActiveModel {
                authorization: Set(serde_json::to_string(&authorization).map_err(corrupt)?),
                ..Default::default()
            })
            .filter(grants::Column::Id.eq(id))
            .exec(&**tx)
            .await?;
    }
    Ok(())
}
