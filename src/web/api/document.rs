//! What the OpenAPI document says of every operation alike: the problems, how access tokens come, and the members by which an
//! application says who it is.

use utoipa::ToSchema;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{Object, ObjectBuilder, Schema, SchemaFormat, Type};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Content, KnownFormat, OpenApi, Ref, RefOr, Required, ResponseBuilder};

use crate::web::error::FieldError;

use super::router::BASE;

/// What is wrong (RFC 9457 §3.1). Kinds may have more members; `type` says which.
#[derive(ToSchema)]
#[schema(as = Problem)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(super) struct ProblemSchema {
    /// What kind of problem: a URL that says what to do about it. Programs compare its last part.
    #[schema(example = "https://id.example.com/api/problems/mfa-required")]
    r#type: String,
    /// The kind in words.
    title: String,
    /// The status of the answer.
    status: u16,
    /// This occurrence in words.
    detail: Option<String>,
    /// What is wrong with which member of the body.
    errors: Option<Vec<FieldError>>,
    /// Under which identifier a failure of the server was logged.
    incident: Option<String>,
}

const PROBLEM: &str = "application/problem+json";

/// Completes what the operations say of themselves.
pub(super) fn complete(document: &mut OpenApi) {
    let mut bodies_of_applications = Vec::new();
    for (path, item) in &mut document.paths.paths {
        let operations = [
            ("get", &mut item.get),
            ("post", &mut item.post),
            ("put", &mut item.put),
            ("patch", &mut item.patch),
            ("delete", &mut item.delete),
        ];
        for (method, operation) in operations {
            let Some(operation) = operation else { continue };
            operation.operation_id = Some(operation_id(method, path));
            tell_problems(operation);
            let made = &operation.responses.responses;
            if method == "post" && (made.contains_key("201") || made.contains_key("202")) {
                take_a_key(operation);
            }
            if operation.security.is_none() {
                let has_device = operation.extensions.is_none();
                bodies_of_applications
                    .extend(body_schema(operation).map(|name| (name, has_device)));
            }
        }
    }
    let components = document.components.get_or_insert_default();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    components.add_security_scheme("access_token", bearer);
    for (name, has_device) in bodies_of_applications {
        if let Some(RefOr::T(Schema::Object(body))) = components.schemas.get_mut(&name) {
            name_the_application(body, has_device);
        }
    }
}

/// `post_auth_login`: what generated clients call it.
fn operation_id(method: &str, path: &str) -> String {
    let path = path.strip_prefix(BASE).unwrap_or(path);
    let words = path.split(['/', '-']).filter(|word| !word.is_empty());
    let words = words.map(|word| word.trim_matches(['{', '}']));
    let words: Vec<&str> = std::iter::once(method).chain(words).collect();
    words.join("_")
}

/// Whatever is no success is a problem, those included that an operation does not name.
fn tell_problems(operation: &mut Operation) {
    let problem = || Content::new(Some(Ref::from_schema_name("Problem")));
    let responses = &mut operation.responses.responses;
    for (status, response) in responses.iter_mut() {
        if let (true, RefOr::T(response)) = (status.starts_with(['4', '5']), response) {
            response
                .content
                .insert(PROBLEM.to_owned(), problem().into());
        }
    }
    let other = ResponseBuilder::new()
        .description("Any other problem")
        .content(PROBLEM, problem());
    responses.insert("default".to_owned(), other.build().into());
}

/// Whatever makes something takes a key under which it is made once.
fn take_a_key(operation: &mut Operation) {
    let text = ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(r"^[!#-~]{1,255}$"));
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "Under the same key and with the same body the same answer comes again for an hour, and nothing is made twice.",
        ))
        .schema(Some(text));
    operation
        .parameters
        .get_or_insert_default()
        .push(key.build().into());
}

/// The name of the schema of the operation's body.
fn body_schema(operation: &Operation) -> Option<String> {
    let body = operation.request_body.as_ref()?;
    let RefOr::T(body) = body else { return None };
    let RefOr::T(content) = body.content.get("application/json")? else {
        return None;
    };
    let Some(RefOr::Ref(reference)) = &content.schema else {
        return None;
    };
    let name = reference.ref_location.rsplit('/').next()?;
    Some(name.to_owned())
}

/// The members that every endpoint for applications takes (RFC 6749 §2.3.1).
fn name_the_application(body: &mut Object, has_device: bool) {
    let text = |description: &str| {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .description(Some(description))
    };
    let members = [
        (
            "client_id",
            text("The application; not needed beside HTTP Basic."),
        ),
        (
            "client_secret",
            text("Its secret, where it registered client_secret_post.")
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::Password))),
        ),
        (
            "device_token",
            text("What the first sign-in on this device answered.")
                .pattern(Some("^[A-Za-z0-9_-]{43}$")),
        ),
    ];
    for (name, member) in members.into_iter().take(if has_device { 3 } else { 2 }) {
        body.properties
            .insert(name.to_owned(), member.build().into());
    }
}
