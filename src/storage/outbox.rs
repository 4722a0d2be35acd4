//! Messages on their way: claimed by one node at a time, deleted when they are sent.

use crate::model::MessageId;
use crate::vault::Place;

/// Where a message is sealed.
pub fn message_place(id: MessageId) -> Place {
    Place {
        table: "outbox",
        column: "sealed_message",
        row: id.to_string(),
    }
}
