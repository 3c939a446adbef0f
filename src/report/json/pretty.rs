//! JSON for programs that a person may look at in a terminal: indented, and with strings in which nothing acts on it.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use super::page::write_harmless;
use crate::model::place::{Located, Spot};

/// A value of wire types as JSON, with a line feed at the end.
///
/// # Panics
/// For a map whose keys are no strings, which no wire type of ours has.
#[must_use]
pub fn pretty<T: Serialize + ?Sized>(value: &T) -> String {
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, Harmless(PrettyFormatter::new()));
    value.serialize(&mut serializer).expect("memory takes every byte, and our wire types have string keys only");
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("JSON is written as UTF-8")
}

/// Where something stands, as every JSON but the report's own writes it.
#[derive(Serialize)]
#[expect(missing_debug_implementations, reason = "it is written and dropped")]
pub struct WirePlace {
    file: Box<str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    route: Box<str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<Box<str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<u32>,
}

impl From<Located> for WirePlace {
    fn from(located: Located) -> Self {
        let Located { file, route, spot, .. } = located;
        let (mut line, mut column, mut sheet, mut cell, mut event) = (None, None, None, None, None);
        match spot {
            Spot::File => {}
            Spot::Line { line: at, column: from } => (line, column) = (Some(at), Some(from)),
            Spot::Cell { sheet: on, cell: at } => (sheet, cell) = (Some(on), Some(at)),
            Spot::Event { number } => event = Some(number),
        }
        Self { file, route, line, column, sheet, cell, event }
    }
}

/// Indents as serde_json does, and writes strings as the report does.
struct Harmless(PrettyFormatter<'static>);

macro_rules! as_indented {
    ($($method:ident($($arg:ident)?)),* $(,)?) => {
        $(
            fn $method<W: io::Write + ?Sized>(&mut self, writer: &mut W $(, $arg: bool)?) -> io::Result<()> {
                self.0.$method(writer $(, $arg)?)
            }
        )*
    };
}

impl Formatter for Harmless {
    as_indented!(
        begin_array(),
        end_array(),
        begin_array_value(first),
        end_array_value(),
        begin_object(),
        end_object(),
        begin_object_key(first),
        begin_object_value(),
        end_object_value(),
    );

    fn write_string_fragment<W: io::Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        write_harmless(writer, fragment)
    }
}

#[cfg(test)]
mod tests {
    use super::pretty;
    use crate::report::escape::acts_on_terminal;
    use proptest::prelude::{any, prop, proptest};

    #[test]
    fn it_is_indented_as_ever() {
        let value = serde_json::json!({ "a": [1, { "b": "å" }], "c": [], "d": {} });
        let expected = serde_json::to_string_pretty(&value).expect("it can be written") + "\n";
        assert_eq!(pretty(&value), expected);
    }

    proptest! {
        #[test]
        fn nothing_acts_on_a_terminal_and_every_text_comes_back(texts in prop::collection::vec(any::<String>(), 0..4)) {
            let written = pretty(&texts);
            assert!(!written.contains(|character| character != '\n' && acts_on_terminal(character)));
            assert_eq!(serde_json::from_str::<Vec<String>>(&written).expect("it is JSON"), texts);
        }
    }
}
