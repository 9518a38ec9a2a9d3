"""What the comparisons have in common beside their turns: options, the machine, and reports that are read again."""

import argparse
import contextlib
import json
import os
import pathlib
import platform
import signal
import subprocess
import sys

import environment

ROOT = pathlib.Path(__file__).resolve().parents[2]


def words(text):
    return [word.strip() for word in text.split(",") if word.strip()]


def available():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def parser(description):
    """A parser that knows the options that all comparisons have."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--ravel", default=str(ROOT / ".build/release/ravel"), help="the command to time")
    parser.add_argument("--rounds", type=int, help="turns of each contestant")
    parser.add_argument("--seconds", type=float, help="how long a turn lasts")
    parser.add_argument("--by", choices=["minimum", "median"], default="minimum", help="which times are compared")
    parser.add_argument("--read", nargs="+", metavar="JSON", help="show what earlier runs wrote, and run nothing")
    parser.add_argument("--no-install", action="store_true", help="take the environment as it is")
    parser.add_argument("--json", help="write all that was measured to this file")
    parser.add_argument("--csv", help="write the times to this file")
    parser.add_argument("--svg", help="draw the ratios into this file")
    return parser


def enter_environment(script, packages, install):
    """Goes on in the environment of the comparisons, with these packages as far as they can be had."""
    if not environment.is_ours():
        if install:
            environment.prepare(packages)
        environment.enter(script, sys.argv[1:])


def cpu():
    if platform.system() == "Darwin":
        return subprocess.run(
            ["sysctl", "-n", "machdep.cpu.brand_string"], capture_output=True, text=True
        ).stdout.strip()
    try:
        with open("/proc/cpuinfo") as file:
            return next(line.partition(":")[2].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.machine()


def say(text):
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


@contextlib.contextmanager
def contest(contestants, threads):
    """A report of those that are ready; all have stopped at the end, also of whoever is asked to end."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        yield introduced(contestants, threads)
    finally:
        say("")
        for contestant in contestants.values():
            contestant.stop()


def introduced(contestants, threads):
    """A report with the contestants that are ready; the others are taken out of the dictionary."""
    report = {
        "cpu": cpu(), "threads": threads, "system": f"{platform.system()} {platform.machine()}",
        "contestants": {}, "missing": {}, "limit": None, "workloads": [],
    }  # fmt: skip
    for name in list(contestants):
        ready = contestants[name].wait_until_ready()
        if "error" in ready:
            report["missing"][name] = ready["error"]
            del contestants[name]
        else:
            report["contestants"][name] = ready["version"]
    return report


def read(paths):
    """What several runs wrote, as one report; a later run's workloads take the place of an earlier one's."""
    reports = [json.loads(pathlib.Path(path).read_text()) for path in paths]
    merged = {**reports[-1], "contestants": {}, "missing": {}}
    found = {}
    for report in reports:
        merged["contestants"] |= report["contestants"]
        merged["missing"] |= report["missing"]
        merged["limit"] = merged["limit"] or report["limit"]
        found |= {(each["kernel"], each["dtype"], each["size"]): each for each in report["workloads"]}
    return {**merged, "workloads": list(found.values())}


def write(report, chosen, by_line, drawing):
    """Writes the files that were asked for.

    by_line: writes a report to a file as CSV; drawing: the lines of a report's picture by a statistic."""
    if chosen.json:
        pathlib.Path(chosen.json).write_text(json.dumps(report, indent=1))
    if chosen.csv:
        with open(chosen.csv, "w", newline="") as file:
            by_line(report, file)
    if chosen.svg:
        pathlib.Path(chosen.svg).write_text("\n".join(drawing(report, chosen.by)) + "\n")
