//! The floor to compare with: one loop over the lines, serde into a struct of just what is needed, eight rules in code,
//! one line a failure. No places, no evidence, no unknowns: what a careful person writes in an afternoon.

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
    let Some(path) = std::env::args().nth(1) else {
        return Err(io::Error::other("usage: bench-serde FILE.jsonl"));
    };
    let mut out = BufWriter::new(io::stdout().lock());
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
    out.flush()
}
