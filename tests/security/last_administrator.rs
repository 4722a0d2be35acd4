//! The last two administrators of a tenant go in the same moment, by whatever way: each was not the last one when that was
//! looked at.

use std::sync::Arc;

use tokio::task::JoinSet;
use vestibule::accounts::delete_due;
use vestibule::administration::ADMINISTRATOR;
use vestibule::administration::apply::{Mode, Unnamed, apply};
use vestibule::administration::clients::Switch;
use vestibule::administration::users::{self, LastAdministrator};
use vestibule_test_support::TestApp;
use vestibule_test_support::fixture::ADA;

use crate::operator::tenant;

const ROUNDS: usize = 8;

/// How somebody goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// `vestibule user delete`
    Deleted,
    /// `vestibule user disable`
    Disabled,
    /// A file that says nothing of roles.
    Demoted,
    /// The job, when the days of grace are over.
    Due,
}

async fn make(app: &TestApp, name: &str) {
    app.apply(&format!(
        "[[user]]\nusername = {name:?}\npassword = \"a password of some administrator\"\nroles = [\"admin\"]\n"
    ))
    .await;
}

async fn administrators(app: &TestApp) -> u64 {
    let db = app.app().database.tenant(tenant(app).await);
    db.count_with_role(ADMINISTRATOR).await.unwrap()
}

/// Whether they went.
async fn go(app: &TestApp, name: &str, way: Way) -> bool {
    let tenant = tenant(app).await;
    let inner = app.app();
    match way {
        Way::Deleted => users::delete(inner, tenant, name, LastAdministrator::Stays)
            .await
            .is_ok(),
        Way::Disabled => users::switch(inner, tenant, name, Switch::Disabled)
            .await
            .is_ok(),
        Way::Demoted => {
            let file = format!("[[user]]\nusername = {name:?}\n");
            apply(inner, &file, Unnamed::Keep, Mode::Write)
                .await
                .is_ok()
        }
        Way::Due => {
            let found = users::find(inner, tenant, name).await.unwrap();
            delete_due(inner, tenant, found.user.id).await.unwrap()
        }
    }
}

/// Lets somebody ask for the deletion of their account, and the days of grace go by.
async fn let_them_be_due(app: &TestApp, names: &[&str]) {
    for name in names {
        let mut browser = app.browser();
        let password = "a password of some administrator";
        browser.sign_in(name, password).await;
        browser.get("/account/data").await;
        let page = browser
            .submit(
                "#account-delete",
                &[("current", password)],
                "#account-delete-submit",
            )
            .await
            .page();
        assert_eq!(page.status, 200, "{}", page.text());
    }
    app.advance(15 * 24 * 60 * 60);
}

/// Of two who go at once one stays: "the last administrator can be neither disabled nor deleted", nor lose the role.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_the_last_two_who_go_at_once_one_stays() {
    let app = Arc::new(TestApp::with_fixture().await);
    for (one, other) in [
        (Way::Deleted, Way::Deleted),
        (Way::Disabled, Way::Disabled),
        (Way::Demoted, Way::Demoted),
        (Way::Deleted, Way::Disabled),
        (Way::Disabled, Way::Demoted),
    ] {
        for round in 0..ROUNDS {
            let names = ["first", "second"].map(|name| format!("{name}{round}"));
            for name in &names {
                make(&app, name).await;
            }
            let mut going = JoinSet::new();
            for (name, way) in names.iter().cloned().zip([one, other]) {
                let app = Arc::clone(&app);
                going.spawn(async move { go(&app, &name, way).await });
            }
            let went = going.join_all().await;
            assert_eq!(administrators(&app).await, 1, "{one:?} {other:?} {went:?}");
            assert_eq!(went.iter().filter(|went| **went).count(), 1, "{went:?}");
            // Room for the next two.
            for name in &names {
                let gone = users::delete(
                    app.app(),
                    tenant(&app).await,
                    name,
                    LastAdministrator::IsFollowed,
                );
                // One of them is gone already where they were deleted.
                let _ = gone.await;
            }
            assert_eq!(administrators(&app).await, 0);
        }
    }
}

/// The job that deletes accounts at the end of their days of grace runs on every node.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_the_last_two_whose_day_has_come_one_stays() {
    let app = Arc::new(TestApp::builder().fixture().without_jobs().start().await);
    let node = Arc::new(app.another_node().await);
    for name in ["first", "second"] {
        make(&app, name).await;
    }
    let_them_be_due(&app, &["first", "second"]).await;
    let (one, other) = tokio::join!(go(&app, "first", Way::Due), go(&node, "second", Way::Due));
    assert!(one != other, "{one} {other}");
    assert_eq!(administrators(&app).await, 1);
    // And the one who stays waits for a successor.
    let left = if one { "second" } else { "first" };
    assert!(!go(&app, left, Way::Due).await);
    make(&app, "third").await;
    assert!(go(&app, left, Way::Due).await);
}

/// A file that would take the role from everybody is refused as a whole; one that names a successor is not, in whatever order.
#[tokio::test]
async fn a_file_leaves_somebody_who_administers() {
    let app = TestApp::with_fixture().await;
    make(&app, "root").await;
    for file in [
        "[[user]]\nusername = \"root\"\n",
        "[[user]]\nusername = \"root\"\nroles = [\"admin\"]\ndisabled = true\n",
        "[[user]]\nusername = \"root\"\n[[user]]\nusername = \"heir\"\nroles = [\"admin\"]\ndisabled = true\n",
    ] {
        for unnamed in [Unnamed::Keep, Unnamed::Remove] {
            let refused = apply(app.app(), file, unnamed, Mode::Write).await;
            let problems = refused.unwrap_err().to_string();
            assert!(
                problems.contains("line 1, user \"root\": roles: nobody would administer"),
                "{problems}"
            );
        }
    }
    assert_eq!(administrators(&app).await, 1);
    app.browser().sign_in_as(ADA).await;
    app.apply(
        "[[user]]\nusername = \"root\"\n[[user]]\nusername = \"heir\"\nroles = [\"admin\"]\n",
    )
    .await;
    let db = app.app().database.tenant(tenant(&app).await);
    let heirs = db.holders_of(ADMINISTRATOR, 10).await.unwrap();
    let heir = db.credentials("heir").await.unwrap().unwrap();
    assert_eq!(heirs, [heir.user.id]);
    // And everybody else may be removed by the file that names the successor.
    let file = "[[user]]\nusername = \"third\"\nroles = [\"admin\"]\n";
    apply(app.app(), file, Unnamed::Remove, Mode::Write)
        .await
        .unwrap();
    assert_eq!(administrators(&app).await, 1);
    assert!(db.credentials("heir").await.unwrap().is_none());
}
