"""Runs one or several builds of riktlinje beside a bare loop over the same bytes, in turn.

    beside.py --serde BIN --folder FOLDER [--runs N] RIKTLINJE...

A machine's speed goes up and down by the hour, and a loop's with it: the ratio of the two can be compared from day to day, a time
cannot. FOLDER holds lean-1000.jsonl, lean-20000.jsonl and full-1000.jsonl. What is written goes nowhere; memory is that of one run more,
which is not timed. Standard library only.
"""

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from peers import run

# What is audited, how many runs of it are wanted, and the floor: the loop that judges, or the one that only parses.
SIZES = [("lean-1000", 5, []), ("lean-20000", 1, []), ("full-1000", 1, ["--tree"])]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--serde", required=True)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("riktlinje", nargs="+")
    wanted = parser.parse_args()
    print("| clinics | program | ms | least ms | processor ms | MiB | times the floor |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for size, often, floor in SIZES:
        data = str(wanted.folder / f"{size}.jsonl")
        audit = ["audit", data, "--policy", "rjl-1177", "--as-of", "2026-11-20", "--format", "json", "--fail-on", "never", "--quiet"]
        tools = {"the floor": [wanted.serde, *floor, data]}
        tools |= {binary: [binary, *audit] for binary in wanted.riktlinje}
        figures = {name: [] for name in tools}
        for _ in range(wanted.runs * often):
            for name, command in tools.items():
                figure, code = run(command, os.devnull, weigh=False)
                if code != 0:
                    sys.exit(f"{name}: exit code {code}")
                figures[name].append(figure)
        least = statistics.median(seconds for seconds, _, _ in figures["the floor"])
        for name, taken in figures.items():
            seconds, busy, _ = (statistics.median(column) for column in zip(*taken))
            fastest = min(taken)[0]
            with tempfile.TemporaryDirectory() as folder:
                (_, _, memory), _ = run(tools[name], Path(folder) / "out")
            print(f"| {size} | {name} | {seconds * 1000:.1f} | {fastest * 1000:.1f} | {busy * 1000:.1f} | {memory:.0f} | {seconds / least:.2f} |")


if __name__ == "__main__":
    main()
