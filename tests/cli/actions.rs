//! What is made of a stored run: actions, and letters in a folder.

use crate::{folder, run, run_in};

/// A stored run of the region.
fn stored() -> tempfile::TempDir {
    let folder = folder();
    let file = format!("json={}", folder.path().join("run.json").display());
    let ran = run(&["audit", "--project", "fixtures/region", "--quiet", "--format", &file]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{}", ran.stderr);
    folder
}

#[test]
fn letters_go_to_a_folder_a_file_each_and_to_nowhere_else() {
    let folder = stored();
    let ran = run_in(folder.path(), &[], &["actions", "run.json", "--format", "mail=brev/"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    let letters: Vec<_> = std::fs::read_dir(folder.path().join("brev")).expect("it was made").collect();
    assert!(ran.stderr.contains(&format!("Skrev {} brev i brev/.", letters.len())), "{}", ran.stderr);
    assert!(ran.stderr.contains("fynd står inte i något brev"), "{}", ran.stderr);
    let letter = std::fs::read_to_string(folder.path().join("brev/SE2321000057-TEST10.txt")).expect("it has breaches");
    assert!(letter.starts_with("Till: Lokal administratör, Utkastboda vårdcentral (SE2321000057-TEST10)\nÄmne: "));
    // Where the case log says that it is not so, nobody is asked to sign that it is.
    let on_one_line = letter.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(on_one_line.contains("Se efter vilka ärenden som besvaras per telefon"), "{letter}");
    assert!(!on_one_line.contains("dagens datum: intyg för Ö2a"), "{letter}");
    // The same letter stands among the others when they are written together.
    let together = run_in(folder.path(), &[], &["report", "run.json", "--format", "mail"]);
    assert!(together.stdout.contains(&letter), "{letter}");
    assert_eq!(together.stdout.matches("\nTill: ").count(), letters.len());
}

#[test]
fn actions_are_those_of_the_clinics_that_are_asked_for() {
    let folder = stored();
    let args = ["åtgärder", "run.json", "--clinic", "SE2321000057-TEST10", "--format", "csv"];
    let ran = run_in(folder.path(), &[], &args);
    assert_eq!((ran.code, ran.stderr.as_str()), (0, ""));
    let rows = ran.stdout.lines().filter(|line| line.starts_with("åtgärd;"));
    assert!(
        rows.clone().count() > 10 && rows.clone().all(|row| row.contains(";SE2321000057-TEST10;")),
        "{}",
        ran.stdout
    );
    let stranger =
        run_in(folder.path(), &[], &["actions", "run.json", "--clinic", "SE2321000057-TESTX", "--lang", "en"]);
    assert_eq!((stranger.code, stranger.stdout.as_str()), (5, ""));
    insta::assert_snapshot!(stranger.stderr, @r"
    error: the clinic SE2321000057-TESTX is not in the run
    help: The clinics with their HSA-ids: riktlinje report RUN --format csv
    ");
}

#[test]
fn a_run_that_is_cut_or_of_another_version_is_refused_with_its_place() {
    let folder = stored();
    let path = folder.path().join("run.json");
    let text = std::fs::read_to_string(&path).expect("it was written");
    let half = text.floor_char_boundary(text.len() / 2);
    std::fs::write(&path, &text[..half]).expect("it is ours");
    let cut = run_in(folder.path(), &[], &["actions", "run.json"]);
    assert_eq!((cut.code, cut.stdout.as_str()), (2, ""));
    assert!(cut.stderr.contains("tar slut mitt i körningen, på rad "), "{}", cut.stderr);
    std::fs::write(&path, text.replace("riktlinje/audit/v1", "riktlinje/audit/v9")).expect("it is ours");
    let newer = run_in(folder.path(), &[], &["actions", "run.json", "--format", "mail=brev/"]);
    assert_eq!(newer.code, 2);
    assert!(newer.stderr.contains("riktlinje/audit/v9") && !folder.path().join("brev").exists(), "{}", newer.stderr);
}
