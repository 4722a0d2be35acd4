//! What handlers receive: each type is taken from the request in one way, and proves what its name says.

mod address;
mod client;
mod context;
mod cookies;
mod csrf;
mod form;
mod json;
mod owner;
mod visitor;

pub(super) use client::ClientRequest;
pub(super) use context::Ctx;
pub(super) use csrf::FormId;
pub(super) use form::{Form, Query, read_form};
pub(super) use json::JsonBody;
pub(super) use owner::{Detour, Owner};
pub(super) use visitor::{SignedInUser, Visitor};
