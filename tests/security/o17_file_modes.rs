//! O17: keys and databases that other accounts of the machine can read.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use vestibule_test_support::TestProcess;
use vestibule_test_support::services::Backend;

const PROGRAM: &str = env!("CARGO_BIN_EXE_vestibule");

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// "refuse start if group/world readable", with the command that mends it, and leave the file alone.
#[tokio::test]
async fn the_server_does_not_start_with_files_that_others_can_read() {
    let mut process = TestProcess::with_fixture(PROGRAM).await;
    process.start();
    process.wait_ready().await;
    assert!(process.terminate().await.success());
    let folder = process.data_dir();
    let mut cases = vec![
        (folder.clone(), 0o750, 0o700),
        (folder.clone(), 0o701, 0o700),
        (folder.join("master.key"), 0o640, 0o600),
    ];
    if Backend::from_env() == Backend::Sqlite {
        cases.extend([
            (folder.join("vestibule.db"), 0o644, 0o600),
            (folder.join("vestibule.db"), 0o660, 0o600),
        ]);
    }
    for (path, open, closed) in cases {
        fs::set_permissions(&path, Permissions::from_mode(open)).unwrap();
        for command in [["serve"].as_slice(), &["keys", "list"], &["export"]] {
            let output = process.run(command).await;
            let said =
                String::from_utf8_lossy(&[output.stderr, output.stdout].concat()).into_owned();
            assert!(
                !output.status.success(),
                "{command:?} with {open:o} of {}: {said}",
                path.display()
            );
            let mend = format!("chmod {closed:o} ");
            assert!(
                said.contains(&mend) && said.contains(path.to_str().unwrap()),
                "{said}"
            );
        }
        assert_eq!(mode(&path), open, "it was left alone");
        fs::set_permissions(&path, Permissions::from_mode(closed)).unwrap();
    }
    process.start();
    process.wait_ready().await;
}

/// What the server makes itself is its owner's alone, whatever the umask of its account says.
#[tokio::test]
async fn everything_that_the_server_writes_is_private() {
    let mut process = TestProcess::new(PROGRAM).await;
    process.start();
    process.wait_ready().await;
    let folder = process.data_dir();
    assert_eq!(mode(&folder), 0o700);
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(
            mode(&path) & 0o177,
            0,
            "{} has {:o}",
            path.display(),
            mode(&path)
        );
        names.push(path.file_name().unwrap().to_str().unwrap().to_owned());
    }
    assert!(names.contains(&"master.key".to_owned()), "{names:?}");
    assert_eq!(
        names.iter().any(|name| name == "vestibule.db"),
        Backend::from_env() == Backend::Sqlite,
        "{names:?}"
    );
    process.terminate().await;
}

/// A wrong master key is refused and never replaced by a new one: what it sealed would be lost (O11).
#[tokio::test]
async fn a_damaged_master_key_is_refused_and_kept() {
    let mut process = TestProcess::with_fixture(PROGRAM).await;
    let key = process.data_dir().join("master.key");
    for bad in [
        "",
        "short",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "not base64 at all, and longer than it should be",
    ] {
        let genuine = fs::read(&key).unwrap();
        fs::write(&key, bad).unwrap();
        let output = process.run(&["serve"]).await;
        assert!(!output.status.success(), "{bad:?} was taken");
        assert_eq!(fs::read(&key).unwrap(), bad.as_bytes(), "it was replaced");
        fs::write(&key, genuine).unwrap();
    }
    process.start();
    process.wait_ready().await;
}
