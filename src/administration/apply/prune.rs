//! What the file does not name and is to go: of the kinds that it names others of, tenant by tenant.

use std::collections::HashSet;

use crate::administration::{AdministrationError, Kind, roles, users};
use crate::model::User;
use crate::storage::{NewUser, TenantDb};

use super::document::Object;
use super::plan::{Planner, Step, View, Write, identity};
use super::{Line, Outcome};

/// Kinds in the order in which they go: who refers before what is referred to.
const ORDER: [Kind; 6] = [
    Kind::User,
    Kind::Client,
    Kind::Provider,
    Kind::BusinessRole,
    Kind::Service,
    Kind::Role,
];

/// One tenant that is stored, and what the file says of it.
struct Tenancy<'a> {
    planner: &'a Planner<'a>,
    slug: &'a str,
    view: &'a View,
    db: TenantDb,
    objects: &'a [Object],
    steps: &'a [Step],
}

pub(super) async fn plan(
    planner: &Planner<'_>,
    objects: &[Object],
    steps: &[Step],
) -> Result<Vec<Step>, AdministrationError> {
    let mut removals = Vec::new();
    for (slug, view) in &planner.views {
        let Some(db) = planner.db(slug) else { continue };
        let tenancy = Tenancy {
            planner,
            slug,
            view,
            db,
            objects,
            steps,
        };
        for kind in ORDER {
            for (name, outcome) in tenancy.unnamed(kind).await? {
                let write = if outcome == Outcome::Removed {
                    Write::Removal
                } else {
                    Write::Nothing
                };
                removals.push(Step {
                    line: Line {
                        outcome,
                        kind,
                        tenant: slug.clone(),
                        name,
                    },
                    write,
                });
            }
        }
    }
    Ok(removals)
}

impl Tenancy<'_> {
    async fn unnamed(&self, kind: Kind) -> Result<Vec<(String, Outcome)>, AdministrationError> {
        let here = self
            .objects
            .iter()
            .filter(|object| object.kind == kind && object.tenant == self.slug);
        let named: HashSet<String> = here.map(|object| identity(kind, &object.name)).collect();
        if named.is_empty() {
            return Ok(Vec::new());
        }
        let stored: Vec<String> = match kind {
            Kind::Tenant => Vec::new(),
            Kind::Role => self
                .view
                .roles
                .iter()
                .map(|role| role.name.clone())
                .collect(),
            Kind::Service => self
                .view
                .services
                .iter()
                .map(|service| service.audience.clone())
                .collect(),
            Kind::BusinessRole => self
                .view
                .business_roles
                .iter()
                .map(|role| role.name.clone())
                .collect(),
            Kind::Provider => self
                .db
                .providers()
                .await?
                .into_iter()
                .map(|provider| provider.slug)
                .collect(),
            Kind::Client => self
                .db
                .clients()
                .await?
                .into_iter()
                .map(|client| client.client_id.0)
                .collect(),
            Kind::User => return self.people(&named).await,
        };
        let protected = |name: &String| kind == Kind::Role && name == roles::ADMINISTRATOR;
        let gone = stored
            .into_iter()
            .filter(|name| !named.contains(name) && !protected(name));
        Ok(gone.map(|name| (name, Outcome::Removed)).collect())
    }

    /// Users that go; the administrators among them stay when nobody else could administer the tenant afterwards.
    async fn people(
        &self,
        named: &HashSet<String>,
    ) -> Result<Vec<(String, Outcome)>, AdministrationError> {
        let written: Vec<&NewUser> = self
            .steps
            .iter()
            .filter(|step| step.line.tenant == self.slug)
            .filter_map(|step| match &step.write {
                Write::NewUser(user, _) | Write::User(user, _) => Some(user.as_ref()),
                _ => None,
            })
            .collect();
        let all = users::all(self.planner.app, self.db.tenant_id()).await?;
        // A user that is renamed is known by its identifier.
        let is_written = |user: &User| written.iter().any(|written| written.id == user.id);
        let (stay, go): (Vec<User>, Vec<User>) =
            all.into_iter().map(|found| found.user).partition(|user| {
                named.contains(&identity(Kind::User, &user.username)) || is_written(user)
            });
        let someone_stays = stay
            .iter()
            .any(|user| !is_written(user) && users::is_administrator(user))
            || written.iter().any(|user| users::administers(user));
        let outcome = |user: &User| {
            if users::is_administrator(user) && !someone_stays {
                Outcome::Kept
            } else {
                Outcome::Removed
            }
        };
        Ok(go
            .into_iter()
            .map(|user| (user.username.clone(), outcome(&user)))
            .collect())
    }
}
