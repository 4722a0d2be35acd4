//! Everything that would be written, or everything that is wrong. Nothing here writes.

use std::collections::{BTreeMap, HashMap};

use crate::administration::{AdministrationError, Kind, roles};
use crate::app::App;
use crate::model::user::name_key;
use crate::model::{BusinessRole, Role, Secret, Service, Tenant, TenantId};
use crate::storage::{NewUser, StoredClient, StoredProvider, TenantDb};

use super::document::{Document, Object, Problem};
use super::{
    ApplyError, Line, Outcome, Report, Unnamed, administrators, business_role, client,
    protected_api, provider, prune, role, tenant, user,
};

/// What is to be written of one object.
#[derive(Debug)]
pub(super) enum Write {
    Nothing,
    /// A tenant that is not there yet; its identifier is made when it is written.
    NewTenant(Tenant),
    Tenant(Tenant),
    Role(Role),
    Service(Service),
    BusinessRole(BusinessRole),
    /// A secret that is still to be sealed goes beside.
    Provider(Box<StoredProvider>, Option<Secret>),
    /// A secret that is still to be hashed goes beside.
    Client(Box<StoredClient>, Option<Secret>),
    NewUser(Box<NewUser>, Option<Secret>),
    User(Box<NewUser>, Option<Secret>),
    Removal,
}

/// One object and what becomes of it.
#[derive(Debug)]
pub(super) struct Step {
    pub line: Line,
    pub write: Write,
}

/// The whole file, and what becomes of it.
#[derive(Debug)]
pub(super) struct Plan {
    pub steps: Vec<Step>,
    /// The tenants of the file that are stored.
    pub tenants: HashMap<String, TenantId>,
}

impl Plan {
    pub(super) fn report(&self) -> Report {
        Report {
            lines: self.steps.iter().map(|step| step.line.clone()).collect(),
        }
    }
}

/// What a tenant has and will have: what objects may refer to.
#[derive(Debug, Default)]
pub(super) struct View {
    /// `None` while the tenant is only in the file.
    pub stored: Option<Tenant>,
    pub roles: Vec<Role>,
    pub services: Vec<Service>,
    pub business_roles: Vec<BusinessRole>,
    /// The services that there are afterwards, as far as roles in them are concerned.
    pub future_services: Vec<Service>,
    /// Every business role that a user of the file may have.
    pub business_role_names: Vec<String>,
    /// Every role a user of the file may hold.
    pub role_names: Vec<String>,
    /// Keys of the usernames that the file has.
    pub usernames: Vec<String>,
}

/// What the readers of objects work with.
pub(super) struct Planner<'a> {
    pub app: &'a App,
    pub unnamed: Unnamed,
    pub views: BTreeMap<String, View>,
}

impl Planner<'_> {
    pub(super) fn view(&self, slug: &str) -> Option<&View> {
        self.views.get(slug)
    }

    /// The rows of a tenant, if it is stored.
    pub(super) fn db(&self, slug: &str) -> Option<TenantDb> {
        let stored = self.view(slug)?.stored.as_ref()?;
        Some(self.app.database.tenant(stored.id))
    }
}

/// What became of reading one object: its step, or what is wrong with it.
pub(super) type Planned = Result<(Outcome, Write), Vec<String>>;

/// Compares what the file says with what is stored.
pub(super) async fn make(
    app: &App,
    document: Document,
    unnamed: Unnamed,
) -> Result<Plan, ApplyError> {
    let Document {
        objects,
        mut problems,
    } = document;
    problems.extend(duplicates(&objects));
    let views = views(app, &objects, unnamed).await?;
    let planner = Planner {
        app,
        unnamed,
        views,
    };
    let mut steps = Vec::new();
    for object in &objects {
        if planner.view(&object.tenant).is_none() {
            problems.push(object.problem(&format!("there is no tenant {:?}", object.tenant)));
            continue;
        }
        match plan_one(&planner, object).await? {
            Ok((outcome, write)) => {
                let line = Line {
                    outcome,
                    kind: object.kind,
                    tenant: object.tenant.clone(),
                    name: object.name.clone(),
                };
                steps.push(Step { line, write });
            }
            Err(texts) => problems.extend(texts.iter().map(|text| object.problem(text))),
        }
    }
    if problems.is_empty() {
        problems = administrators::problems(&planner, &objects, &steps).await?;
    }
    if !problems.is_empty() {
        problems.sort_by_key(|problem| problem.line);
        return Err(ApplyError::Problems(
            problems.into_iter().map(|problem| problem.text).collect(),
        ));
    }
    if unnamed == Unnamed::Remove {
        // First, so that what is removed makes room for what is new.
        let mut removals = prune::plan(&planner, &objects, &steps).await?;
        removals.append(&mut steps);
        steps = removals;
    }
    let stored = planner
        .views
        .into_iter()
        .filter_map(|(slug, view)| Some((slug, view.stored?.id)));
    Ok(Plan {
        steps,
        tenants: stored.collect(),
    })
}

async fn plan_one(planner: &Planner<'_>, object: &Object) -> Result<Planned, AdministrationError> {
    match object.kind {
        Kind::Tenant => tenant::plan(planner, object).await,
        Kind::Role => Ok(role::plan(planner, object)),
        Kind::Service => Ok(protected_api::plan(planner, object)),
        Kind::BusinessRole => Ok(business_role::plan(planner, object)),
        Kind::Provider => provider::plan(planner, object).await,
        Kind::Client => client::plan(planner, object).await,
        Kind::User => user::plan(planner, object).await,
    }
}

/// The name by which an object is the same as another.
pub(super) fn identity(kind: Kind, name: &str) -> String {
    if kind == Kind::User {
        name_key(name)
    } else {
        name.to_owned()
    }
}

fn duplicates(objects: &[Object]) -> Vec<Problem> {
    let mut seen = HashMap::new();
    let mut problems = Vec::new();
    for object in objects {
        let name = identity(object.kind, &object.name);
        if let Some(line) = seen.insert((object.kind, object.tenant.as_str(), name), object.line) {
            problems.push(object.problem(&format!("stands in line {line} already")));
        }
    }
    problems
}

/// The services of the file by their roles' names, and the stored ones that stay beside them.
fn future_services<'a>(
    app: &App,
    stored: &[Service],
    named: impl Iterator<Item = &'a Object>,
    unnamed: Unnamed,
) -> Vec<Service> {
    let mut services: Vec<Service> = named
        .map(|object| protected_api::outline(app, object))
        .collect();
    if unnamed == Unnamed::Keep || services.is_empty() {
        let is_named = |one: &Service| services.iter().any(|named| named.audience == one.audience);
        let kept: Vec<Service> = stored
            .iter()
            .filter(|one| !is_named(one))
            .cloned()
            .collect();
        services.extend(kept);
    }
    services
}

async fn views(
    app: &App,
    objects: &[Object],
    unnamed: Unnamed,
) -> Result<BTreeMap<String, View>, AdministrationError> {
    let mut views: BTreeMap<String, View> = BTreeMap::new();
    for object in objects {
        if views.contains_key(&object.tenant) {
            continue;
        }
        let mut view = View {
            stored: app.database.tenant_by_slug(&object.tenant).await?,
            ..View::default()
        };
        if let Some(tenant) = &view.stored {
            let db = app.database.tenant(tenant.id);
            (view.roles, view.services) = (db.roles().await?, db.services().await?);
            view.business_roles = db.business_roles().await?;
        } else if objects
            .iter()
            .all(|other| other.kind != Kind::Tenant || other.name != object.tenant)
        {
            continue;
        }
        let named = |kind| {
            objects
                .iter()
                .filter(move |other| other.kind == kind && other.tenant == object.tenant)
        };
        view.role_names = named(Kind::Role).map(|role| role.name.clone()).collect();
        if unnamed == Unnamed::Keep || view.role_names.is_empty() {
            view.role_names
                .extend(view.roles.iter().map(|role| role.name.clone()));
        }
        view.role_names.push(roles::ADMINISTRATOR.to_owned());
        view.future_services = future_services(app, &view.services, named(Kind::Service), unnamed);
        view.business_role_names = named(Kind::BusinessRole)
            .map(|role| role.name.clone())
            .collect();
        if unnamed == Unnamed::Keep || view.business_role_names.is_empty() {
            let stored = view.business_roles.iter();
            view.business_role_names
                .extend(stored.map(|role| role.name.clone()));
        }
        view.usernames = named(Kind::User).map(|user| name_key(&user.name)).collect();
        views.insert(object.tenant.clone(), view);
    }
    Ok(views)
}
