//! JSON text by position: where values, list items and object members begin and end.
//!
//! It finds boundaries and judges nothing else; serde_json says whether what stands between them is JSON. Nothing here
//! recurses, so nesting costs nothing but time.

use std::ops::Range;

/// The first byte at or after `at` that is no blank.
pub(crate) fn skip_blanks(text: &[u8], at: usize) -> usize {
    text[at..].iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).map_or(text.len(), |n| at + n)
}

/// The end of the value that begins at `start`; `None` if the text ends within it.
pub(crate) fn value_end(text: &[u8], start: usize) -> Option<usize> {
    match text.get(start)? {
        b'"' => string_end(text, start),
        b'{' | b'[' => {
            let mut depth = 0_usize;
            let mut at = start;
            loop {
                match text.get(at)? {
                    b'"' => {
                        at = string_end(text, at)?;
                        continue;
                    }
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => {
                        depth -= 1;
                        if depth == 0 {
                            return Some(at + 1);
                        }
                    }
                    _ => {}
                }
                at += 1;
            }
        }
        _ => {
            let len = text[start..]
                .iter()
                .position(|byte| matches!(byte, b',' | b'}' | b']' | b':' | b' ' | b'\t' | b'\n' | b'\r'))?;
            (len > 0).then_some(start + len)
        }
    }
}

fn string_end(text: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += memchr::memchr2(b'"', b'\\', text.get(at..)?)?;
        if text[at] == b'"' {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// The items of a list, each as a range of bytes. An `Err` is what is left where the text ends within the list.
#[derive(Debug)]
pub(crate) struct Items<'a> {
    text: &'a [u8],
    at: usize,
    done: bool,
}

impl<'a> Items<'a> {
    /// The items of the list whose `[` stands at `start`.
    pub(crate) fn new(text: &'a [u8], start: usize) -> Self {
        Self { text, at: start + 1, done: false }
    }

    /// Where the list ends, once every item has been seen.
    pub(crate) fn end(&self) -> usize {
        self.at
    }

    /// Where the next item begins, if there is one; it is not passed.
    pub(crate) fn begin(&self) -> Option<usize> {
        let start = skip_blanks(self.text, self.at);
        (!self.done && !matches!(self.text.get(start), None | Some(b']'))).then_some(start)
    }
}

impl Iterator for Items<'_> {
    type Item = Result<Range<usize>, Range<usize>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let start = skip_blanks(self.text, self.at);
        let found = item_end(self.text, start);
        let Some((end, stop)) = found else {
            self.done = true;
            self.at = self.text.len();
            return Some(Err(start..self.text.len()));
        };
        self.at = stop + 1;
        self.done = self.text[stop] != b',';
        // `[]`, and the nothing after a last comma.
        if end == start && self.done {
            return None;
        }
        Some(Ok(start..end))
    }
}

/// The end of an item (blanks at its end aside), and where the `,` or bracket that ends it stands.
///
/// Whatever stands between two commas is the item, so that a fault in it stays in it.
pub(crate) fn item_end(text: &[u8], start: usize) -> Option<(usize, usize)> {
    let mut at = start;
    let mut end = start;
    loop {
        match text.get(at)? {
            b',' | b']' | b'}' => return Some((end, at)),
            b' ' | b'\t' | b'\n' | b'\r' => at += 1,
            b'"' | b'{' | b'[' => {
                at = value_end(text, at)?;
                end = at;
            }
            _ => {
                at += 1;
                end = at;
            }
        }
    }
}

/// A member of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Member {
    /// The key, with its quotes.
    pub(crate) key: Range<usize>,
    /// The value.
    pub(crate) value: Range<usize>,
}

/// The text ends within an object, or what stands there is no member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoMember;

/// The members of an object.
#[derive(Debug)]
pub(crate) struct Members<'a> {
    text: &'a [u8],
    at: usize,
    done: bool,
}

impl<'a> Members<'a> {
    /// The members of the object whose `{` stands at `start`.
    pub(crate) fn new(text: &'a [u8], start: usize) -> Self {
        Self { text, at: start + 1, done: false }
    }

    /// Where the object ends, once every member has been seen.
    pub(crate) fn end(&self) -> usize {
        self.at
    }

    /// Where the next member's value begins, if its key is the one that is sought; `None` at the object's end. Only a value
    /// that is not sought is passed.
    pub(crate) fn value_of(&mut self, is_it: impl Fn(Range<usize>) -> bool) -> Option<Result<Option<usize>, NoMember>> {
        self.step(|members| {
            let (key, start) = members.key()?;
            if is_it(key) {
                return Some(Some(start));
            }
            members.pass(start)?;
            Some(None)
        })
    }

    /// What stands next, unless the object ends.
    fn step<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Result<T, NoMember>> {
        if self.done {
            return None;
        }
        let start = skip_blanks(self.text, self.at);
        if self.text.get(start) == Some(&b'}') {
            self.at = start + 1;
            self.done = true;
            return None;
        }
        let found = read(self);
        if found.is_none() {
            self.done = true;
            self.at = self.text.len();
        }
        Some(found.ok_or(NoMember))
    }

    /// The next key, and where its value begins.
    fn key(&self) -> Option<(Range<usize>, usize)> {
        let key = skip_blanks(self.text, self.at);
        if self.text.get(key) != Some(&b'"') {
            return None;
        }
        let key = key..string_end(self.text, key)?;
        let colon = skip_blanks(self.text, key.end);
        if self.text.get(colon) != Some(&b':') {
            return None;
        }
        Some((key, skip_blanks(self.text, colon + 1)))
    }

    /// Passes a value; tells where it ends.
    fn pass(&mut self, start: usize) -> Option<usize> {
        let (end, stop) = item_end(self.text, start)?;
        self.at = stop + 1;
        self.done = self.text[stop] != b',';
        Some(end)
    }
}

impl Iterator for Members<'_> {
    type Item = Result<Member, NoMember>;

    fn next(&mut self) -> Option<Self::Item> {
        self.step(|members| {
            let (key, start) = members.key()?;
            let end = members.pass(start)?;
            Some(Member { key, value: start..end })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Items, Members, value_end};

    fn items(text: &str) -> Vec<Result<&str, &str>> {
        Items::new(text.as_bytes(), 0).map(|item| item.map(|r| &text[r]).map_err(|r| &text[r])).collect()
    }

    #[test]
    fn items_are_cut_at_their_commas() {
        assert_eq!(items("[]"), []);
        assert_eq!(
            items("[ 1 , {\"a,]\": [2,\"\\\"]\"]} ,\n\"x\" ]"),
            [Ok("1"), Ok("{\"a,]\": [2,\"\\\"]\"]}"), Ok("\"x\"")]
        );
        assert_eq!(items("[{\"a\": tru}, {}]"), [Ok("{\"a\": tru}"), Ok("{}")]);
        assert_eq!(items("[{}, {\"a\": [1"), [Ok("{}"), Err("{\"a\": [1")]);
        assert_eq!(items("[{} {}, 1]"), [Ok("{} {}"), Ok("1")]);
        assert_eq!(items("["), [Err("")]);
    }

    #[test]
    fn members_have_keys_and_values() {
        let text = r#"{ "a" : 1, "b\"": {"c": [1, 2]} , "d":"}" } rest"#;
        let mut members = Members::new(text.as_bytes(), 0);
        let found: Vec<_> = members.by_ref().map(|m| m.map(|m| (&text[m.key], &text[m.value]))).collect();
        assert_eq!(found, [Ok(("\"a\"", "1")), Ok(("\"b\\\"\"", "{\"c\": [1, 2]}")), Ok(("\"d\"", "\"}\""))]);
        assert_eq!(&text[members.end()..], " rest");
        for broken in ["{\"a\"", "{\"a\":", "{a: 1}", "{\"a\" 1}", "{\"a\": [", "{"] {
            assert!(Members::new(broken.as_bytes(), 0).any(|m| m.is_err()), "{broken}");
        }
    }

    #[test]
    fn deep_nesting_costs_nothing_but_time() {
        let deep = "[".repeat(1_000_000);
        assert_eq!(value_end(deep.as_bytes(), 0), None);
        let whole = format!("{deep}{}", "]".repeat(1_000_000));
        assert_eq!(value_end(whole.as_bytes(), 0), Some(2_000_000));
    }
}
