//! The floors to compare with. `bench-serde FILE` is one loop over the lines, serde into a struct of just what is needed, eight
//! rules in code, one line a failure: no places, no evidence, no unknowns, what a careful person writes in an afternoon.
//! `bench-serde --tree FILE` only parses: every line into a tree, which is thrown away.

#![expect(
    clippy::disallowed_methods,
    reason = "a program of its own, outside the rooms: it reads its argument and writes its output"
)]

use std::collections::HashMap;
use std::io::{self, BufRead as _, BufReader, BufWriter, Write as _};

use serde::Deserialize;

#[derive(Deserialize)]
struct Clinic {
    hsa_id: String,
    status: String,
    service_area: Vec<Area>,
    prescribes_medicines: bool,
    prescribes_aids: bool,
    offers_advice: bool,
    can_book_directly: bool,
    case_types: HashMap<String, String>,
}

#[derive(Deserialize)]
struct Area {
    region: String,
}

fn main() -> io::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut out = BufWriter::new(io::stdout().lock());
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [path] => judge(path, &mut out)?,
        ["--tree", path] => writeln!(out, "{} values", parse(path)?)?,
        _ => return Err(io::Error::other("usage: bench-serde [--tree] FILE.jsonl")),
    }
    out.flush()
}

/// Parses every line, and counts what stands at the top of each, so that none is left out. One line is in memory at a time.
fn parse(path: &str) -> io::Result<usize> {
    let mut values = 0;
    let mut file = BufReader::with_capacity(1 << 18, std::fs::File::open(path)?);
    let mut line = Vec::new();
    while file.read_until(b'\n', &mut line)? > 0 {
        let tree: serde_json::Value = serde_json::from_slice(&line)?;
        line.clear();
        values += tree.as_object().map_or(0, serde_json::Map::len);
    }
    Ok(values)
}

/// Judges every clinic by the eight rules.
fn judge(path: &str, out: &mut impl io::Write) -> io::Result<()> {
    for line in BufReader::new(std::fs::File::open(path)?).lines().skip(1) {
        let clinic: Clinic = serde_json::from_str(&line?)?;
        let active = |key: &str| clinic.case_types.get(key).is_some_and(|state| state == "active");
        let broken = [
            ("mottagning-ej-aktiverad", clinic.status != "active"),
            ("ingen-oppen-arendetyp", !clinic.case_types.values().any(|state| state == "active")),
            ("begransat-betjaningsomrade", !clinic.service_area.iter().any(|area| area.region == "*")),
            ("tidsbestallning-saknas", !(clinic.can_book_directly || active("bestall_tid") && active("avomboka_tid"))),
            ("fornya-recept-saknas", clinic.prescribes_medicines && !active("fornya_recept")),
            ("fornya-hjalpmedel-saknas", clinic.prescribes_aids && !active("fornya_hjalpmedel")),
            (
                "radgivning-saknas",
                clinic.offers_advice
                    && !["radgivning", "fraga_sjukskoterskan", "kontakta_mig"].iter().any(|key| active(key)),
            ),
            ("synpunkter-saknas", !active("synpunkter")),
        ];
        for (rule, _) in broken.iter().filter(|(_, fails)| *fails) {
            writeln!(out, "{rule} {}", clinic.hsa_id)?;
        }
    }
    Ok(())
}
