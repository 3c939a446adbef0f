//! What is around the sections: the head of the page with what it allows itself, the contents, the end.

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use crate::report::digest::{Digest, answer};
use crate::report::escape::escape;
use crate::report::mark::Mark;
use crate::report::words::Words;
use crate::text::Message;

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// A section in the contents.
pub(super) struct Topic {
    label: String,
    id: &'static str,
}

impl Topic {
    pub(super) fn new(words: &Words, key: &'static str, id: &'static str) -> Self {
        Self { label: words.get(key), id }
    }
}

/// The page up to its first section.
#[derive(Template)]
#[template(path = "start.html")]
pub(super) struct Start<'r> {
    words: &'r Words,
    lang: &'static str,
    title: String,
    /// What the page may do: nothing but show its own style and run its own script.
    allowed: String,
    style: &'static str,
    topics: Vec<Topic>,
}

impl<'r> Start<'r> {
    pub(super) fn of(digest: &Digest<'r>, topics: Vec<Topic>) -> Self {
        let (run, words) = (digest.run, digest.words);
        let policies: Vec<String> = run.policies.iter().map(|policy| words.both(&policy.title)).collect();
        let title = Message::new("html-title")
            .with("answer", answer::headline(&run.summary, words))
            .with("policy", words.join(&policies))
            .with("date", run.as_of.date_naive());
        let allowed = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; base-uri 'none'; form-action 'none'",
            digest_of(STYLE),
            digest_of(SCRIPT)
        );
        Self { words, lang: words.lang().code(), title: words.say(&title), allowed, style: STYLE, topics }
    }
}

/// The page after its last section.
#[derive(Template)]
#[template(path = "end.html")]
pub(super) struct End {
    version: String,
    policies: Vec<String>,
    script: &'static str,
}

impl End {
    pub(super) fn of(digest: &Digest<'_>) -> Self {
        let (run, words) = (digest.run, digest.words);
        let policies = run.policies.iter().map(|policy| {
            let line = Message::new("html-policy-digest").with("policy", &*policy.id).with("digest", &*policy.digest);
            words.say(&line)
        });
        Self {
            version: words.say(&Message::new("html-made-by").with("version", escape(&run.tool).into_owned())),
            policies: policies.collect(),
            script: SCRIPT,
        }
    }
}

/// The key to the signs.
#[derive(Template)]
#[template(path = "signs.html")]
pub(super) struct Signs {
    signs: Vec<(Mark, String)>,
    label: String,
}

impl Signs {
    pub(super) fn of(words: &Words) -> Self {
        Self {
            signs: Mark::ALL.into_iter().map(|mark| (mark, mark.word(words))).collect(),
            label: words.get("html-signs"),
        }
    }
}

/// What a Content-Security-Policy calls a text that it allows.
fn digest_of(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}
