//! YAML text by position: cuts the list of a document into its elements without parsing it.
//!
//! Only lists in block style are cut. An element begins where a line has the list's indentation and a `-`; within an
//! element every line that YAML allows is indented deeper, be it of a block scalar, a quoted text or a mapping.

use std::ops::Range;

/// A document with a list, cut up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// What stands before the list: a document of its own, in which the list's key has no value.
    pub(crate) before: Range<usize>,
    /// The elements, each from the beginning of its first line; a list of one element each.
    pub(crate) items: Vec<Range<usize>>,
    /// What stands after the list: the other keys of the mapping.
    pub(crate) after: Range<usize>,
}

/// Cuts the list that is the whole document, or the value of this key of the mapping that is the whole document.
/// `None` where there is no such list in block style.
pub(crate) fn cut(source: &str, key: &str) -> Option<Cut> {
    let mut lines = Lines { source, at: 0 };
    let mut in_key = false;
    let first = loop {
        let line = lines.next()?;
        let text = &source[line.clone()];
        let bare = text.trim_start_matches(' ');
        if is_nothing(bare) || (text.starts_with("---") && text[3..].trim().is_empty()) || text.starts_with('%') {
            continue;
        }
        if is_entry(bare) {
            if in_key || line.start == 0 || source[..line.start].lines().all(is_preamble) {
                break line;
            }
            return None;
        }
        if in_key {
            return None;
        }
        // Only a key at the margin; whatever is indented belongs to a key before it.
        in_key = text.strip_prefix(key).and_then(|rest| rest.trim_start().strip_prefix(':')).is_some_and(|rest| {
            let rest = rest.trim();
            rest.is_empty() || rest.starts_with('#')
        });
    };
    let indent = indentation(&source[first.clone()]);
    let mut starts = vec![first.start];
    let mut end = source.len();
    for line in lines {
        let text = &source[line.clone()];
        let bare = text.trim_start_matches(' ');
        if is_nothing(bare) || indentation(text) > indent {
            continue;
        }
        if indentation(text) == indent && is_entry(bare) {
            starts.push(line.start);
        } else {
            end = line.start;
            break;
        }
    }
    // A second document, or an end mark with something after it: left to the parser, which says what it thinks of it.
    let after = source[end..].trim_start();
    if after.starts_with("---") || after.starts_with("...") {
        return None;
    }
    let ends = starts.iter().skip(1).copied().chain([end]);
    let items = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
    Some(Cut { before: 0..first.start, items, after: end..source.len() })
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn is_nothing(bare: &str) -> bool {
    let bare = bare.trim();
    bare.is_empty() || bare.starts_with('#')
}

fn is_preamble(line: &str) -> bool {
    is_nothing(line.trim_start()) || line.starts_with("---") || line.starts_with('%')
}

fn is_entry(bare: &str) -> bool {
    bare.starts_with("- ") || matches!(bare.trim_end(), "-")
}

/// The lines of a text as ranges, without their ends.
struct Lines<'a> {
    source: &'a str,
    at: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        if self.at >= self.source.len() {
            return None;
        }
        let start = self.at;
        let end = memchr::memchr(b'\n', &self.source.as_bytes()[start..]).map_or(self.source.len(), |n| start + n);
        self.at = end + 1;
        Some(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::cut;

    fn pieces(source: &str) -> Option<(&str, Vec<&str>, &str)> {
        let cut = cut(source, "clinics")?;
        Some((&source[cut.before], cut.items.into_iter().map(|r| &source[r]).collect(), &source[cut.after]))
    }

    #[test]
    fn a_list_is_cut_at_its_dashes_only() {
        let source = "# c\nformat: x\nclinics: # here\n  # one\n  - a: 1\n    b: |\n      - no\n\n      - no\n  # two\n  - a: 2\n    l:\n    - x\n    - y\n  -\n    a: 3\nafter: 1\n";
        let (before, items, after) = pieces(source).expect("it has a list");
        assert_eq!(before, "# c\nformat: x\nclinics: # here\n  # one\n");
        assert_eq!(
            items,
            [
                "  - a: 1\n    b: |\n      - no\n\n      - no\n  # two\n",
                "  - a: 2\n    l:\n    - x\n    - y\n",
                "  -\n    a: 3\n"
            ]
        );
        assert_eq!(after, "after: 1\n");
    }

    #[test]
    fn a_list_may_be_the_document_or_stand_at_the_margin() {
        assert_eq!(pieces("---\n- a: 1\n- a: 2\n"), Some(("---\n", vec!["- a: 1\n", "- a: 2\n"], "")));
        assert_eq!(pieces("clinics:\n- a: 1\nx: 1\n"), Some(("clinics:\n", vec!["- a: 1\n"], "x: 1\n")));
    }

    #[test]
    fn what_is_no_such_list_is_left_to_the_parser() {
        for source in [
            "",
            "a: 1\n",
            "clinics: [{a: 1}]\n",
            "clinics:\n  a: 1\n",
            "other:\n  - a\n",
            "- a\n---\n- b\n",
            "clinics: |\n  - a\n",
        ] {
            assert_eq!(pieces(source), None, "{source}");
        }
    }
}
