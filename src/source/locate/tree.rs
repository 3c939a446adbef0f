//! Finds a value within a YAML or JSON record, by the route of its place.
//!
//! JSON is not parsed for this: only the boundaries of its values are looked at. Where the route ends too early, what
//! there is of it is found, so that a missing field points at the case type or the clinic that lacks it.

use std::borrow::Cow;
use std::ops::Range;

use super::Piece;
use crate::document::{self, Kind, Node};
use crate::model::hsa_id;
use crate::model::place::Step;
use crate::source::json_text::{Items, Members, skip_blanks};

/// Gives the canonical name of a key as written.
type Canonical<'c> = &'c dyn Fn(&str) -> Option<&'static str>;

/// The bytes of `piece.text` that the value takes; `None` leads to the record itself.
///
/// `canonical` gives the canonical name of a key as written.
pub(super) fn find(piece: &Piece<'_>, route: &[Step], canonical: Canonical<'_>) -> Option<Range<usize>> {
    let record = piece.text.get(piece.record.clone())?;
    if matches!(record.trim_start().as_bytes().first(), Some(b'{' | b'[')) {
        let start = piece.record.start + skip_blanks(record.as_bytes(), 0);
        if let Ok(found) = in_json(piece.text, start..piece.record.end, route, canonical) {
            return found;
        }
    }
    in_yaml(piece, route, canonical)
}

/// Not JSON, or cut off: YAML may still make something of it.
struct NotJson;

fn in_json(
    text: &str,
    record: Range<usize>,
    route: &[Step],
    canonical: Canonical<'_>,
) -> Result<Option<Range<usize>>, NotJson> {
    let mut at = record;
    let mut found = None;
    for (depth, step) in route.iter().enumerate() {
        let bytes = &text.as_bytes()[..at.end];
        let next = match (bytes.get(at.start), step) {
            (Some(b'{'), Step::Field(name)) => {
                member(text, at.clone(), &|key| key == *name || canonical(key) == Some(name))?
            }
            (Some(b'{'), Step::Named(name)) => member(text, at.clone(), &|key| hsa_id::trim(key) == &**name)?,
            (Some(b'['), Step::Index(index)) => items(text, at.clone())?.get(*index as usize).cloned(),
            (Some(b'['), Step::Named(name)) => {
                let mut named = None;
                for item in items(text, at.clone())? {
                    if carries(text, &item, name)? {
                        named = Some(item);
                        break;
                    }
                }
                named
            }
            _ => None,
        };
        let Some(next) = next else { break };
        // Of an object, what names it is shown rather than all of it.
        found = match text.as_bytes().get(next.start) {
            Some(b'{') => Some(name_of(text, &next)?.unwrap_or_else(|| next.clone())),
            _ if depth + 1 == route.len() || !next.is_empty() => Some(next.clone()),
            _ => found,
        };
        at = next;
    }
    match found {
        Some(found) => Ok(Some(found)),
        None => name_of(text, &at),
    }
}

fn items(text: &str, list: Range<usize>) -> Result<Vec<Range<usize>>, NotJson> {
    Items::new(&text.as_bytes()[..list.end], list.start).collect::<Result<_, _>>().map_err(|_| NotJson)
}

fn member(text: &str, object: Range<usize>, is_it: &dyn Fn(&str) -> bool) -> Result<Option<Range<usize>>, NotJson> {
    for member in Members::new(&text.as_bytes()[..object.end], object.start) {
        let member = member.map_err(|_| NotJson)?;
        if is_it(&unquoted(&text[member.key])) {
            return Ok(Some(member.value));
        }
    }
    Ok(None)
}

fn unquoted(string: &str) -> Cow<'_, str> {
    match string.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if !inner.contains('\\') => Cow::Borrowed(inner),
        _ => serde_json::from_str::<String>(string).map_or(Cow::Borrowed(string), Cow::Owned),
    }
}

/// The fields that say which clinic or case type an object is.
const NAMING: [&str; 3] = ["hsa_id", "type", "name"];

fn name_of(text: &str, object: &Range<usize>) -> Result<Option<Range<usize>>, NotJson> {
    if text.as_bytes().get(object.start) != Some(&b'{') {
        return Ok(None);
    }
    for name in NAMING {
        if let Some(found) = member(text, object.clone(), &|key| key == name)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn carries(text: &str, item: &Range<usize>, wanted: &str) -> Result<bool, NotJson> {
    if text.as_bytes().get(item.start) != Some(&b'{') {
        return Ok(false);
    }
    for name in ["type", "name"] {
        if let Some(value) = member(text, item.clone(), &|key| key == name)?
            && hsa_id::trim(&unquoted(&text[value])) == wanted
        {
            return Ok(true);
        }
    }
    Ok(false)
}

fn in_yaml(piece: &Piece<'_>, route: &[Step], canonical: Canonical<'_>) -> Option<Range<usize>> {
    // The record may begin after a `-`: blanks in its place keep the indentation that makes its lines belong together.
    let line = piece.text[..piece.record.start].rfind('\n').map_or(0, |at| at + 1);
    let mut source = " ".repeat(piece.record.start - line);
    source.push_str(&piece.text[piece.record.clone()]);
    let root = document::parse(&source).ok()?;
    let is_list =
        root.list().len() == 1 && source[root.list()[0].span.start as usize..].len() < source.trim_start().len();
    let root = if is_list { &root.list()[0] } else { &root };
    let found = follow(root, route, canonical)?;
    let (start, end) = (line + found.start, line + found.end);
    (start < end && end <= piece.text.len()).then_some(start..end)
}

fn follow(root: &Node<'_>, route: &[Step], canonical: Canonical<'_>) -> Option<Range<usize>> {
    let range = |span: document::Span| span.start as usize..span.end as usize;
    let mut at = root;
    let mut found = named(root);
    for step in route {
        let entry = |is_it: &dyn Fn(&str) -> bool| at.map().iter().find(|(key, _)| is_it(&key.text));
        let next = match step {
            Step::Field(name) => entry(&|key| key == *name || canonical(key) == Some(name)),
            Step::Named(name) if !at.map().is_empty() => entry(&|key| hsa_id::trim(key) == &**name),
            Step::Named(name) => {
                let item = at.list().iter().find(|item| {
                    ["type", "name"]
                        .iter()
                        .any(|key| item.get(key).and_then(Node::text).map(hsa_id::trim) == Some(name))
                });
                let Some(item) = item else { break };
                (at, found) = (item, named(item));
                continue;
            }
            Step::Index(index) => {
                let Some(item) = at.list().get(*index as usize) else { break };
                at = item;
                found = named(item).or_else(|| leaf(item).map(|node| range(node.span)));
                continue;
            }
        };
        let Some((key, value)) = next else { break };
        at = value;
        // Of a list or a mapping, its key is shown; of nothing, which takes no space, too.
        found = Some(leaf(value).map_or_else(|| range(key.span), |node| range(node.span)));
    }
    found
}

/// The node, if it is a scalar that takes some space.
fn leaf<'n>(node: &'n Node<'n>) -> Option<&'n Node<'n>> {
    (matches!(node.kind, Kind::Scalar { .. }) && node.span.end > node.span.start).then_some(node)
}

/// What names a mapping.
fn named(node: &Node<'_>) -> Option<Range<usize>> {
    let name = NAMING.iter().find_map(|name| node.get(name)).and_then(leaf)?;
    Some(name.span.start as usize..name.span.end as usize)
}

#[cfg(test)]
mod tests {
    use super::super::Piece;
    use super::find;
    use crate::model::place::Step;

    fn found<'t>(text: &'t str, record: &str, route: &[Step]) -> Option<&'t str> {
        let start = text.find(record).expect("the record is in the text");
        let piece = Piece { text, record: start..start + record.len() };
        find(&piece, route, &|key| (key == "Ärendetyper").then_some("case_types")).map(|range| &text[range])
    }

    fn state(middle: Step) -> [Step; 3] {
        [Step::Field("case_types"), middle, Step::Field("state")]
    }

    const JSON: &str =
        r#"{"hsa_id": "SE1", "n\u0061me": "a}b", "case_types": [{"type": "x", "state": "activ"}, {"name":"y"}]}"#;

    #[test]
    fn values_are_found_in_json() {
        let line = format!("[{JSON}, {{}}]");
        let at = |route: &[Step]| found(&line, JSON, route);
        assert_eq!(at(&[Step::Field("name")]), Some("\"a}b\""));
        assert_eq!(at(&state(Step::Index(0))), Some("\"activ\""));
        assert_eq!(at(&state(Step::Named("x".into()))), Some("\"activ\""));
    }

    #[test]
    fn what_is_missing_points_at_what_lacks_it() {
        let at = |route: &[Step]| found(JSON, JSON, route);
        assert_eq!(at(&state(Step::Index(1))), Some("\"y\""));
        assert_eq!(at(&[Step::Field("status")]), Some("\"SE1\""));
        assert_eq!(at(&[]), Some("\"SE1\""));
        assert_eq!(found("[1, 2]", "1", &[Step::Field("status")]), None);
        assert_eq!(
            found(
                r#"{"case_types": {"x": "active"}}"#,
                r#"{"case_types": {"x": "active"}}"#,
                &state(Step::Named("x".into()))
            ),
            Some("\"active\"")
        );
    }

    #[test]
    fn what_was_cut_off_leads_to_the_record() {
        for end in 1..JSON.len() {
            if JSON.is_char_boundary(end) {
                let piece = Piece { text: JSON, record: 0..end };
                let _ = find(&piece, &state(Step::Index(0)), &|_| None);
            }
        }
    }

    const YAML: &str = "clinics:\n  - hsa_id: SE1\n    Ärendetyper:\n      Av/omboka tid: aktiv\n      boka_tid:\n        state: 'på'\n      tom:\n  - {hsa_id: SE2, case_types: [{type: x, state: y}]}\n";

    #[test]
    fn values_are_found_in_yaml_wherever_the_record_begins() {
        let from_line = "  - hsa_id: SE1\n    Ärendetyper:\n      Av/omboka tid: aktiv\n      boka_tid:\n        state: 'på'\n      tom:\n";
        for record in [from_line, &from_line[4..]] {
            let at = |route: &[Step]| found(YAML, record, route);
            assert_eq!(at(&[Step::Field("hsa_id")]), Some("SE1"));
            assert_eq!(at(&state(Step::Named("Av/omboka tid".into()))), Some("aktiv"));
            assert_eq!(at(&state(Step::Named("boka_tid".into()))), Some("'på'"));
            assert_eq!(at(&state(Step::Named("tom".into()))), Some("tom"));
            assert_eq!(at(&[Step::Field("case_types")]), Some("Ärendetyper"));
            assert_eq!(at(&[Step::Field("status")]), Some("SE1"));
        }
        let flow = "{hsa_id: SE2, case_types: [{type: x, state: y}]}";
        for record in [flow, "  - {hsa_id: SE2, case_types: [{type: x, state: y}]}\n"] {
            assert_eq!(found(YAML, record, &state(Step::Index(0))), Some("y"));
            assert_eq!(
                found(YAML, record, &[Step::Field("case_types"), Step::Index(0), Step::Field("kind")]),
                Some("x")
            );
        }
    }
}
