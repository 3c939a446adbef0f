//! From a policy's files to a [`Policy`] that can be judged, and to the [`Needs`] that sources are read with.
//!
//! Every mistake is collected, not the first: unknown paths and types, units, unused names, rules that can never
//! apply. A policy that builds on another (`extends:`) is compiled in layers, the other's first.

mod case_terms;
mod condition;
mod lint;
mod literal;
mod names;
mod read;
pub(super) mod remedies;
mod rules;

use std::borrow::Cow;

use sha2::{Digest as _, Sha256};

use super::library::{POLICY_FILE, PolicyFiles};
use super::problem::{Level, PolicyProblem, did_you_mean};
use super::rule::Policy;
use crate::document::{self, Node, Span};
use crate::model::digest::hex;
use crate::model::needs::Needs;
use crate::text::Message;
use names::Names;
use read::Problems;

/// The format of a policy file.
pub const FORMAT: &str = "riktlinje/policy/v1";

/// What came of compiling.
#[derive(Debug)]
pub struct Compilation {
    /// The policies, if they can be judged.
    pub compiled: Option<Compiled>,
    /// Every mistake, by file and place.
    pub problems: Vec<PolicyProblem>,
    /// The text of every policy file that was read, by label, for drawing problems.
    pub texts: Vec<(Box<str>, Cow<'static, str>)>,
}

/// Policies that can be judged.
#[derive(Debug)]
pub struct Compiled {
    /// The policies, in the order given.
    pub policies: Vec<Policy>,
    /// What the sources are read with.
    pub needs: Needs,
}

/// Compiles policies that are judged together. `base` finds the policies that they extend.
#[must_use]
pub fn compile(policies: &[PolicyFiles], base: &dyn Fn(&str) -> Option<PolicyFiles>) -> Compilation {
    let mut problems = Problems { file: Box::default(), found: Vec::new() };
    let mut needs = Needs::default();
    let mut compiled: Vec<Policy> = Vec::new();
    let mut texts = Vec::new();
    for files in policies {
        let chain = chain(files, base, &mut problems);
        for layer in &chain {
            texts.extend(layer.files.iter().map(|(path, text)| (layer.label(path), text.clone())));
        }
        if let Some(policy) = compile_one(&chain, &mut needs, &mut problems) {
            if let Some(twin) = compiled.iter().find(|other| other.id == policy.id) {
                let message = Message::new("policy-twice").with("policy", twin.id.clone());
                problems.error(Span::default(), message);
            }
            needs.clauses.extend(policy.clauses.iter().map(|clause| clause.id.clone()));
            let attested = policy.attestations.iter();
            needs.attested_by.extend(attested.map(|attestation| (attestation.clause.clone(), attestation.by.clone())));
            needs.attested_per.extend(policy.attested_per_item());
            compiled.push(policy);
        }
    }
    rules::unique_ids(&compiled, &mut problems);
    texts.sort();
    texts.dedup();
    let mut problems = problems.found;
    problems.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    problems.dedup();
    let usable = problems.iter().all(|problem| problem.level == Level::Warning) && compiled.len() == policies.len();
    Compilation { compiled: usable.then_some(Compiled { policies: compiled, needs }), problems, texts }
}

/// A policy and those that it extends, the farthest first.
fn chain(files: &PolicyFiles, base: &dyn Fn(&str) -> Option<PolicyFiles>, problems: &mut Problems) -> Vec<PolicyFiles> {
    let mut chain = vec![files.clone()];
    while let Some(text) = chain[0].get(POLICY_FILE) {
        // Most policies build on none, and need not be read for it.
        if !text.contains(EXTENDS) {
            break;
        }
        let Ok(root) = document::parse(text) else { break };
        let Some(node) = root.get(EXTENDS) else { break };
        problems.file = chain[0].label(POLICY_FILE);
        let Some(name) = node.text() else {
            problems.error(node.span, Message::new("policy-expected-text"));
            break;
        };
        if chain.iter().any(|layer| &*layer.name == name) {
            problems.error(node.span, Message::new("policy-extends-itself").with("policy", name));
            break;
        }
        let Some(found) = base(name) else {
            let hint = did_you_mean(name, super::library::embedded_names());
            problems.error_with(node.span, Message::new("policy-extends-unknown").with("policy", name), hint);
            break;
        };
        chain.insert(0, found);
    }
    chain
}

/// A policy file as a tree, with the label that its problems are drawn under.
struct Layer<'d> {
    label: Box<str>,
    files: &'d PolicyFiles,
    root: Node<'d>,
}

/// The key that names the policy that another builds on.
const EXTENDS: &str = "extends";

/// The keys of a policy file.
const KEYS: [&str; 19] = [
    "format",
    "policy",
    EXTENDS,
    "edition",
    "title",
    "source",
    "binds",
    "clauses",
    "parameters",
    "change",
    "drop",
    "case_types",
    "case_log",
    "measures",
    "lists",
    "remedy_within",
    "attestations",
    "rules",
    "note",
];

fn compile_one(chain: &[PolicyFiles], needs: &mut Needs, problems: &mut Problems) -> Option<Policy> {
    let before = problems.found.len();
    let mut layers: Vec<Layer<'_>> = Vec::new();
    for files in chain {
        let label = files.label(POLICY_FILE);
        problems.file.clone_from(&label);
        let Some(text) = files.get(POLICY_FILE) else {
            problems.error(Span::default(), Message::new("policy-no-file").with("file", label));
            continue;
        };
        match document::parse(text) {
            Ok(root) => layers.push(Layer { label, files, root }),
            Err(errors) => {
                for error in errors {
                    problems.error(error.span, error.message);
                }
            }
        }
    }
    if layers.len() < chain.len() {
        return None;
    }
    for layer in &layers {
        problems.file.clone_from(&layer.label);
        format(&layer.root, problems);
        problems.known_keys(&layer.root, &KEYS);
    }
    let names = Names::read(&layers, needs, problems);
    let policy = rules::read(&layers, names, needs, problems);
    // A policy with errors is still handed on, so that its ids are compared with the others'; nobody judges with it.
    (policy.is_some() || problems.found.len() > before).then_some(policy)?.map(|mut policy| {
        policy.digest = digest(chain);
        policy
    })
}

fn format(root: &Node<'_>, problems: &mut Problems) {
    match root.get("format").map(|node| (node, node.text())) {
        Some((_, Some(FORMAT))) => {}
        Some((node, found)) => problems.error(
            node.span,
            Message::new("policy-format").with("found", found.unwrap_or("–")).with("expected", FORMAT),
        ),
        None => problems.error(root.span, Message::new("policy-no-format").with("expected", FORMAT)),
    }
}

fn digest(chain: &[PolicyFiles]) -> Box<str> {
    let mut hasher = Sha256::new();
    for (path, text) in chain.iter().flat_map(|layer| &layer.files) {
        for part in [path.as_bytes(), text.as_bytes()] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part);
        }
    }
    hex(&hasher.finalize())
}
