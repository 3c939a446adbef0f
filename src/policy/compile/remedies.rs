//! How long there is to put a failure right: the section `remedy_within:`, by severity.

use super::Layer;
use super::names::Names;
use super::read::Problems;
use crate::model::case_type::Vocabulary as _;
use crate::model::outcome::Severity;
use crate::model::span::{TimeSpan, TimeUnit};
use crate::text::Message;

/// The keys of the section: the severities.
pub(in crate::policy) const KEYS: [&str; 3] = ["error", "warning", "info"];

/// The times by severity (info, warning, error); what a layer says replaces what the one below says.
pub(super) fn within<'d>(
    layers: &'d [Layer<'d>],
    names: &mut Names<'d>,
    problems: &mut Problems,
) -> [Option<TimeSpan>; 3] {
    let mut within = [None; 3];
    for layer in layers {
        let Some(section) = layer.root.get("remedy_within").filter(|node| !node.is_null()) else { continue };
        problems.file.clone_from(&layer.label);
        problems.known_keys(section, &KEYS);
        for (key, node) in section.map() {
            let Some(severity) = Severity::parse(&key.text) else { continue };
            let Some((file, node)) = names.resolve(node, problems) else { continue };
            let here = std::mem::replace(&mut problems.file, file);
            if let Some(text) = problems.scalar(node) {
                match TimeSpan::parse(&text).filter(|span| is_of_days(*span)) {
                    Some(span) => within[severity as usize] = Some(span),
                    None => problems.error(node.span, Message::new("policy-expected-days").with("found", text)),
                }
            }
            problems.file = here;
        }
    }
    within
}

/// What is put right is due on a day.
fn is_of_days(span: TimeSpan) -> bool {
    matches!(span.unit, TimeUnit::Days | TimeUnit::Months | TimeUnit::Years | TimeUnit::WorkingDays)
}
