#!/usr/bin/env bash
# Every format of the report of many clinics: `bash benches/formats.sh [CLINICS] [RUNS]`. Prints the median of the seconds and the
# largest MiB of the audit that writes it, and how much that is beyond the audit that writes nothing but a short table.
set -euo pipefail
cd "$(dirname "$0")/.."

clinics=${1:-20000}
runs=${2:-5}
home=target/peers
mkdir -p "$home"
cargo build --release --quiet --bin riktlinje --example bench-data
riktlinje=${RIKTLINJE_BINARY:-target/release/riktlinje}
data=$home/lean-$clinics.jsonl
[ -s "$data" ] || target/release/examples/bench-data lean "$clinics" > "$data"
written=$(mktemp -d)
trap 'rm -rf "$written"' EXIT

measure() {
    for ((run = 0; run < runs; run++)); do
        /usr/bin/time -f '%e %M' "$riktlinje" audit "$data" --policy rjl-1177 --as-of 2026-11-20 --quiet --fail-on never "$@" \
            2>&1 >/dev/null | tail -n 1
    done | sort -n | awk '{ s[NR] = $1; if ($2 > most) most = $2 } END { print s[int((NR + 1) / 2)], int(most / 1024) }'
}

read -r alone memory <<<"$(measure --rule synpunkter-saknas --format table)"
printf '%-10s %8s %8s %10s %10s %10s\n' format s MiB 's beyond' 'MiB beyond' bytes
for format in table json csv markdown mail html xlsx sarif junit github gitlab; do
    read -r seconds mib <<<"$(measure --format "$format=$written/report")"
    awk -v f="$format" -v s="$seconds" -v m="$mib" -v a="$alone" -v b="$memory" -v n="$(stat -c %s "$written/report")" \
        'BEGIN { printf "%-10s %8.2f %8d %10.2f %10d %10d\n", f, s, m, s - a, m - b, n }'
done
