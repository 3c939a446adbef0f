#!/usr/bin/env bash
# Asks riktlinje, DuckDB, polars and a bare loop the same question about the same case log: `bash benches/cases.sh [ROWS] [RUNS]`.
# MEMORY=50000000 also runs each once on so many cases. Installs DuckDB and polars (PyPI) below target/peers the first time; they
# are left out with PEERS=none. Needs 0.2 GB of disk for a million cases.
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${1:-10000000}
runs=${2:-5}
home=target/peers
mkdir -p "$home"

cargo build --release --quiet --bin riktlinje --example bench-cases
CARGO_TARGET_DIR=$home/bare cargo build --release --quiet --locked --manifest-path benches/bare/Cargo.toml

# What is half written when somebody stops this is made anew.
made() {
    local file=$1
    shift
    [ -s "$file" ] || { "$@" > "$file.part" && mv "$file.part" "$file"; }
}
cases() { made "$home/cases-$1.csv" target/release/examples/bench-cases "$1"; }

cases "$rows"
data=$home/cases-$rows.csv
made "$data.gz" gzip -c "$data"
options=(--riktlinje target/release/riktlinje --bare "$home/bare/release/bare" --data "$data" --packed "$data.gz" --rows "$rows" --runs "$runs")

if [ "${PEERS:-all}" != none ]; then
    python=$home/venv/bin/python
    [ -x "$python" ] || python3 -m venv "$home/venv"
    "$python" -c 'import duckdb, polars' 2>/dev/null || "$home/venv/bin/pip" install --quiet duckdb polars
    options+=(--peers "$python")
fi
if [ -n "${MEMORY:-}" ]; then
    cases "$MEMORY"
    options+=(--large "$home/cases-$MEMORY.csv" --large-rows "$MEMORY")
fi

python3 benches/peers/cases_run.py "${options[@]}"
