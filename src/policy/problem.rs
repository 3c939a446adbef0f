//! Mistakes in a policy, each at its place, with what to do.

use crate::document::Span;
use crate::text::Message;

/// How bad a mistake in a policy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// The policy can be judged, but something in it does nothing or is left out. `policy check` refuses it.
    Warning,
    /// The policy cannot be judged.
    Error,
}

/// A mistake in a policy.
#[derive(Clone, Debug, PartialEq)]
pub struct PolicyProblem {
    /// How bad.
    pub level: Level,
    /// The file, such as `rjl-1177/policy.yaml`.
    pub file: Box<str>,
    /// Where in it.
    pub span: Span,
    /// What is wrong.
    pub message: Message,
    /// What to do, often the nearest name.
    pub hint: Option<Message>,
}

/// The name in `names` that is most like `wanted`, if one is near enough to be what was meant.
pub fn nearest<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(wanted, name), name))
        .filter(|(likeness, _)| *likeness > 0.8)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, name)| name)
}

/// «Did you mean …?», if there is anything near.
pub fn did_you_mean<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<Message> {
    nearest(wanted, names).map(|name| Message::new("policy-did-you-mean").with("name", name))
}
