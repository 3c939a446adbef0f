"""Runs riktlinje and its peers on the same clinics and the same eight rules, side by side.

    peers.py --riktlinje BIN [--serde BIN] [--guard BIN] [--duckdb PYTHON] --data FILE.jsonl [--runs N]

Each tool runs N times in turn (so that a busy moment hits all of them); the table shows the median time, the most memory
and whether the verdicts, failure by failure, are the same. Exits 1 if they are not. Standard library only.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
RULES = re.findall(r"^rule (\w+)", (HERE / "eight.guard").read_text(encoding="utf-8"), re.MULTILINE)
RULES = [rule.replace("_", "-") for rule in RULES]


def run(command, output, weigh=True):
    """Seconds of wall clock, seconds of processor, and the most memory in MiB, of one whole process."""
    memory = Path(f"{output}.memory")
    # A process inherits the memory mark of the one that starts it; GNU time is small, Python is not. It takes a millisecond itself.
    if weigh and os.access("/usr/bin/time", os.X_OK):
        command = ["/usr/bin/time", "--quiet", "-f", "%M", "-o", str(memory)] + command
    with open(output, "wb") as out, open(os.devnull, "wb") as nothing:
        begin = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=nothing)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
    most = int(memory.read_text().split()[-1]) if weigh and memory.exists() else usage.ru_maxrss
    return (seconds, usage.ru_utime + usage.ru_stime, most / 1024), process.returncode


def failures_of_riktlinje(path):
    report = json.loads(Path(path).read_bytes())
    return {(rule, clinic["hsa_id"]) for clinic in report["clinics"] for rule, outcome in clinic["outcomes"].items() if outcome == "fail"}


def failures_of_lines(path):
    return {tuple(line.split()) for line in Path(path).read_text(encoding="utf-8").splitlines()}


def failures_of_guard(path, clinics):
    report = json.loads(Path(path).read_bytes())
    found = set()

    def walk(node, rule):
        if isinstance(node, dict):
            for key, value in node.items():
                if key == "path" and isinstance(value, str) and (hit := re.match(r"/clinics/(\d+)", value)):
                    found.add((rule, clinics[int(hit.group(1))]))
                walk(value, rule)
        elif isinstance(node, list):
            for item in node:
                walk(item, rule)

    for document in report if isinstance(report, list) else [report]:
        for entry in document["not_compliant"]:
            rule = entry["Rule"]["name"].replace("_", "-")
            walk(entry["Rule"]["checks"], rule)
    return found


def main():
    parser = argparse.ArgumentParser()
    for name in ("--riktlinje", "--serde", "--guard", "--duckdb", "--data"):
        parser.add_argument(name)
    parser.add_argument("--runs", type=int, default=5)
    wanted = parser.parse_args()
    lines = [json.loads(line) for line in Path(wanted.data).read_text(encoding="utf-8").splitlines()[1:]]
    clinics = [line["hsa_id"] for line in lines]
    folder = Path(tempfile.mkdtemp())
    document = folder / "clinics.json"
    document.write_text(json.dumps({"clinics": lines}, ensure_ascii=False), encoding="utf-8")

    only = [word for rule in RULES for word in ("--rule", rule)]
    audit = [wanted.riktlinje, "audit", wanted.data, "--policy", "rjl-1177", "--as-of", "2026-11-20", "--format", "json", "--fail-on", "never"]
    tools = {
        "riktlinje, eight rules": (audit + only, failures_of_riktlinje),
        "riktlinje, all rules": (audit, None),
    }
    if wanted.serde:
        tools["serde loop, eight rules in code"] = ([wanted.serde, wanted.data], failures_of_lines)
    if wanted.duckdb:
        tools["DuckDB, eight queries"] = ([wanted.duckdb, str(HERE / "duck.py"), wanted.data], failures_of_lines)
    if wanted.guard:
        guard = [wanted.guard, "validate", "--structured", "-S", "none", "-o", "json", "-r", str(HERE / "eight.guard"), "-d", str(document)]
        tools["cfn-guard, eight rules"] = (guard, lambda path: failures_of_guard(path, clinics))

    figures = {name: [] for name in tools}
    for _ in range(wanted.runs):
        for name, (command, _) in tools.items():
            figure, code = run(command, folder / "out")
            if code not in (0, 19):  # 19: cfn-guard found something
                sys.exit(f"{name}: exit code {code}")
            figures[name].append(figure)
            if len(figures[name]) == wanted.runs:
                (folder / "out").rename(folder / name)

    first, differs = None, False
    print(f"| {len(clinics):,} clinics, medians of {wanted.runs} runs | ms | processor ms | MiB | times ours | failures | same verdicts |")
    print("|---|---:|---:|---:|---:|---:|---|")
    for name, (_, read) in tools.items():
        seconds, busy, memory = (statistics.median(column) for column in zip(*figures[name]))
        failures = read(folder / name) if read else None
        first = first or (seconds, failures)
        same = "" if failures is None else "yes" if failures == first[1] else "NO"
        differs |= same == "NO"
        count = "" if failures is None else f"{len(failures):,}"
        print(f"| {name} | {seconds * 1000:.0f} | {busy * 1000:.0f} | {memory:.0f} | {seconds / first[0]:.1f} | {count} | {same} |")
    sys.exit(1 if differs else 0)


if __name__ == "__main__":
    main()
