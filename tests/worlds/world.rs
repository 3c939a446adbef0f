//! The worlds of fixtures/, each audited by the program itself, so that all of it is in the run: settings, sources, rules, report.

use std::path::Path;

use assert_cmd::Command;
use riktlinje::model::facts::SourceSet;
use riktlinje::model::run::Run;
use riktlinje::report::json;

/// The worlds, in the order of the snapshots.
pub(crate) const WORLDS: [&str; 3] = ["in-order", "missing-sources", "region"];

/// A world and what a policy says of it.
pub(crate) struct World {
    pub(crate) name: &'static str,
    pub(crate) run: Run,
    /// The kinds of source that gave something.
    pub(crate) supplied: SourceSet,
}

/// Every world, judged by one policy.
pub(crate) fn worlds(policy: &str) -> Vec<World> {
    WORLDS.iter().map(|name| world(name, policy)).collect()
}

/// One world, judged by one policy.
pub(crate) fn world(name: &'static str, policy: &str) -> World {
    let folder = Path::new("fixtures").join(name);
    let output = Command::cargo_bin("riktlinje")
        .expect("the binary is built")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("audit")
        .arg("--project")
        .arg(folder)
        .args(["--policy", policy, "--as-of", "2026-11-20", "--format", "json", "--fail-on", "never", "--lang", "en"])
        .output()
        .expect("it runs");
    let text = String::from_utf8(output.stdout).expect("the report is UTF-8");
    let talk = String::from_utf8_lossy(&output.stderr);
    let run = json::read(&text).unwrap_or_else(|error| panic!("{name}, {policy}: {error:?}\n{talk}"));
    let mut supplied = SourceSet::default();
    for file in &run.sources {
        supplied.insert(file.kind);
    }
    World { name, run, supplied }
}
