//! `docs/providers.md` and the pages below it: what they show works as it stands there.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use toml::{Table, Value};
use vestibule::jose::SigningKey;
use vestibule::model::{ProviderKind, ProviderSettings, SigningAlg};
use vestibule_test_support::upstream::through;
use vestibule_test_support::{TestApp, TestProcess};

use crate::federation_openid::base64_of;

/// The issuer that the pages speak of.
const SHOWN_ISSUER: &str = "https://id.example.com";

/// The key that is shown for Apple's.
const SHOWN_KEY: &str = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg…";

struct DocumentedPage {
    path: PathBuf,
    text: String,
}

fn documentation() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn read(path: PathBuf) -> DocumentedPage {
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    DocumentedPage { path, text }
}

/// The overview first.
fn pages() -> Vec<DocumentedPage> {
    let folder = std::fs::read_dir(documentation().join("providers")).unwrap();
    let mut paths: Vec<PathBuf> = folder.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 10, "{paths:?}");
    paths.insert(0, documentation().join("providers.md"));
    paths.into_iter().map(read).collect()
}

impl DocumentedPage {
    fn name(&self) -> String {
        self.path
            .file_stem()
            .unwrap()
            .to_string_lossy()
            .into_owned()
    }

    /// What stands between fences of that language, as it would be copied: without the indent of a list.
    fn blocks(&self, language: &str) -> Vec<String> {
        let mut blocks = Vec::new();
        let mut lines = self.text.lines();
        while let Some(line) = lines.next() {
            let fence = line.trim_start();
            if let Some(named) = fence.strip_prefix("```") {
                let indent = line.len() - fence.len();
                let inside = lines.by_ref().take_while(|line| line.trim_start() != "```");
                let text: Vec<&str> = inside
                    .map(|line| line.get(indent..).unwrap_or_default())
                    .collect();
                if named == language {
                    blocks.push(format!("{}\n", text.join("\n")));
                }
            }
        }
        blocks
    }

    /// Every provider that it shows.
    fn providers(&self) -> Vec<Table> {
        let all = self.blocks("toml");
        let tables = all.iter().map(|block| block.parse::<Table>().unwrap());
        tables
            .filter_map(|mut table| table.remove("provider"))
            .flat_map(|providers| match providers {
                Value::Array(all) => all,
                other => panic!("{other}"),
            })
            .map(|provider| provider.as_table().unwrap().clone())
            .collect()
    }
}

fn text<'a>(table: &'a Table, name: &str) -> &'a str {
    table[name].as_str().unwrap()
}

#[tokio::test]
async fn every_block_of_the_pages_applies_and_twice_changes_nothing() {
    let app = TestApp::start().await;
    let key = SigningKey::generate(SigningAlg::ES256).unwrap();
    let key = base64_of(&key.to_pkcs8().unwrap());
    for page in pages() {
        let blocks = page.blocks("toml");
        assert!(!blocks.is_empty(), "{} shows nothing", page.path.display());
        for block in blocks {
            // The page shows the beginning of a key.
            let block = block.replace(SHOWN_KEY, &key);
            app.apply(&block).await;
            let again = app.apply(&block).await;
            assert!(
                again.is_unchanged(),
                "{}: {again:?}\n{block}",
                page.path.display()
            );
        }
    }
}

/// A slug is in the callback, so both stand on the page together; and whoever signs out there is told where to send them.
#[test]
fn every_page_shows_the_callback_of_its_providers() {
    for page in pages().into_iter().skip(1) {
        let providers = page.providers();
        assert!(!providers.is_empty(), "{}", page.path.display());
        for provider in providers {
            let callback = format!(
                "{SHOWN_ISSUER}/sign-in/through/{}/callback",
                text(&provider, "slug")
            );
            assert!(
                page.text.contains(&callback),
                "{}: {callback}",
                page.path.display()
            );
            if provider.contains_key("sign_out_there") {
                let back = format!("{SHOWN_ISSUER}/sign-out/elsewhere");
                assert!(page.text.contains(&back), "{}: {back}", page.path.display());
            }
        }
    }
}

#[test]
fn every_kind_and_every_setting_is_described() {
    let all = pages();
    let shown: BTreeSet<String> = all
        .iter()
        .skip(1)
        .flat_map(DocumentedPage::providers)
        .map(|provider| text(&provider, "kind").to_owned())
        .collect();
    let overview = &all[0].text;
    for kind in ProviderKind::ALL {
        assert!(
            shown.contains(kind.name()),
            "no page is about {}",
            kind.name()
        );
        assert!(
            overview.contains(&format!("`{}`", kind.name())),
            "{}",
            kind.name()
        );
    }
    for page in all.iter().skip(1) {
        let link = format!("(providers/{}.md)", page.name());
        assert!(overview.contains(&link), "{link}");
    }
    // The reader of files knows the names of what there is.
    let unknown = toml::from_str::<ProviderSettings>("nothing = 1")
        .unwrap_err()
        .to_string();
    let (_, expected) = unknown.split_once("expected one of").expect("the names");
    let names: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    assert!(names.len() >= 18, "{names:?}");
    for name in names
        .into_iter()
        .chain(["slug", "kind", "name", "client_secret", "disabled"])
    {
        let is_in_the_table =
            |line: &str| line.starts_with("| `") && line.contains(&format!("`{name}`"));
        assert!(
            overview.lines().any(is_in_the_table),
            "{name} is not in the table of settings"
        );
    }
}

/// The pages are called what people read on them.
#[test]
fn the_pages_that_go_wrong_have_the_titles_that_are_described() {
    let overview = read(documentation().join("providers.md")).text;
    let texts = read(documentation().join("../locales/en/error.ftl")).text;
    let (_, table) = overview.split_once("## When something goes wrong").unwrap();
    let titles: Vec<&str> = table
        .lines()
        .filter_map(|line| line.strip_prefix("| *")?.split_once('*'))
        .map(|(title, _)| title)
        .collect();
    assert!(titles.len() >= 9, "{titles:?}");
    for title in titles {
        let line = format!("-title = {}\n", title.replace('\'', "’"));
        assert!(texts.contains(&line), "{title}");
    }
}

/// The number that people are asked to pass on is in the log.
#[tokio::test]
async fn an_incident_is_found_in_the_log() {
    let mut process = TestProcess::with_fixture(env!("CARGO_BIN_EXE_vestibule")).await;
    let down = "[[provider]]\nslug = \"down\"\nkind = \"openid\"\nissuer = \"http://127.0.0.1:9\"\nclient_id = \"a\"\nclient_secret = \"b\"\n";
    let file = process.file("providers.toml", down);
    let applied = process.run(&["apply", file.to_str().unwrap()]).await;
    assert!(applied.status.success(), "{applied:?}");
    process.start();
    process.wait_ready().await;
    let page = process.browser().get("/sign-in/through/down").await;
    assert_eq!(
        page.error_code().as_deref(),
        Some("temporarily_unavailable"),
        "{}",
        page.text()
    );
    let told = page.texts("#error dd code").pop().expect("an incident");
    process.terminate().await;
    let output = process.output();
    assert!(output.contains(&told), "{told}:\n{output}");
}

/// Links lead to pages and headings that are there.
#[test]
fn every_link_of_the_pages_leads_somewhere() {
    for page in pages() {
        let targets = page
            .text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split_once(')'));
        for (target, _) in targets {
            if target.starts_with("https://") {
                continue;
            }
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            let path = if file.is_empty() {
                page.path.clone()
            } else {
                page.path.parent().unwrap().join(file)
            };
            let other = read(path);
            let is_there = other.text.lines().any(|line| {
                let name: String = line.trim_start_matches('#').trim().to_lowercase();
                let anchor: String = name
                    .chars()
                    .filter_map(|c| match c {
                        ' ' => Some('-'),
                        c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
                        _ => None,
                    })
                    .collect();
                line.starts_with('#') && anchor == heading
            });
            assert!(
                heading.is_empty() || is_there,
                "{}: {target}",
                page.path.display()
            );
        }
    }
}

/// The providers whose addresses need not be looked up: the button leads where the page says, with what it says.
#[tokio::test]
async fn the_buttons_lead_where_the_pages_say() {
    let app = TestApp::start().await;
    for (name, there) in [
        ("github", "https://github.com/login/oauth/authorize"),
        ("facebook", "https://www.facebook.com/v23.0/dialog/oauth"),
        ("42", "https://api.intra.42.fr/oauth/authorize"),
        ("discord", "https://discord.com/oauth2/authorize"),
    ] {
        let page = read(documentation().join(format!("providers/{name}.md")));
        // The first one is the smallest.
        app.apply(&page.blocks("toml")[0]).await;
        let provider = &page.providers()[0];
        let mut browser = app.browser();
        let sign_in = browser.get("/sign-in").await;
        let promised = page
            .text
            .split("has *Continue with ")
            .nth(1)
            .unwrap()
            .split('*')
            .next()
            .unwrap();
        let button = sign_in.texts(&format!("#sign-in-through-{name}"));
        assert_eq!(button, [format!("Continue with {promised}")]);
        let url = through(&mut browser, name).await;
        assert!(url.as_str().starts_with(&format!("{there}?")), "{url}");
        let asked: std::collections::HashMap<_, _> = url.query_pairs().into_owned().collect();
        assert_eq!(asked["client_id"], text(provider, "client_id"));
        assert_eq!(
            asked["redirect_uri"],
            format!("{}/sign-in/through/{name}/callback", app.issuer())
        );
    }
}
