#!/usr/bin/env bash
# Runs this build, and any others that are named, beside a bare loop over the same bytes: `bash benches/beside.sh [RUNS] [OTHER...]`.
set -euo pipefail
runs=${1:-15}
others=()
for other in "${@:2}"; do others+=("$(realpath "$other")"); done
cd "$(dirname "$0")/.."

home=target/peers
mkdir -p "$home"

cargo build --release --quiet --bin riktlinje --example bench-data --example bench-serde
for size in "lean 1000" "lean 20000" "full 1000"; do
    data=$home/${size/ /-}.jsonl
    # shellcheck disable=SC2086
    [ -s "$data" ] || { target/release/examples/bench-data $size > "$data.part" && mv "$data.part" "$data"; }
done

python3 benches/peers/beside.py --serde target/release/examples/bench-serde --folder "$home" --runs "$runs" target/release/riktlinje ${others[@]+"${others[@]}"}
