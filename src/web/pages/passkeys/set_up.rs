//! `POST /passkey/set-up`: a new passkey on the way of a sign-in that cannot go on without a second factor.

use axum::response::Response;

use crate::accounts::passkeys::{Enrolled, Newcomer, enrol};
use crate::model::policy::FactorKind;
use crate::web::error::PageError;
use crate::web::extract::{Form, FormId, Visitor};
use crate::web::pages::entrance::{self, entered};
use crate::web::pages::progress::failed;
use crate::web::pages::recovery_codes;

use super::sign_in::{again, form_expired, form_fields, refused};
use super::{answer, told};

/// `POST /passkey/set-up`
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
    let (texts, browser) = (visitor.texts, visitor.browser());
    let today = texts.date(visitor.ctx.now());
    let newcomer = Newcomer {
        name: &texts.with("passkeys-new-name", &[("date", &today)]),
        browser: &browser,
        texts,
    };
    match enrol(&visitor.ctx, pending, &answer(&form), newcomer).await {
        Ok(Enrolled::Passed(passed)) => Ok(entered(&mut visitor, passed, &after).await),
        Ok(Enrolled::Codes(codes)) => {
            Ok(recovery_codes::show(&visitor, &codes, form.get("attempt")))
        }
        Err(error) => match told(&error) {
            Some(problem) => {
                let mut fields = form_fields(&form, &["attempt"]);
                fields.push(("method", FactorKind::Passkey.name()));
                Ok(again(&visitor, "/second-factor/set-up", &fields, problem))
            }
            None => Err(refused(&visitor, error)),
        },
    }
}
