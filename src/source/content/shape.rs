//! What a file is, judged by how it begins. Its name only settles what its content leaves open.

use crate::source::Unusable;
use crate::source::transport::packed;
use crate::source::xml;
use crate::text::Message;

/// How a file's content looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A YAML document.
    Yaml,
    /// A JSON document.
    Json,
    /// A JSON value a line.
    JsonLines,
    /// Delimited text: CSV, TSV.
    Delimited,
    /// XLSX.
    Workbook,
    /// XML.
    Xml,
    /// LDIF.
    Ldif,
}

impl Shape {
    /// Its name in `SourceFile::format`.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Delimited => "csv",
            Self::Workbook => "xlsx",
            Self::Xml => "xml",
            Self::Ldif => "ldif",
        }
    }

    /// What is told where this shape is not read.
    pub(crate) fn refused(self, name: &str) -> Unusable {
        match self {
            Self::Ldif => {
                Unusable::new(Message::new("source-ldif")).advice(Message::new("source-table-advice")).at(1, 1)
            }
            _ => markup(name),
        }
    }

    /// Judges by the first bytes, the same bytes as text, and the name.
    ///
    /// # Errors
    /// When it is plainly something that we do not read.
    pub(crate) fn is_packed(head: &[u8]) -> bool {
        is_packed(head)
    }

    pub(crate) fn of(head: &[u8], text: impl AsRef<str>, name: &str) -> Result<Self, Unusable> {
        if let Some(refused) = refused(head) {
            return Err(refused);
        }
        if head.starts_with(b"PK\x03\x04") {
            return workbook(head);
        }
        let extension = extension(name);
        let lines = || text.as_ref().lines().map(str::trim).filter(|line| !line.is_empty());
        let Some(first) = lines().next() else {
            return Err(Unusable::new(Message::new("source-empty")).advice(Message::new("source-empty-advice")));
        };
        if first.starts_with('<') {
            return if xml::is_web_page(text.as_ref()) { Err(markup(name)) } else { Ok(Self::Xml) };
        }
        let lines_by_name = matches!(extension.as_str(), "jsonl" | "ndjson");
        if first.starts_with(['{', '[']) {
            if is_our_own(text.as_ref()) {
                return Err(
                    Unusable::new(Message::new("source-stored-run")).advice(Message::new("source-stored-run-advice"))
                );
            }
            let another = lines().nth(1).is_some_and(|second| second.starts_with('{'));
            // A first line so long that its end is not seen is only known by its name.
            let endless = lines_by_name && !text.as_ref().trim_start().contains('\n');
            let is_lines = first.starts_with('{') && (endless || first.ends_with('}') && (another || lines_by_name));
            return Ok(if is_lines { Self::JsonLines } else { Self::Json });
        }
        let mut content = lines().filter(|line| !line.starts_with('#'));
        let (content, next) = (content.next().unwrap_or(first), content.next());
        if is_ldif(content, next) || matches!(extension.as_str(), "ldif" | "ldf") {
            return Ok(Self::Ldif);
        }
        if content.trim_start_matches(['"', '\'']).starts_with("format: riktlinje/") || content == "---" {
            return Ok(Self::Yaml);
        }
        if matches!(extension.as_str(), "xlsx" | "xlsm") && text.as_ref().contains(is_no_text) {
            return Err(Unusable::new(Message::new("source-workbook-broken"))
                .advice(Message::new("source-workbook-broken-advice")));
        }
        Ok(match extension.as_str() {
            "yaml" | "yml" => Self::Yaml,
            "json" if !looks_like_yaml(content) => Self::Json,
            "csv" | "tsv" => Self::Delimited,
            _ if lines_by_name => Self::JsonLines,
            _ if looks_like_yaml(content) => Self::Yaml,
            _ => Self::Delimited,
        })
    }
}

fn markup(name: &str) -> Unusable {
    let advice = if name.starts_with("https:") { "source-markup-web-advice" } else { "source-markup-advice" };
    Unusable::new(Message::new("source-markup")).advice(Message::new(advice)).at(1, 1)
}

/// An entry begins with its name; before the first of them, the version may stand.
fn is_ldif(line: &str, next: Option<&str>) -> bool {
    let names = |line: &str| line.get(..3).is_some_and(|key| key.eq_ignore_ascii_case("dn:"));
    names(line) || line.get(..8).is_some_and(|key| key.eq_ignore_ascii_case("version:")) && next.is_some_and(names)
}

/// Formats that people send in the belief that they are tables.
fn refused(head: &[u8]) -> Option<Unusable> {
    let (message, advice) = match head {
        [b'%', b'P', b'D', b'F', ..] => ("source-pdf", "source-table-advice"),
        [0xD0, 0xCF, 0x11, 0xE0, ..] => ("source-old-office", "source-old-office-advice"),
        [b'P', b'K', 0x05, 0x06, ..] => ("source-zip-empty", "source-zip-empty-advice"),
        [b'P', b'A', b'R', b'1', ..] | [b'S', b'Q', b'L', b'i', b't', b'e', ..] => {
            ("source-database", "source-table-advice")
        }
        _ => return None,
    };
    Some(Unusable::new(Message::new(message)).advice(Message::new(advice)))
}

/// XLSX is a zip archive with these names in it; other archives are refused.
fn workbook(head: &[u8]) -> Result<Shape, Unusable> {
    let holds = |name: &str| memchr::memmem::find(head, name.as_bytes()).is_some();
    if holds("application/vnd.oasis.opendocument") {
        return Err(Unusable::new(Message::new("source-opendocument")).advice(Message::new("source-old-office-advice")));
    }
    if holds("word/") && !holds("xl/") {
        return Err(Unusable::new(Message::new("source-word")).advice(Message::new("source-table-advice")));
    }
    if holds("[Content_Types].xml") || holds("xl/") {
        return Ok(Shape::Workbook);
    }
    // An archive that is whole has been opened by now.
    Err(packed::damaged())
}

/// Whether what came out of a packed file is packed itself; a workbook is not meant.
pub(super) fn is_packed(head: &[u8]) -> bool {
    const DOCUMENTS: [&str; 3] = ["[Content_Types].xml", "xl/workbook.xml", "application/vnd.oasis.opendocument"];
    let is_document = || DOCUMENTS.iter().any(|name| memchr::memmem::find(head, name.as_bytes()).is_some());
    head.starts_with(&[0x1F, 0x8B]) || head.starts_with(b"PK\x03\x04") && !is_document()
}

/// A character that stands in no text, and in nearly every file of another kind.
fn is_no_text(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\r') || character == char::REPLACEMENT_CHARACTER
}

/// What we have written ourselves: a stored run, or the answer to a question.
fn is_our_own(text: &str) -> bool {
    let begins = text.trim_start().trim_start_matches('{').trim_start();
    let value = begins.strip_prefix("\"schema\"").and_then(|rest| rest.trim_start().strip_prefix(':'));
    value.is_some_and(|value| value.trim_start().starts_with("\"riktlinje/"))
}

/// A list entry, or a key with its value; a heading line of a table has neither.
fn looks_like_yaml(line: &str) -> bool {
    if line == "-" || line.starts_with("- ") || line.starts_with("%YAML") {
        return true;
    }
    line.split_once(':').is_some_and(|(key, rest)| {
        (rest.is_empty() || rest.starts_with(' ')) && !key.is_empty() && !key.contains([';', ',', '\t', '|'])
    })
}

fn extension(name: &str) -> String {
    let path = name.split(['?', '#']).next().unwrap_or(name);
    let last = path.rsplit('/').next().unwrap_or(path);
    last.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Shape;

    fn shape(content: &str, name: &str) -> Result<Shape, String> {
        Shape::of(content.as_bytes(), content, name).map_err(|fault| fault.message.key.into_owned())
    }

    #[test]
    fn content_decides_and_the_name_settles_the_rest() {
        let cases = [
            ("format: riktlinje/clinics/v1\n", "x.csv", Shape::Yaml),
            ("# till regionen\nclinics:\n  - hsa_id: A\n", "-", Shape::Yaml),
            ("- hsa_id: A\n", "x.txt", Shape::Yaml),
            ("{\"hsa_id\": \"A\"}\n{\"hsa_id\": \"B\"}\n", "x.json", Shape::JsonLines),
            ("{\"hsa_id\": \"A\"}\n", "x.jsonl", Shape::JsonLines),
            ("{\"hsa_id\": \"A\"}\n", "x.json", Shape::Json),
            ("{\n\"hsa_id\": \"A\"}\n", "x.yaml", Shape::Json),
            ("\n[{}]", "-", Shape::Json),
            ("HSA-id;Namn\n", "-", Shape::Delimited),
            ("Klockan: när;Namn\n", "x.csv", Shape::Delimited),
            ("HSA-id\nSE1\n", "https://x.example/lista.csv?v=1", Shape::Delimited),
            ("clinic: A\n", "x", Shape::Yaml),
            ("clinic: A\n", "x.json", Shape::Yaml),
            ("hej\n", "x.json", Shape::Json),
            ("HSA-id;Namn\n", "x.xlsx", Shape::Delimited),
            ("<?xml version=\"1.0\"?>\n<!-- html --><a/>", "x.csv", Shape::Xml),
            ("# export\nversion: 1\n\ndn: c=SE\n", "x.txt", Shape::Ldif),
            ("dn:: Yz1TRQ==\n", "-", Shape::Ldif),
            ("version: 1\nclinics: []\n", "x", Shape::Yaml),
            ("# tom\n", "x.ldif", Shape::Ldif),
        ];
        for (content, name, wanted) in cases {
            assert_eq!(shape(content, name), Ok(wanted), "{content:?} {name}");
        }
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let cases = [
            ("", "source-empty"),
            (" \r\n\n", "source-empty"),
            ("<!doctype html>", "source-markup"),
            ("<!-- x -->\n<HTML lang='sv'>", "source-markup"),
            ("%PDF-1.7", "source-pdf"),
            ("{\n\"schema\": \"riktlinje/audit/v1\",\n\"clinics\": []}", "source-stored-run"),
            ("PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "source-opendocument"),
            ("PK\x03\x04....word/document.xml", "source-word"),
            ("PK\x03\x04....bild.png", "source-packed-broken"),
        ];
        for (content, wanted) in cases {
            assert_eq!(shape(content, "x.csv"), Err(wanted.to_owned()), "{content:?}");
        }
        let refused = |bytes: &[u8]| Shape::of(bytes, "", "x.csv").expect_err("refused").message.key.into_owned();
        assert_eq!(refused(&[0xD0, 0xCF, 0x11, 0xE0]), "source-old-office");
        assert_eq!(shape("a\u{1}b\u{fffd}", "x.xlsx"), Err("source-workbook-broken".to_owned()));
    }

    #[test]
    fn a_workbook_named_csv_is_a_workbook() {
        assert_eq!(shape("PK\x03\x04....[Content_Types].xml", "x.csv"), Ok(Shape::Workbook));
    }
}
