"""The eight rules in SQL over the same lines: `duck.py FILE.jsonl`. Prints `rule clinic` for every failure."""

import sys

import duckdb

EIGHT = {
    "mottagning-ej-aktiverad": "status <> 'active'",
    "ingen-oppen-arendetyp": "NOT list_contains(map_values(case_types), 'active')",
    "begransat-betjaningsomrade": "NOT list_contains(list_transform(service_area, lambda area: area.region), '*')",
    "tidsbestallning-saknas": "NOT can_book_directly AND NOT (case_types['bestall_tid'] = 'active' AND case_types['avomboka_tid'] = 'active')",
    "fornya-recept-saknas": "prescribes_medicines AND case_types['fornya_recept'] <> 'active'",
    "fornya-hjalpmedel-saknas": "prescribes_aids AND case_types['fornya_hjalpmedel'] <> 'active'",
    "radgivning-saknas": "offers_advice AND case_types['radgivning'] <> 'active' AND case_types['fraga_sjukskoterskan'] <> 'active'"
                         " AND case_types['kontakta_mig'] <> 'active'",
    "synpunkter-saknas": "case_types['synpunkter'] <> 'active'",
}
COLUMNS = """{hsa_id: 'VARCHAR', status: 'VARCHAR', service_area: 'STRUCT(region VARCHAR)[]', prescribes_medicines: 'BOOLEAN',
              prescribes_aids: 'BOOLEAN', offers_advice: 'BOOLEAN', can_book_directly: 'BOOLEAN', case_types: 'MAP(VARCHAR, VARCHAR)'}"""


def main(path):
    database = duckdb.connect()
    database.execute(
        f"CREATE TABLE clinics AS SELECT * FROM read_json(?, format='newline_delimited', columns={COLUMNS}) WHERE hsa_id IS NOT NULL", [path]
    )
    query = " UNION ALL ".join(f"SELECT '{rule}', hsa_id FROM clinics WHERE {broken}" for rule, broken in EIGHT.items())
    out = [f"{rule} {clinic}\n" for rule, clinic in database.execute(query).fetchall()]
    sys.stdout.write("".join(out))


if __name__ == "__main__":
    main(sys.argv[1])
