//! What a text says, for those rules that read texts: asked while the text passes by, since texts are not kept.
//!
//! A text is folded to lower case once. One search then finds every short piece that a telling phrase cannot be without
//! («ring», «dag», the rarest piece of each watched word), and only around those is the text looked at closely.

mod fold;
mod phone;
mod placeholder;
mod promise;
mod standard;
#[cfg(test)]
mod tests;
mod token;

use aho_corasick::AhoCorasick;
use aho_corasick::packed;
use memchr::memmem;

use crate::model::case_type::CaseTypeIx;
use crate::model::clinic::TextFacts;
use crate::model::hsa_id;
use crate::model::needs::{Needs, TextKind};
use standard::Standard;
use token::Text;

/// What the policies ask of texts, made ready.
#[derive(Debug)]
pub(crate) struct Prose {
    pieces: Pieces,
    /// What a piece can be part of, in the pieces' order.
    roles: Vec<Vec<Role>>,
    watched: Vec<Watched>,
    /// Watched words too short for a piece.
    short: Vec<(memmem::Finder<'static>, usize)>,
    standards: Vec<Standard>,
}

/// Which text it is that is looked at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subject<'a> {
    /// Of which case type, where it belongs to one that the policies know.
    pub(crate) case_type: Option<CaseTypeIx>,
    /// Which of its texts.
    pub(crate) kind: TextKind,
    /// The clinic's name, for the slot of the standard text.
    pub(crate) clinic: Option<&'a str>,
}

/// What a piece found in a text can be part of.
#[derive(Clone, Copy, Debug)]
enum Role {
    /// «ring», «ringa», «ringer».
    Ring,
    /// «telefon», «tel»; the word begins so many bytes after the piece.
    Telephone,
    /// «slå en signal».
    Signal,
    /// A unit of time.
    Unit,
    /// A watched word.
    Watched(usize),
}

/// A word or phrase that rules look for.
#[derive(Debug)]
struct Watched {
    /// Folded, from the word in which its piece stands; one blank stands for any blanks.
    from_piece: Box<[u8]>,
    /// The words before that one.
    before: Box<[u8]>,
    /// Where in its word the piece stands.
    offset: usize,
    bit: u64,
}

impl Watched {
    /// Whether it stands in the text, given where its piece does.
    fn stands(&self, text: Text<'_>, piece: usize) -> bool {
        piece
            .checked_sub(self.offset)
            .is_some_and(|start| text.has_words(start, &self.from_piece) && text.has_words_before(start, &self.before))
    }
}

/// Searches for all pieces at once: with vector instructions where the machine has them.
#[derive(Debug)]
enum Pieces {
    Packed(packed::Searcher),
    Automaton(AhoCorasick),
}

impl Pieces {
    fn new(pieces: &[Vec<u8>]) -> Self {
        let mut builder = packed::Config::new().builder();
        match builder.extend(pieces).build() {
            Some(searcher) => Self::Packed(searcher),
            None => Self::Automaton(
                AhoCorasick::builder()
                    .build(pieces)
                    .expect("a few dozen pieces of four bytes are within the automaton's limits"),
            ),
        }
    }

    fn find(&self, text: &[u8], from: usize) -> Option<(usize, usize)> {
        match self {
            Self::Packed(searcher) => searcher
                .find_in(text, aho_corasick::Span { start: from, end: text.len() })
                .map(|found| (found.start(), found.pattern().as_usize())),
            Self::Automaton(automaton) => automaton
                .find(aho_corasick::Input::new(text).range(from..))
                .map(|found| (found.start(), found.pattern().as_usize())),
        }
    }
}

/// Length of a piece. Four bytes are rare enough and still short enough to stand within every phrase.
const PIECE: usize = 4;

impl Prose {
    /// Makes ready what the policies ask.
    pub(crate) fn new(needs: &Needs) -> Self {
        let mut pieces: Vec<Vec<u8>> = Vec::new();
        let mut roles: Vec<Vec<Role>> = Vec::new();
        let mut add = |piece: &[u8], role| match pieces.iter().position(|known| known == piece) {
            Some(ix) => roles[ix].push(role),
            None => {
                pieces.push(piece.to_vec());
                roles.push(vec![role]);
            }
        };
        add(b"ring", Role::Ring);
        add(b" tel", Role::Telephone);
        add(b" tfn", Role::Telephone);
        add(b"gnal", Role::Signal);
        // dag, arbetsdag, vardag; timme, tim, arbetstimme; dygn; vecka; månad
        for unit in [" dag", "sdag", "rdag", " tim", "stim", "dygn", "veck", "måna"] {
            add(&unit.as_bytes()[..PIECE], Role::Unit);
        }
        let mut watched = Vec::new();
        let mut short = Vec::new();
        for (word, ix) in needs.words.iter().zip(0_u32..64) {
            let folded: Box<[u8]> = fold::key(word).into_bytes().into();
            let piece = fold::rarest_piece(&folded, PIECE);
            let word = folded[..piece.unwrap_or(0)].iter().rposition(|byte| *byte == b' ').map_or(0, |blank| blank + 1);
            match piece {
                Some(at) => add(&folded[at..at + PIECE], Role::Watched(watched.len())),
                None if folded.is_empty() => {}
                None => short.push((
                    memmem::Finder::new(folded.split(|b| *b == b' ').next().unwrap_or(&folded)).into_owned(),
                    watched.len(),
                )),
            }
            watched.push(Watched {
                from_piece: folded[word..].into(),
                before: folded[..word].into(),
                offset: piece.unwrap_or(0) - word,
                bit: 1 << ix,
            });
        }
        Self {
            pieces: Pieces::new(&pieces),
            roles,
            watched,
            short,
            standards: needs.standard_texts.iter().map(Standard::new).collect(),
        }
    }

    /// Reads texts, one after another. Each thread has a reader of its own.
    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader { prose: self, folded: Vec::new() }
    }
}

/// Reads texts, and remembers nothing but the memory that it uses.
#[derive(Debug)]
pub(crate) struct Reader<'p> {
    prose: &'p Prose,
    folded: Vec<u8>,
}

impl Reader<'_> {
    /// What a text says; `None` of a blank text.
    pub(crate) fn one(&mut self, text: &str, subject: Subject<'_>) -> Option<TextFacts> {
        let text = hsa_id::trim(text);
        if text.is_empty() {
            return None;
        }
        let mut facts = self.read(text);
        facts.equals_standard = self.equals_standard(&[text], subject);
        Some(facts)
    }

    /// What several texts say together; `None` where all of them are blank.
    pub(crate) fn several(&mut self, texts: &[&str], subject: Subject<'_>) -> Option<TextFacts> {
        let mut all = TextFacts::default();
        for text in texts.iter().map(|text| hsa_id::trim(text)).filter(|text| !text.is_empty()) {
            let one = self.read(text);
            all.chars = all.chars.saturating_add(one.chars);
            all.asks_patient_to_phone |= one.asks_patient_to_phone;
            all.promised_answer = promise::longest(all.promised_answer, one.promised_answer);
            all.words |= one.words;
            all.placeholder |= one.placeholder;
        }
        all.equals_standard = self.equals_standard(texts, subject);
        (all.chars > 0).then_some(all)
    }

    fn read(&mut self, text: &str) -> TextFacts {
        let prose = self.prose;
        let survey = fold::survey(text);
        fold::text(text, survey, &mut self.folded);
        let folded = Text(simdutf8::basic::from_utf8(&self.folded).unwrap_or_default());
        let mut facts = TextFacts {
            chars: u32::try_from(survey.chars).unwrap_or(u32::MAX),
            placeholder: survey.has_bracket && placeholder::in_brackets(text),
            ..TextFacts::default()
        };
        let mut from = 0;
        while let Some((at, piece)) = prose.pieces.find(folded.0.as_bytes(), from) {
            from = at + 1;
            for role in &prose.roles[piece] {
                match *role {
                    Role::Ring => {
                        facts.asks_patient_to_phone |= !facts.asks_patient_to_phone && phone::ring(folded, at);
                    }
                    Role::Telephone => {
                        facts.asks_patient_to_phone |= !facts.asks_patient_to_phone && phone::telephone(folded, at + 1);
                    }
                    Role::Signal => {
                        facts.asks_patient_to_phone |= !facts.asks_patient_to_phone && phone::signal(folded, at);
                    }
                    Role::Unit => {
                        if let Some(promised) = promise::at_unit(folded, at, facts.promised_answer) {
                            facts.promised_answer = Some(promised);
                        }
                    }
                    Role::Watched(word) => {
                        let word = &prose.watched[word];
                        if facts.words & word.bit == 0 && word.stands(folded, at) {
                            facts.words |= word.bit;
                        }
                    }
                }
            }
        }
        for (finder, word) in &prose.short {
            let word = &prose.watched[*word];
            if finder.find_iter(folded.0.as_bytes()).any(|at| word.stands(folded, at)) {
                facts.words |= word.bit;
            }
        }
        if survey.has_double_x && !facts.placeholder {
            let mut found = memmem::find_iter(folded.0.as_bytes(), b"xx");
            facts.placeholder = found.any(|at| placeholder::double_x(folded, at));
        }
        if survey.has_double_n && !facts.placeholder {
            let mut found = memmem::find_iter(folded.0.as_bytes(), b"nn");
            facts.placeholder = found.any(|at| placeholder::double_n(folded, at));
        }
        facts
    }

    /// Whether one of the texts, or all of them one after another, is a standard text; `None` without a standard.
    fn equals_standard(&self, texts: &[&str], subject: Subject<'_>) -> Option<bool> {
        let case_type = subject.case_type?;
        let mut standards = self.prose.standards.iter().filter(|s| s.is_for(case_type, subject.kind)).peekable();
        standards.peek()?;
        Some(standards.any(|standard| {
            texts.iter().any(|text| standard.equals(text, subject.clinic))
                || (texts.len() > 1 && standard.equals(&texts.join("\n"), subject.clinic))
        }))
    }
}
