//! `/api/v1`: the JSON API of first-party applications. Every route is in `router`, with what it takes and answers in the
//! OpenAPI document that is made of the same lines.
//!
//! | file | what it does |
//! |---|---|
//! | `router` | every route, and the document |
//! | `body` | JSON bodies, with what is wrong with each member |
//! | `app_request` | a request of an application that signs people in itself |
//! | `bearer` | a request with an access token |
//! | `document` | what the OpenAPI document says of every operation alike |
//! | `entity` | one thing with its entity tag, and which state a change is of |
//! | `explorer` | the document, to read and to try |
//! | `holder` | a request with an access token of a person for their own account |
//! | `me/` | a person's own account |
//! | `operator`, `admin/` | the one guard of administration, and what stands behind it |
//! | `service_request` | a request of a service that asks about a token |
//! | `page` | lists by pages, with cursors |
//! | `passed` | where a sign-in stands, as an answer |
//! | `auth/` | signing up and in, from the application |
//! | `problems` | what each problem means |

mod admin;
mod app_request;
mod auth;
mod bearer;
mod body;
mod document;
mod entity;
mod explorer;
mod holder;
mod me;
mod once;
mod operator;
mod page;
mod passed;
mod problems;
mod router;
mod service_request;

pub(super) use router::router;
