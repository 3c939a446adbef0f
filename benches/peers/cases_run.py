"""Runs riktlinje and its peers on the same case log and the same question, side by side.

    cases_run.py --data FILE.csv --rows N [--riktlinje BIN] [--packed FILE.csv.gz] [--bare BIN] [--peers PYTHON] [--runs N] [--large FILE.csv --large-rows N]

Each tool runs N times in turn (so that a busy moment hits all of them) on files that the system has in memory; the table shows the
median time, processor time and the most memory. Answers are compared clinic by clinic: numbers must be the same, riktlinje's median
may be as much too long as it says. Exits 1 if they are not the same. Standard library only.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Callable

from peers import run

HERE = Path(__file__).resolve().parent
FIGURES = ("received", "answered", "in time", "digital", "undistributed", "open", "overdue", "unclosed", "median")
MEDIAN = len(FIGURES) - 1
FLOORS = {"DuckDB": 3.5, "polars": 1.7, "bare loop": 0.7}
MOST_MEMORY = 200


@dataclass
class Tool:
    """How a tool is run, how its answers are read, how many figures it gives and whether its median is exact."""

    command: list[str]
    read: Callable
    figures: int = len(FIGURES)
    is_exact: bool = True


def of_lines(path):
    """clinic -> figures, as the peers print them."""
    lines = (line.split(";") for line in Path(path).read_text(encoding="utf-8").splitlines())
    return {clinic: tuple(int(figure) if figure else None for figure in figures) for clinic, *figures in lines}


def of_riktlinje(path):
    """The same out of the summary, which tells more."""
    page = json.loads(Path(path).read_bytes())
    if page["left_out"] or not page["believed"]:
        sys.exit(f"riktlinje leaves out {page['left_out']} rows of a log that has no flaws")
    part = lambda share: share["part"]
    return {
        group["clinic"]: (
            group["received"], group["answered"], part(group["in_time"]), part(group["channels"]["digital"]), group["undistributed"],
            group["open"], group["overdue"], group["unclosed"], (group["clock_minutes"] or {}).get("median"),
        )
        for group in page["groups"]
    }


def differences(found, expected, tool):
    """What is not the same, a line each."""
    for clinic in sorted(found.keys() | expected.keys()):
        if clinic not in found or clinic not in expected:
            yield f"{clinic}: only in one of them"
            continue
        if len(found[clinic]) != tool.figures:
            yield f"{clinic}: {len(found[clinic])} figures, expected {tool.figures}"
        for ix, (figure, truth) in enumerate(zip(found[clinic], expected[clinic])):
            # riktlinje's percentiles are never too short and at most 1/32 too long, in whole minutes.
            has_bound = ix == MEDIAN and not tool.is_exact and None not in (figure, truth)
            if figure != truth and not (has_bound and truth <= figure <= truth * 33 / 32 + 1):
                yield f"{clinic}: {FIGURES[ix]} {figure}, expected {truth}"


def tools(wanted, data):
    """The tools by name, ours first."""
    found = {}
    if wanted.riktlinje:
        found["riktlinje"] = ours(wanted, data, "--no-duplicates-check")
    if wanted.bare:
        found["bare loop"] = Tool([wanted.bare, data], of_lines)
        found["bare loop, one thread"] = Tool([wanted.bare, data, "1"], of_lines)
    if wanted.peers:
        for name, script in (("DuckDB", "cases_duckdb.py"), ("polars", "cases_polars.py")):
            command = [wanted.peers, str(HERE / script), data]
            found[name] = Tool(command + ["median"], of_lines)
            found[f"{name}, without the median"] = Tool(command + ["counts"], of_lines, figures=MEDIAN)
    return found


def ours(wanted, data, *options):
    command = [wanted.riktlinje, "cases", "summary", data, "--by", "clinic", "--as-of", "2026-11-20T12:00", "--jobs", "2"]
    return Tool(command + ["--format", "json", *options], of_riktlinje, is_exact=False)


def warm(path):
    with open(path, "rb", buffering=0) as file:
        while file.read(1 << 24):
            pass


def measured(tools, runs, folder):
    """name -> (seconds, processor seconds, MiB), medians; its last output is in the folder."""
    figures = {name: [] for name in tools}
    for _ in range(runs):
        for name, tool in tools.items():
            figure, code = run(tool.command, folder / name)
            if code != 0:
                sys.exit(f"{name}: exit code {code}: {' '.join(tool.command)}")
            figures[name].append(figure)
    return {name: tuple(statistics.median(column) for column in zip(*runs)) for name, runs in figures.items()}


def compared(tools, rows, folder):
    """name -> whether its answers are those of the first that is exact. Every case must have been counted."""
    answers = {name: tool.read(folder / name) for name, tool in tools.items()}
    truth = next((name for name, tool in tools.items() if tool.is_exact), next(iter(tools)))
    expected = answers[truth]
    if (counted := sum(figures[0] for figures in expected.values())) != rows:
        sys.exit(f"{truth} counts {counted} cases of {rows}")
    same = {}
    for name, found in answers.items():
        wrong = list(differences(found, expected, tools[name]))
        same[name] = not wrong
        for line in wrong[:10]:
            print(f"{name} is not what {truth} says: {line}", file=sys.stderr)
        if len(wrong) > 10:
            print(f"{name}: {len(wrong) - 10} more", file=sys.stderr)
    return same


def table(title, figures, same):
    """Prints what was measured; the ratio is to the first."""
    print(f"\n| {title} | s | processor s | MiB | times riktlinje's time | same answers |\n|---|---:|---:|---:|---:|---|")
    first = next(iter(figures.values()))[0]
    for name, (seconds, busy, memory) in figures.items():
        print(f"| {name} | {seconds:.2f} | {busy:.2f} | {memory:.0f} | {seconds / first:.2f} | {'yes' if same[name] else 'NO'} |")


def floors(figures, large):
    """Prints what was wanted and whether it is reached."""
    print("\n| wanted | found | |\n|---|---:|---|")
    seconds, _, memory = figures["riktlinje"]
    for name, least in FLOORS.items():
        if name in figures:
            ratio = figures[name][0] / seconds
            print(f"| at least {least} times as fast as {name} | {ratio:.2f} | {'pass' if ratio >= least else 'FAIL'} |")
    for of, most in (("", memory), *((f", {rows:,} cases", most) for rows, most in large)):
        print(f"| under {MOST_MEMORY} MiB{of} | {most:.0f} | {'pass' if most < MOST_MEMORY else 'FAIL'} |")


def said(*command):
    """The first line that a command prints, or nothing."""
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().splitlines()[0]
    except (OSError, subprocess.CalledProcessError, IndexError):
        return ""


def machine():
    about = Path("/proc/cpuinfo").read_text(encoding="utf-8") if os.path.exists("/proc/cpuinfo") else ""
    model = next((line.split(":")[1].strip() for line in about.splitlines() if line.startswith("model name")), platform.processor())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({model}), {memory:.0f} GiB, {platform.system()}"


def main():
    parser = argparse.ArgumentParser()
    for name in ("--riktlinje", "--bare", "--peers", "--data", "--packed", "--large"):
        parser.add_argument(name)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--large-rows", type=int)
    parser.add_argument("--runs", type=int, default=5)
    wanted = parser.parse_args()
    folder = Path(tempfile.mkdtemp())

    changed = " with changes" if said("git", "status", "--porcelain", "--untracked-files=no") else ""
    print(f"{date.today()} at commit {said('git', 'rev-parse', '--short', 'HEAD')}{changed}: {machine()}; load {os.getloadavg()[0]:.2f}")
    if wanted.peers:
        versions = "import duckdb, polars; print('DuckDB', duckdb.__version__ + ', polars', polars.__version__)"
        print(f"{said(wanted.peers, '-c', versions)}, two threads each")

    chosen = tools(wanted, wanted.data)
    if wanted.riktlinje:
        chosen["riktlinje, case ids compared"] = ours(wanted, wanted.data)
        if wanted.packed:
            warm(wanted.packed)
            chosen["riktlinje, gzip"] = ours(wanted, wanted.packed, "--no-duplicates-check")
    warm(wanted.data)
    figures = measured(chosen, wanted.runs, folder)
    same = compared(chosen, wanted.rows, folder)
    size = os.path.getsize(wanted.data) / 1e9
    table(f"{wanted.rows:,} cases, {size:.2f} GB, medians of {wanted.runs}", figures, same)

    large = []
    if wanted.large:
        chosen = tools(wanted, wanted.large)
        warm(wanted.large)
        again = measured(chosen, 1, folder)
        also = compared(chosen, wanted.large_rows, folder)
        size = os.path.getsize(wanted.large) / 1e9
        table(f"{wanted.large_rows:,} cases, {size:.2f} GB, once", again, also)
        same |= {f"{name}, {wanted.large_rows}": is_same for name, is_same in also.items()}
        large = [(wanted.large_rows, again["riktlinje"][2])] if wanted.riktlinje else []
    if wanted.riktlinje:
        floors(figures, large)
    sys.exit(0 if all(same.values()) else 1)


if __name__ == "__main__":
    main()
