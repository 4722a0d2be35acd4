//! Programs in other languages, run as child processes that speak in JSON lines.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use serde_json::Value;
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
    time::timeout,
};
use vestibule_test_support::services;

/// How long a program may take for its next line, starting up included.
const PATIENCE: Duration = Duration::from_mins(1);

/// One program at work; it is stopped when dropped. Its standard error is that of the test.
pub struct Program {
    name: String,
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    /// Where a JavaScript program lives while it runs.
    _folder: Option<TempDir>,
}

impl Program {
    /// Runs `tests/interop/node/{script}`.
    pub fn node(script: &str, environment: &[(&str, String)]) -> Self {
        // ECMAScript modules look for packages beside the importing file and nowhere else, so the script runs from a folder that
        // has `node_modules` in it.
        Self::in_node(script, &[source("node", script)], environment)
    }

    /// Runs `examples/node/{script}`, with the modules that stand beside it.
    pub fn example_in_node(script: &str, environment: &[(&str, String)]) -> Self {
        let folder = example("node");
        let modules = std::fs::read_dir(folder).unwrap();
        let modules = modules.map(|entry| entry.unwrap().path());
        let modules: Vec<_> = modules
            .filter(|path| path.extension().is_some_and(|kind| kind == "mjs"))
            .collect();
        Self::in_node(script, &modules, environment)
    }

    fn in_node(script: &str, modules: &[PathBuf], environment: &[(&str, String)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join(script);
        for module in modules {
            std::fs::copy(module, folder.path().join(module.file_name().unwrap())).unwrap();
        }
        let packages = std::fs::canonicalize(services::node_modules())
            .expect("VESTIBULE_TEST_NODE_MODULES is a folder");
        std::os::unix::fs::symlink(packages, folder.path().join("node_modules")).unwrap();
        let mut command = Command::new("node");
        command.arg(target);
        Self::start(script, command, environment, Some(folder))
    }

    /// Runs `tests/interop/python/{script}`.
    pub fn python(script: &str, environment: &[(&str, String)]) -> Self {
        let mut command = Command::new(services::python());
        // -B: leave no byte code in the source tree.
        command.arg("-B").arg(source("python", script));
        Self::start(script, command, environment, None)
    }

    /// Runs `examples/python/{script}`.
    pub fn example_in_python(script: &str, environment: &[(&str, String)]) -> Self {
        let mut command = Command::new(services::python());
        command.arg("-B").arg(example("python").join(script));
        Self::start(script, command, environment, None)
    }

    fn start(
        name: &str,
        mut command: Command,
        environment: &[(&str, String)],
        folder: Option<TempDir>,
    ) -> Self {
        let mut child = command
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap_or_else(|error| panic!("{name} does not start: {error}"));
        let input = child.stdin.take().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap()).lines();
        Self {
            name: name.to_owned(),
            child,
            input,
            output,
            _folder: folder,
        }
    }

    /// Gives the program a line to read.
    pub async fn write(&mut self, line: &str) {
        self.input.write_all(line.as_bytes()).await.unwrap();
        self.input.write_all(b"\n").await.unwrap();
        self.input.flush().await.unwrap();
    }

    /// The program's next line, or `None` when it has no more to say.
    pub async fn read(&mut self) -> Option<Value> {
        let line = timeout(PATIENCE, self.output.next_line())
            .await
            .unwrap_or_else(|_| panic!("{} is silent", self.name))
            .unwrap()?;
        Some(
            serde_json::from_str(&line)
                .unwrap_or_else(|error| panic!("{} printed {line}: {error}", self.name)),
        )
    }

    /// Waits for the end of a program that has nothing more to read, which must be a good one.
    pub async fn finish(self) {
        let Self {
            name,
            mut child,
            input,
            ..
        } = self;
        drop(input);
        let status = timeout(PATIENCE, child.wait())
            .await
            .unwrap_or_else(|_| panic!("{name} does not end"))
            .unwrap();
        assert!(
            status.success(),
            "{name} failed ({status}); its reason stands above"
        );
    }
}

fn example(language: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(language)
}

fn source(language: &str, script: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/interop")
        .join(language)
        .join(script)
}
