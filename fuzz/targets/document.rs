//! The tree under all YAML that is read: policies, settings, exports, attestations, waivers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use riktlinje::document::{self, Node};

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(root) = document::parse(text) {
        spans_lie_in_the_text(&root, text);
    }
});

/// A position that lies outside the text, or inside a character, would be drawn at the wrong place or not at all.
fn spans_lie_in_the_text(node: &Node<'_>, text: &str) {
    let (start, end) = (node.span.start as usize, node.span.end as usize);
    assert!(text.get(start..end).is_some(), "{start}..{end} is no part of the text");
    node.list().iter().for_each(|item| spans_lie_in_the_text(item, text));
    node.map().iter().for_each(|(_, value)| spans_lie_in_the_text(value, text));
}
