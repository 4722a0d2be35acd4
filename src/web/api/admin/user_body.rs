//! A person as operators see and write them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::model::policy::FactorKind;
use crate::model::user::PROFILE_CLAIMS;
use crate::model::{Membership, User, UserAccess};
use crate::storage::NewUser;
use crate::web::api::body;
use crate::web::error::{FieldError, Problem};

/// Members that are no claims of the profile.
const OWN: [&str; 7] = [
    "username",
    "email",
    "email_verified",
    "roles",
    "business_roles",
    "services",
    "disabled",
];

/// A person as they are given. No password, and nothing it could be checked with.
#[derive(Serialize)]
pub(super) struct Shown {
    id: String,
    username: String,
    email: Option<String>,
    email_verified: bool,
    disabled: bool,
    roles: Vec<String>,
    business_roles: Vec<String>,
    services: Vec<Membership>,
    /// The kinds of second factors that are on.
    mfa: Vec<&'static str>,
    /// When the account will be deleted, if its owner asked for that.
    deletion_at: Option<String>,
    updated_at: Option<String>,
    #[serde(flatten)]
    claims: Map<String, Value>,
}

impl Shown {
    pub(super) fn of(user: &User) -> Self {
        Self {
            id: user.id.to_string(),
            username: user.username.clone(),
            email: user.email.clone(),
            email_verified: user.email_verified,
            disabled: user.disabled,
            roles: user.roles.clone(),
            business_roles: user.access.business_roles.clone(),
            services: user.access.services.clone(),
            mfa: user.factors.iter().copied().map(FactorKind::name).collect(),
            deletion_at: user.deletion_at.and_then(crate::clock::Timestamp::rfc3339),
            updated_at: user.updated_at.rfc3339(),
            claims: user.profile.clone(),
        }
    }
}

/// What is wanted of a person: what is left out stays.
#[derive(Debug)]
pub(super) struct Wish {
    own: Own,
    without_email: bool,
    claims: Map<String, Value>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Own {
    username: Option<String>,
    email: Option<String>,
    email_verified: Option<bool>,
    roles: Option<Vec<String>>,
    business_roles: Option<Vec<String>>,
    services: Option<Vec<Membership>>,
    disabled: Option<bool>,
}

impl Wish {
    /// Reads a body. Claims of OpenID Connect Core §5.1 stand beside the other members; null takes one away.
    pub(super) fn read(mut members: Map<String, Value>) -> Result<Self, Problem> {
        let mut own = Map::new();
        for name in OWN {
            if let Some(value) = members.remove(name) {
                own.insert(name.to_owned(), value);
            }
        }
        let without_email = own.get("email") == Some(&Value::Null);
        let unknown = members
            .keys()
            .any(|name| !PROFILE_CLAIMS.contains(&name.as_str()));
        if unknown {
            // The name is whatever somebody sent, and is not repeated.
            return Err(Problem::of_fields(vec![FieldError {
                pointer: String::new(),
                code: "unknown".into(),
                message: "there is a member that a person does not have".to_owned(),
            }]));
        }
        Ok(Self {
            own: body::read(own)?,
            without_email,
            claims: members,
        })
    }

    /// The name of somebody who is to be added.
    pub(super) fn username(&self) -> Result<&str, Problem> {
        self.own.username.as_deref().ok_or_else(|| {
            Problem::of_fields(vec![FieldError {
                pointer: "/username".to_owned(),
                code: "missing".into(),
                message: "this member is needed".to_owned(),
            }])
        })
    }

    /// The person afterwards.
    pub(super) fn applied_to(self, mut user: NewUser) -> NewUser {
        let own = self.own;
        user.username = own.username.unwrap_or(user.username);
        if self.without_email {
            user.email = None;
            user.email_verified = false;
        } else if let Some(email) = own.email {
            // Another address is as unknown as any.
            let is_same = user.email.as_deref() == Some(email.as_str());
            user.email_verified = user.email_verified && is_same;
            user.email = Some(email);
        }
        user.email_verified = own.email_verified.unwrap_or(user.email_verified);
        user.roles = own.roles.unwrap_or(user.roles);
        user.access = UserAccess {
            business_roles: own.business_roles.unwrap_or(user.access.business_roles),
            services: own.services.unwrap_or(user.access.services),
        };
        user.disabled = own.disabled.unwrap_or(user.disabled);
        for (name, value) in self.claims {
            if value.is_null() {
                user.profile.remove(&name);
            } else {
                user.profile.insert(name, value);
            }
        }
        user
    }
}

/// A person as they are, to be written again with changes.
pub(super) fn as_is(user: &User) -> NewUser {
    NewUser {
        id: user.id,
        username: user.username.clone(),
        email: user.email.clone(),
        email_verified: user.email_verified,
        password_hash: None,
        profile: user.profile.clone(),
        roles: user.roles.clone(),
        access: user.access.clone(),
        disabled: user.disabled,
    }
}

/// The members of a body, for the document. Besides them the claims of OpenID Connect Core §5.1 but `picture` by upload.
#[derive(ToSchema)]
#[schema(as = UserWish)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct WishDocument {
    /// 1 to 64 letters, digits and `. - _`.
    #[schema(example = "ada")]
    username: Option<String>,
    /// The address; null takes it away.
    email: Option<String>,
    /// Whether it is proven.
    email_verified: Option<bool>,
    /// Roles of the tenant.
    roles: Option<Vec<String>>,
    /// Business roles.
    business_roles: Option<Vec<String>>,
    /// The services that the person is mapped to: all of them.
    services: Option<Vec<MembershipDocument>>,
    /// A disabled person gets no session, no code and no token; those that there are end.
    disabled: Option<bool>,
}

/// Somebody's mapping to a service.
#[derive(ToSchema)]
#[schema(as = Membership)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct MembershipDocument {
    /// The service's audience.
    #[schema(example = "https://api.example.com")]
    service: String,
    /// A role of the service's; none for a plain user of it.
    role: Option<String>,
    /// `active` or `suspended`; `active` when left out.
    status: Option<String>,
}

/// A person, for the document. Besides the members the claims of OpenID Connect Core §5.1.
#[derive(ToSchema)]
#[schema(as = User)]
#[expect(dead_code, reason = "the document reads the types of the members")]
pub(in crate::web::api) struct Document {
    /// The `sub` of tokens.
    id: String,
    /// The name to sign in with.
    username: String,
    /// The address.
    email: Option<String>,
    /// Whether it is proven.
    email_verified: bool,
    /// Whether the person is shut out.
    disabled: bool,
    /// Roles of the tenant.
    roles: Vec<String>,
    /// Business roles.
    business_roles: Vec<String>,
    /// The services that the person is mapped to.
    services: Vec<MembershipDocument>,
    /// The kinds of second factors that are on.
    mfa: Vec<String>,
    /// When the account will be deleted, if its owner asked for that.
    deletion_at: Option<String>,
    /// When anything of it changed last.
    updated_at: Option<String>,
}
