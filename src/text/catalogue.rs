//! The Fluent catalogues: a file a room and language, `sv/source.ftl` beside `en/source.ftl`.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{Arg, Lang, Message};

const SV: &[&str] = &[
    include_str!("sv/common.ftl"),
    include_str!("sv/policy.ftl"),
    include_str!("sv/source.ftl"),
    include_str!("sv/case_log.ftl"),
    include_str!("sv/report.ftl"),
    include_str!("sv/changes.ftl"),
    include_str!("sv/html.ftl"),
    include_str!("sv/cli.ftl"),
    include_str!("sv/cases.ftl"),
    include_str!("sv/permission.ftl"),
    include_str!("sv/register.ftl"),
    include_str!("sv/followup.ftl"),
    include_str!("sv/store.ftl"),
    include_str!("sv/actions.ftl"),
];
const EN: &[&str] = &[
    include_str!("en/common.ftl"),
    include_str!("en/policy.ftl"),
    include_str!("en/source.ftl"),
    include_str!("en/case_log.ftl"),
    include_str!("en/report.ftl"),
    include_str!("en/changes.ftl"),
    include_str!("en/html.ftl"),
    include_str!("en/cli.ftl"),
    include_str!("en/cases.ftl"),
    include_str!("en/permission.ftl"),
    include_str!("en/register.ftl"),
    include_str!("en/followup.ftl"),
    include_str!("en/store.ftl"),
    include_str!("en/actions.ftl"),
];

/// The files of a language, a room each, in the same order in both.
pub(super) fn files(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Sv => SV,
        Lang::En => EN,
    }
}

/// All sentences in one language. Reading the files takes a few milliseconds, which is put off until the first word is
/// needed: a run that writes JSON needs none.
pub struct Catalogue {
    lang: Lang,
    bundle: OnceLock<FluentBundle<FluentResource>>,
}

impl Catalogue {
    /// The catalogue of a language.
    #[must_use]
    pub fn new(lang: Lang) -> Self {
        Self { lang, bundle: OnceLock::new() }
    }

    /// The sentences.
    ///
    /// # Panics
    /// If a catalogue file is ill-formed, which a test sees to.
    fn bundle(&self) -> &FluentBundle<FluentResource> {
        self.bundle.get_or_init(|| {
            let id = match self.lang {
                Lang::Sv => "sv-SE",
                Lang::En => "en-GB",
            };
            let id: LanguageIdentifier = id.parse().expect("both identifiers are well-formed");
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            // Isolation marks would be seen as rubbish in terminals and in files.
            bundle.set_use_isolating(false);
            for file in files(self.lang) {
                let resource = FluentResource::try_new((*file).to_owned())
                    .unwrap_or_else(|(_, errors)| panic!("a catalogue file is ill-formed: {errors:?}"));
                bundle.add_resource(resource).expect("no key stands twice; a test sees to it");
            }
            bundle
        })
    }

    /// The language.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A sentence without arguments.
    #[must_use]
    pub fn get(&self, key: &'static str) -> String {
        self.render(&Message::new(key))
    }

    /// Whether there is a sentence with this key.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.bundle().has_message(key)
    }

    /// A message in words. An unknown key is shown as `key(arg, …)`, so that a run stored by a newer version can still
    /// be read.
    #[must_use]
    pub fn render(&self, message: &Message) -> String {
        let pattern = self.bundle().get_message(&message.key).and_then(|found| found.value());
        let Some(pattern) = pattern else {
            // A word of a source, or a role of a policy, that has no other name in this language.
            let word = ["word-", "role-"].into_iter().find_map(|prefix| message.key.strip_prefix(prefix));
            if let Some(word) = word.filter(|_| message.args.is_empty()) {
                return word.to_owned();
            }
            let args: Vec<String> = message.args.iter().map(|(_, arg)| self.arg(arg).into_owned()).collect();
            return format!("{}({})", message.key, args.join(", "));
        };
        let mut args = FluentArgs::new();
        for (name, arg) in &message.args {
            let value = match arg {
                Arg::Count(count) => FluentValue::from(*count),
                other => FluentValue::from(self.arg(other).into_owned()),
            };
            args.set(name.as_ref(), value);
        }
        let mut errors = Vec::new();
        self.bundle().format_pattern(pattern, Some(&args), &mut errors).into_owned()
    }

    /// Several things joined as the language joins them: «a, b och c».
    #[must_use]
    pub fn join(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [start @ .., last] => format!("{} {} {last}", start.join(", "), self.get("and")),
        }
    }

    fn arg<'a>(&self, arg: &'a Arg) -> Cow<'a, str> {
        match arg {
            Arg::Text(text) => Cow::Borrowed(text),
            Arg::Count(count) => Cow::Owned(count.to_string()),
            Arg::Date(date) => Cow::Owned(date.format("%Y-%m-%d").to_string()),
            Arg::Message(message) => Cow::Owned(self.render(message)),
            Arg::Both(text) => Cow::Borrowed(text.get(self.lang)),
            Arg::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.arg(item).into_owned()).collect();
                Cow::Owned(self.join(&items))
            }
        }
    }
}

impl fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Catalogue({})", self.lang.code())
    }
}
