//! Every policy of the folder compiles without a mistake.

use riktlinje::policy::{compile, library};

#[test]
fn every_embedded_policy_compiles_without_a_mistake() {
    assert!(library::embedded_names().contains(&"rjl-1177"));
    for name in library::embedded_names() {
        let files = library::embedded(name).expect("it is listed");
        let compilation = compile(&[files], &|name| library::embedded(name));
        let told: Vec<String> = compilation
            .problems
            .iter()
            .map(|p| format!("{}:{}:{}: {:?} {:?}", p.file, p.span.line, p.span.column, p.message, p.hint))
            .collect();
        assert!(told.is_empty(), "{name}:\n{}", told.join("\n"));
        let compiled = compilation.compiled.expect("there are no mistakes");
        assert!(!compiled.policies[0].rules.is_empty(), "{name}");
    }
}
