//! Actions as a list to tick off, for an issue or a page: role by role. Nobody of the staff is named.

use std::fmt::Write as _;
use std::io;

use super::rows::{after, in_short, places, whom_to_ask};
use super::table::{facts, headline};
use super::{Actions, Change};
use crate::report::digest::reasons::why;
use crate::report::digest::{Digest, sign};
use crate::report::marked::{Page, harmless};
use crate::report::public;
use crate::report::words::capitalised;
use crate::text::Message;

/// Kept free for the last line.
const END: usize = 500;
/// Places that are named for a change.
const NAMES: usize = 20;

pub(super) fn write(actions: &Actions<'_>, digest: &Digest<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let words = digest.words;
    let mut page = Page::keeping(END);
    page.fits(&format!("### {}\n", harmless(&headline(actions, digest))));
    let mut left = 0_u64;
    for role in &actions.roles {
        let heading = format!("\n#### {}\n\n", harmless(&capitalised(&words.role(role.who))));
        let has_room = page.fits(&heading);
        for change in &role.changes {
            if !has_room || !page.fits(&one(change, digest)) {
                left += 1;
            }
        }
    }
    if !actions.requests.is_empty() {
        page.fits(&format!("\n#### {}\n\n", words.get("actions-requests")));
    }
    for (missing, request) in &actions.requests {
        let clinics = words.count("report-clinics", request.clinics());
        let line = format!("- [ ] {} ({clinics}). {}\n", why(*missing, words), whom_to_ask(*missing, words));
        left += u64::from(!page.fits(&line));
    }
    let mut end = String::new();
    if left > 0 {
        let _infallible = writeln!(end, "\n<sub>{}</sub>", words.count("actions-left-out", left));
    }
    out.write_all(page.end(&end).as_bytes())
}

/// A change: what, why and where.
fn one(change: &Change<'_>, digest: &Digest<'_>) -> String {
    let words = digest.words;
    let mark = sign(change.severity).0;
    let mut text = format!(
        "- [ ] **{}** · {mark} {}\n",
        harmless(&in_short(change, digest)),
        harmless(&facts(change, digest).join(" · "))
    );
    if let Some(after) = after(change, digest) {
        let message = words.say(&Message::new("actions-waits").with("after", after));
        let _infallible = writeln!(text, "  *{}*\\", harmless(&message));
    }
    let mut names: Vec<String> = places(change, digest, &|item| public::item(item, digest));
    let more = u64::try_from(names.len().saturating_sub(NAMES)).unwrap_or(u64::MAX);
    names.truncate(NAMES);
    names = names.iter().map(|name| harmless(name)).collect();
    if more > 0 {
        names.push(words.count("report-more", more));
    }
    let _infallible = writeln!(text, "  {}", words.join(&names));
    text
}
