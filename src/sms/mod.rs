//! Text messages, by the HTTP gateway that the operator named.

mod gateway;

pub use gateway::Gateway;
