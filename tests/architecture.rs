//! Holds the code to ARCHITECTURE.md: which room may import which, how long a file may be, what every module opens
//! with, and that a path named in a document exists.
//!
//! Reads the sources as text: comments and literals are blanked, the rest is cut into tokens and every path that begins
//! at the crate's root is followed to its room. The checks are functions from text to complaints, so that the tests
//! beside them can show that each of them is able to fail.

#![expect(clippy::disallowed_methods, reason = "a test reads the sources that it judges")]

#[path = "architecture/documents.rs"]
mod documents;
#[path = "architecture/rooms.rs"]
mod rooms;
#[path = "architecture/tokens.rs"]
mod tokens;

use std::path::{Path, PathBuf};

/// The repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Folders that hold nothing of ours.
const FOREIGN: [&str; 5] = ["target", ".git", "corpus", "artifacts", "node_modules"];

/// Every file below a folder whose name ends with `ending`, as a path from the repository with `/`, in order.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = folder.read_dir() else { continue };
        for entry in entries {
            let path = entry.expect("the folder can be read").path();
            let name = path.file_name().expect("an entry has a name").to_string_lossy().into_owned();
            if path.is_dir() {
                if !FOREIGN.contains(&name.as_str()) {
                    folders.push(path);
                }
            } else if name.ends_with(ending) {
                let path = path.strip_prefix(root()).expect("it is below the repository");
                found.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Fails with all complaints at once.
fn assert_none(complaints: &[String], advice: &str) {
    assert!(complaints.is_empty(), "\n\n{}\n\n{advice}\n", complaints.join("\n"));
}

#[test]
fn a_room_imports_only_what_lies_below_it() {
    let sources: Vec<(String, String)> = files("src", ".rs").into_iter().map(|path| (read(&path), path)).collect();
    let macros: Vec<(String, String)> = sources
        .iter()
        .flat_map(|(text, path)| {
            rooms::exported_macros(text).into_iter().map(|name| (name, rooms::room(path).to_owned()))
        })
        .collect();
    let complaints: Vec<String> = sources.iter().flat_map(|(text, path)| rooms::imports(path, text, &macros)).collect();
    assert_none(&complaints, "The order is in ARCHITECTURE.md. Move the shared noun down, or pass it in from above.");
}

#[test]
fn a_library_stays_in_its_room() {
    let complaints: Vec<String> =
        files("src", ".rs").iter().flat_map(|path| rooms::libraries(path, &read(path))).collect();
    assert_none(&complaints, "Each library has one home, so that it can be replaced there and nowhere else.");
}

#[test]
fn files_are_short_and_open_with_their_purpose() {
    let complaints: Vec<String> = files("src", ".rs").iter().flat_map(|path| rooms::shape(path, &read(path))).collect();
    assert_none(
        &complaints,
        "Split a long file along its nouns; say in two to six lines of `//!` what a module is for.",
    );
}

#[test]
fn lints_are_expected_with_a_reason_and_never_allowed() {
    let mut complaints = Vec::new();
    for folder in ["src", "tests", "benches", "fuzz"] {
        complaints.extend(files(folder, ".rs").iter().flat_map(|path| rooms::allowances(path, &read(path))));
    }
    assert_none(&complaints, "Write `#[expect(lint, reason = \"…\")]`: it disappears when it is no longer needed.");
}

#[test]
fn a_path_named_in_a_document_exists() {
    let house = documents::House::read(root());
    let mut complaints: Vec<String> =
        files("", ".md").iter().flat_map(|path| house.missing(path, &read(path))).collect();
    for path in files("src", ".rs") {
        // Module documentation names files too.
        let page: Vec<String> = read(&path).lines().map(|line| rooms::module_page(line).to_owned()).collect();
        complaints.extend(house.missing(&path, &page.join("\n")));
    }
    assert_none(&complaints, "Prose that names a file rots unless the name is checked. Correct the name or the file.");
}
