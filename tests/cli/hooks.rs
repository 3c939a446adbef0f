//! The hooks that pre-commit finds in the repository name commands that there are.

use riktlinje::document;

use crate::run;

#[test]
fn every_hook_names_a_command_with_flags_that_it_takes() {
    let text = include_str!("../../.pre-commit-hooks.yaml");
    let hooks = document::parse(text).expect("it is YAML");
    assert_eq!(hooks.list().len(), 2);
    for hook in hooks.list() {
        let of = |key: &str| hook.get(key).and_then(|node| node.text()).unwrap_or_default();
        for key in ["id", "name", "description", "language"] {
            assert!(!of(key).is_empty(), "{key} of {}", of("id"));
        }
        let mut words = of("entry").split(' ');
        assert_eq!(words.next(), Some("riktlinje"), "the program");
        let flags = hook.get("args").map(|args| args.list().iter().filter_map(|node| node.text()).collect::<Vec<_>>());
        // With `--help` a command line is parsed and not run.
        let args: Vec<&str> = words.chain(flags.unwrap_or_default()).chain(["--help"]).collect();
        let ran = run(&args);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{args:?}");
        assert!(ran.stdout.contains("--project"), "it works on a project: {}", ran.stdout);
    }
    let audited = run(&["audit", "--quiet", "--format", "table", "--project", "fixtures/in-order"]);
    assert_eq!(audited.code, 0, "a project in order passes the hook: {}", audited.stderr);
}
