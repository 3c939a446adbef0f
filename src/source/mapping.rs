//! The mapping file: what other systems' headings and words mean in ours.
//!
//! ```yaml
//! format: riktlinje/mapping/v1
//! columns:
//!   permissions: { Vem: staff, Var: clinic }
//! values:
//!   role: { Mottagare: arendemottagare }
//! ```

use crate::document::{self, Node, Span};
use crate::model::case_type::{Vocabulary as _, fold};
use crate::model::needs::Needs;
use crate::model::source::SourceKind;
use crate::text::Message;

use super::columns;

/// The name and version of the format.
pub const FORMAT: &str = "riktlinje/mapping/v1";

/// What other systems' headings and words mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Per kind of source: a heading, folded, and the canonical name.
    columns: Vec<(SourceKind, String, Box<str>)>,
    /// Per canonical field: a value, folded, and the canonical value.
    values: Vec<(Box<str>, String, Box<str>)>,
}

/// A mistake in a mapping file.
#[derive(Clone, Debug, PartialEq)]
pub struct MappingProblem {
    /// Where.
    pub span: Span,
    /// What is wrong.
    pub message: Message,
    /// What to do.
    pub advice: Option<Message>,
}

impl Mapping {
    /// Reads a mapping file. `needs` has the case types that columns of clinic exports may be mapped to.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn parse(text: &str, needs: &Needs) -> Result<Self, Vec<MappingProblem>> {
        let root = document::parse(text).map_err(|errors| {
            let problem =
                |e: document::DocumentError| MappingProblem { span: e.span, message: e.message, advice: None };
            errors.into_iter().map(problem).collect::<Vec<_>>()
        })?;
        let mut reading = Reading { needs, mapping: Self::default(), problems: Vec::new() };
        reading.root(&root);
        if reading.problems.is_empty() { Ok(reading.mapping) } else { Err(reading.problems) }
    }

    /// What a heading of a kind of source means.
    pub(crate) fn column(&self, kind: SourceKind, heading: &str) -> Option<&str> {
        let mut of_kind = self.columns.iter().filter(|(of, ..)| *of == kind).peekable();
        of_kind.peek()?;
        let folded = fold(heading);
        of_kind.find(|(_, from, _)| *from == folded).map(|(.., to)| &**to)
    }

    /// What a value of a field means.
    pub(crate) fn value(&self, field: &str, value: &str) -> Option<&str> {
        let mut of_field = self.values.iter().filter(|(of, ..)| **of == *field).peekable();
        of_field.peek()?;
        let folded = fold(value);
        of_field.find(|(_, from, _)| *from == folded).map(|(.., to)| &**to)
    }
}

struct Reading<'n> {
    needs: &'n Needs,
    mapping: Mapping,
    problems: Vec<MappingProblem>,
}

impl Reading<'_> {
    fn problem(&mut self, span: Span, message: Message, advice: Message) {
        self.problems.push(MappingProblem { span, message, advice: Some(advice) });
    }

    fn root(&mut self, root: &Node<'_>) {
        match root.get("format") {
            Some(format) if format.text() == Some(FORMAT) => {}
            Some(format) => {
                let found = format.text().unwrap_or_default();
                let message = Message::new("source-format-unknown").with("found", found).with("wanted", FORMAT);
                self.problem(format.span, message, Message::new("source-format-advice").with("wanted", FORMAT));
            }
            None => {
                let message = Message::new("source-format-missing").with("wanted", FORMAT);
                self.problem(root.span, message, Message::new("source-format-advice").with("wanted", FORMAT));
            }
        }
        for (key, value) in root.map() {
            match key.text.as_ref() {
                "format" => {}
                "columns" => self.columns(value),
                "values" => self.values(value),
                other => {
                    let message = Message::new("source-mapping-key").with("key", other);
                    self.problem(key.span, message, nearest(other, ["columns", "values"].into_iter()));
                }
            }
        }
    }

    fn columns(&mut self, node: &Node<'_>) {
        for (key, headings) in node.map() {
            let Some(kind) = SourceKind::parse(&key.text) else {
                let message = Message::new("source-mapping-kind").with("key", key.text.as_ref());
                self.problem(key.span, message, nearest(&key.text, SourceKind::all().map(SourceKind::key)));
                continue;
            };
            for (heading, meaning) in headings.map() {
                let Some(meaning_text) = self.text(meaning) else { continue };
                let field = columns::canonical(kind, meaning_text, None);
                let type_key = || {
                    let ix = self.needs.case_type(meaning_text).filter(|_| kind == SourceKind::Exports)?;
                    self.needs.case_types.get(usize::from(ix.0)).map(|need| need.key.clone())
                };
                let types = self.needs.case_types.iter().filter(|_| kind == SourceKind::Exports).map(|need| &*need.key);
                let known: Vec<&str> = columns::fields(kind).iter().map(|field| field.name).chain(types).collect();
                // A mapping file serves all policies of a region, so it may name a case type that this run's do not; such a
                // column is not read, and said to be. What is nearly a name of ours is a slip, and an error.
                let foreign = || {
                    let is_slip = known.iter().any(|name| strsim::damerau_levenshtein(meaning_text, name) <= 2);
                    let is_foreign = kind == SourceKind::Exports && is_key(meaning_text) && !is_slip;
                    is_foreign.then(|| meaning_text.into())
                };
                let Some(canonical) = field.map(Box::from).or_else(type_key).or_else(foreign) else {
                    let message =
                        Message::new("source-mapping-field").with("field", meaning_text).with("kind", kind.key());
                    let advice = nearest(meaning_text, known.into_iter());
                    self.problem(meaning.span, message, advice);
                    continue;
                };
                self.mapping.columns.push((kind, fold(&heading.text), canonical));
            }
        }
    }

    fn values(&mut self, node: &Node<'_>) {
        for (key, words) in node.map() {
            let specs: Vec<_> = SourceKind::all().flat_map(columns::fields).filter(|f| f.name == key.text).collect();
            if specs.is_empty() {
                let message = Message::new("source-mapping-value-field").with("field", key.text.as_ref());
                let mut all: Vec<_> = SourceKind::all().flat_map(columns::fields).map(|field| field.name).collect();
                all.sort_unstable();
                all.dedup();
                self.problem(key.span, message, nearest(&key.text, all.into_iter()));
                continue;
            }
            for (word, meaning) in words.map() {
                let Some(text) = self.text(meaning) else { continue };
                // `state` is a word of case types in exports and of permissions in theirs.
                let checks: Vec<_> = specs.iter().filter_map(|spec| spec.words).collect();
                if !checks.is_empty() && !checks.iter().any(|is_word| is_word(text)) {
                    let message =
                        Message::new("source-mapping-value").with("value", text).with("field", key.text.as_ref());
                    self.problem(meaning.span, message, Message::new("source-mapping-value-advice"));
                    continue;
                }
                self.mapping.values.push((key.text.as_ref().into(), fold(&word.text), text.into()));
            }
        }
    }

    fn text<'n>(&mut self, node: &'n Node<'_>) -> Option<&'n str> {
        let text = node.text();
        if text.is_none() {
            self.problem(node.span, Message::new("source-mapping-text"), Message::new("source-mapping-text-advice"));
        }
        text
    }
}

/// Advice that names the nearest of what could stand there, or else all of it.
fn nearest<'a>(written: &str, known: impl Iterator<Item = &'a str>) -> Message {
    let known: Vec<&str> = known.collect();
    let best = known.iter().map(|name| (strsim::damerau_levenshtein(written, name), *name)).min();
    match best {
        Some((distance, name)) if distance <= name.chars().count().max(3) / 3 => {
            Message::new("source-did-you-mean").with("name", name)
        }
        _ => Message::new("source-one-of").with("names", known),
    }
}

/// Whether it looks like the key of a case type, such as `boka_tid`.
fn is_key(written: &str) -> bool {
    written.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

#[cfg(test)]
mod tests {
    use super::{Mapping, SourceKind};
    use crate::model::needs::{CaseTypeNeed, Needs};

    fn needs() -> Needs {
        let need = CaseTypeNeed { key: "fornya_recept".into(), names: vec!["Förnya recept".into()], service: None };
        Needs { case_types: vec![need], ..Needs::default() }
    }

    #[test]
    fn headings_and_words_are_translated() {
        let text = "format: riktlinje/mapping/v1\n\
            columns:\n  exports: { Receptet: fornya_recept, Läge hos oss: status }\n  staff: { Vem: HSA-id }\n\
            values:\n  status: { I drift: active }\n  state: { på: active, vilar: paused }\n";
        let mapping = Mapping::parse(text, &needs()).expect("it is right");
        assert_eq!(mapping.column(SourceKind::Exports, "RECEPTET"), Some("fornya_recept"));
        assert_eq!(mapping.column(SourceKind::Exports, "läge  hos oss"), Some("status"));
        assert_eq!(mapping.column(SourceKind::Staff, "Vem"), Some("staff"));
        assert_eq!(mapping.column(SourceKind::Absence, "Vem"), None);
        assert_eq!(mapping.value("status", "i drift"), Some("active"));
        assert_eq!(mapping.value("role", "i drift"), None);
    }

    #[test]
    fn a_case_type_of_another_policy_is_no_mistake_but_a_slip_is() {
        let column = |to: &str| {
            Mapping::parse(&format!("format: {}\ncolumns: {{ exports: {{ A: {to} }} }}\n", super::FORMAT), &needs())
        };
        assert_eq!(column("boka_tid").expect("it is a key").column(SourceKind::Exports, "A"), Some("boka_tid"));
        assert!(column("fornya_recpt").is_err());
        assert!(column("Boka en tid").is_err());
    }

    #[test]
    fn every_mistake_is_told_at_its_place() {
        let text = "format: riktlinje/mapping/v2\n\
            columns:\n  exports: { A: fornya_recpt, B: [x] }\n  folk: { A: staff }\n\
            values:\n  rol: { A: granskare }\n  role: { A: chef }\nvarden: {}\n";
        let problems = Mapping::parse(text, &needs()).expect_err("it is wrong");
        let told: Vec<String> = problems
            .iter()
            .map(|p| {
                let advice = p.advice.as_ref().and_then(|advice| advice.args.first());
                let hint =
                    advice.filter(|(name, _)| name == "name").map(|(_, arg)| format!(" {arg:?}")).unwrap_or_default();
                format!("{}:{} {}{hint}", p.span.line, p.span.column, p.message.key)
            })
            .collect();
        insta::assert_snapshot!(told.join("\n"), @r#"
        1:9 source-format-unknown
        3:17 source-mapping-field Text("fornya_recept")
        3:34 source-mapping-text
        4:3 source-mapping-kind
        6:3 source-mapping-value-field Text("role")
        7:14 source-mapping-value
        8:1 source-mapping-key
        "#);
    }

    #[test]
    fn what_is_no_document_is_told() {
        for text in ["columns: [", "a: &x 1\nb: *x", "format: riktlinje/mapping/v1\nformat: riktlinje/mapping/v1"] {
            assert!(Mapping::parse(text, &needs()).is_err(), "{text}");
        }
    }
}
