//! `POST /passkey/second-factor`: a passkey as the second factor of a sign-in that waits for one.

use axum::response::Response;

use crate::accounts::gate::Remember;
use crate::accounts::passkeys::prove;
use crate::model::policy::FactorKind;
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Visitor};
use crate::web::pages::entrance::{self, entered};
use crate::web::pages::progress::failed;

use super::sign_in::{again, form_expired, form_fields, refused};
use super::{answer, told};

/// `POST /passkey/second-factor`
pub(in crate::web) async fn post(
    mut visitor: Visitor,
    Form(form): Form,
) -> Result<Response, PageError> {
    let form = form.map_err(|error| failed(&visitor, error))?;
    if !visitor.posted_from(FormId::Passkey, &form) {
        return Err(form_expired(&visitor));
    }
    let pending = entrance::pending(&visitor, form.get("attempt")).await?;
    let after = pending.after().to_owned();
    let remember = match form.get("remember") {
        Some(_) => Remember::Yes,
        None => Remember::No,
    };
    let browser = visitor.browser();
    match prove(&visitor.ctx, pending, &answer(&form), &browser, remember).await {
        Ok(passed) => Ok(entered(&mut visitor, passed, &after).await),
        Err(error) => match told(&error) {
            Some(problem) => {
                let mut fields = form_fields(&form, &["attempt"]);
                fields.push(("method", FactorKind::Passkey.name()));
                Ok(again(&visitor, "/second-factor", &fields, problem))
            }
            None => Err(refused(&visitor, error)),
        },
    }
}
