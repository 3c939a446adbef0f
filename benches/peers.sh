#!/usr/bin/env bash
# Runs riktlinje and its peers on the same clinics and the same eight rules: `bash benches/peers.sh [CLINICS] [RUNS]`.
# Installs cfn-guard (crates.io) and DuckDB (PyPI) below target/peers the first time; both are left out with PEERS=none.
set -euo pipefail
cd "$(dirname "$0")/.."

clinics=${1:-20000}
runs=${2:-5}
home=target/peers
mkdir -p "$home"

cargo build --release --quiet --bin riktlinje --example bench-data --example bench-serde
data=$home/lean-$clinics.jsonl
[ -s "$data" ] || target/release/examples/bench-data lean "$clinics" > "$data"

peers=(--serde target/release/examples/bench-serde)
if [ "${PEERS:-all}" != none ]; then
    # A target folder of its own, so that it shares nothing with ours.
    [ -x "$home/bin/cfn-guard" ] || CARGO_TARGET_DIR=$home/build cargo install cfn-guard --locked --quiet --root "$home"
    [ -x "$home/venv/bin/python" ] || { python3 -m venv "$home/venv" && "$home/venv/bin/pip" install --quiet duckdb; }
    peers+=(--guard "$home/bin/cfn-guard" --duckdb "$home/venv/bin/python")
    "$home/bin/cfn-guard" --version
    "$home/venv/bin/python" -c 'import duckdb; print("duckdb", duckdb.__version__)'
fi

python3 benches/peers/peers.py --riktlinje target/release/riktlinje --data "$data" --runs "$runs" "${peers[@]}"
