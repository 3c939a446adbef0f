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
use crate::source::json_text::{Items, Members, item_end, skip_blanks};

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
    let bytes = &text.as_bytes()[..record.end];
    let json = Json { text, bytes, has_escapes: memchr::memchr(b'\\', &bytes[record.start..]).is_some() };
    let mut at = record.start;
    for step in route {
        let next = match (json.bytes.get(at), step) {
            (Some(b'{'), Step::Field(name)) => match json.member(at, &|key| key == *name)? {
                // Other spellings are looked for last, since that takes the longest.
                None => json.member(at, &|key| canonical(key) == Some(name))?,
                exact => exact,
            },
            (Some(b'{'), Step::Named(name)) => json.member(at, &|key| hsa_id::trim(key) == &**name)?,
            (Some(b'['), Step::Index(index)) => json.item(at, *index as usize)?,
            (Some(b'['), Step::Named(name)) => json.item_named(at, name)?,
            _ => None,
        };
        let Some(next) = next else { break };
        at = next;
    }
    // Of an object, what names it is shown rather than all of it.
    match json.name_of(at)? {
        Some(name) => json.item_at(name).map(Some),
        None if at == record.start => Ok(None),
        None => json.item_at(at).map(Some),
    }
}

/// JSON text, in which values are told by where they begin: where one ends is looked for only if it is shown or passed.
#[derive(Clone, Copy)]
struct Json<'t> {
    text: &'t str,
    bytes: &'t [u8],
    /// Whether a string in it may be written otherwise than it is meant.
    has_escapes: bool,
}

impl<'t> Json<'t> {
    /// What a string means.
    fn string(self, range: Range<usize>) -> Cow<'t, str> {
        let written = &self.text[range];
        match written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(inner) if !self.has_escapes => Cow::Borrowed(inner),
            _ => unquoted(written),
        }
    }

    /// The whole of a value.
    fn item_at(self, start: usize) -> Result<Range<usize>, NotJson> {
        let (end, _) = item_end(self.bytes, start).ok_or(NotJson)?;
        Ok(start..end)
    }

    fn member(self, object: usize, is_it: &dyn Fn(&str) -> bool) -> Result<Option<usize>, NotJson> {
        let mut members = Members::new(self.bytes, object);
        while let Some(start) = members.value_of(|key| is_it(&self.string(key))) {
            match start {
                Ok(Some(start)) => return Ok(Some(start)),
                Ok(None) => {}
                Err(_) => return Err(NotJson),
            }
        }
        Ok(None)
    }

    fn item(self, list: usize, index: usize) -> Result<Option<usize>, NotJson> {
        let mut items = Items::new(self.bytes, list);
        for _ in 0..index {
            match items.next() {
                Some(Ok(_)) => {}
                Some(Err(_)) => return Err(NotJson),
                None => return Ok(None),
            }
        }
        Ok(items.begin())
    }

    fn item_named(self, list: usize, name: &str) -> Result<Option<usize>, NotJson> {
        for item in Items::new(self.bytes, list) {
            let item = item.map_err(|_| NotJson)?.start;
            if self.carries(item, name)? {
                return Ok(Some(item));
            }
        }
        Ok(None)
    }

    /// What names an object, if it is one.
    fn name_of(self, object: usize) -> Result<Option<usize>, NotJson> {
        self.first_of(&NAMING, object)
    }

    /// The member with the first of these names that there is.
    fn first_of(self, names: &[&str], object: usize) -> Result<Option<usize>, NotJson> {
        if self.bytes.get(object) != Some(&b'{') {
            return Ok(None);
        }
        let mut best: Option<(usize, usize)> = None;
        for member in Members::new(self.bytes, object) {
            let member = member.map_err(|_| NotJson)?;
            let key = self.string(member.key);
            let better = names[..best.map_or(names.len(), |(rank, _)| rank)].iter().position(|name| key == *name);
            if let Some(rank) = better {
                best = Some((rank, member.value.start));
                if rank == 0 {
                    break;
                }
            }
        }
        Ok(best.map(|(_, start)| start))
    }

    fn carries(self, item: usize, wanted: &str) -> Result<bool, NotJson> {
        for name in ["type", "name"] {
            if let Some(value) = self.first_of(&[name], item)?
                && hsa_id::trim(&self.string(self.item_at(value)?)) == wanted
            {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

fn unquoted(string: &str) -> Cow<'_, str> {
    match string.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(inner) if !inner.contains('\\') => Cow::Borrowed(inner),
        _ => serde_json::from_str::<String>(string).map_or(Cow::Borrowed(string), Cow::Owned),
    }
}

/// The fields that say which clinic or case type an object is.
const NAMING: [&str; 3] = ["hsa_id", "type", "name"];

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
