#!/usr/bin/env bash
# Reconcile as a whole process: 20,000 permissions of a register against 20,000 rows of the personnel tool, 30,000 of staff
# and some leave, all invented. Prints the seconds of five runs.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet
riktlinje=$PWD/target/release/riktlinje
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
awk 'BEGIN {
    print "HSA-id;Mottagning" > "clinics.csv"
    print "HSA-id mottagning;HSA-id person;Roll;Status" > "tool.csv"
    print "HSA-id person;Anställd till;Arbetsplats" > "staff.csv"
    print "HSA-id person;Från;Till" > "leave.csv"
    for (n = 0; n < 30000; n++) {
        clinic = sprintf("SE2321000057-TESTC%03d", n % 400)
        person = sprintf("SE2321000057-TESTP%05d", n)
        if (n < 400) print clinic ";Mottagning " n > "clinics.csv"
        role = n < 800 ? "Lokal administratör" : n % 2 ? "Ärendehanterare" : "Ärendemottagare"
        if (n < 20000) print clinic ";" person ";" role ";Aktiv" > "tool.csv"
        print person ";" (n % 97 ? "" : "2026-01-31") ";" clinic > "staff.csv"
        if (n % 31 == 0) print person ";2026-01-01;" > "leave.csv"
    }
}'
today=$(date +%F)
"$riktlinje" register init --region Exempel --regional-admin SE2321000057-TESTREG --quiet
"$riktlinje" register takeover --permissions tool.csv --clinics clinics.csv --reference DNR-1 --yes --quiet 2> /dev/null
for _ in 1 2 3 4 5; do
    /usr/bin/time -f '%e s, %M KiB' "$riktlinje" reconcile --dry-run --quiet --format json \
        --tool tool.csv --staff staff.csv --absence leave.csv --taken "$today" > reconciled.json
done
grep -A5 '"measures"' reconciled.json
