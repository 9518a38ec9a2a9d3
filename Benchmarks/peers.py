#!/usr/bin/env python3
"""Times the files of kernels/ on Ravel and on its peers, turn by turn.

    Benchmarks/peers.py [--quick] [--kernels axpy,gelu] [--only NumPy,JAX] [--threads 1] [--json OUT] [--svg OUT] ...

Makes Benchmarks/Peers/.venv and installs the peers there, those that can be had. designs/benchmarking.md says what is
measured, and how.
"""

import argparse
import json
import os
import pathlib
import platform
import signal
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE / "Peers"), str(ROOT / "scripts")]

import environment  # noqa: E402

# The contestants beside Ravel: name, module, package.
PEERS = [
    ("NumPy", "numpy", "numpy"),
    ("numexpr", "numexpr", "numexpr"),
    ("Numba", "numba", "numba"),
    ("JAX", "jax", "jax"),
    ("MLX", "mlx", "mlx"),
    ("PyTorch", "torch", "torch"),
    ("PyTorch compiled", "torch_compiled", "torch"),
]
# They run a C++ compiler, which takes more time than the rest of a quick comparison.
SLOW_TO_COMPILE = ("MLX", "PyTorch compiled")


def words(text):
    return [word.strip() for word in text.split(",") if word.strip()]


def options():
    parser = argparse.ArgumentParser(description="Times the files of kernels/ on Ravel and on its peers, turn by turn.")
    parser.add_argument("--ravel", default=str(ROOT / ".build/release/ravel"), help="the command to time")
    parser.add_argument(
        "--quick", action="store_true", help="one dtype of each kernel, short rounds, nobody who runs a C++ compiler"
    )
    parser.add_argument("--kernels", type=words, help="only these, separated by commas")
    parser.add_argument("--dtypes", type=words, help="only these, separated by commas")
    parser.add_argument("--sizes", type=words, help="only these, as the table has them: 32K,16M")
    parser.add_argument("--only", type=words, help="only these peers, separated by commas")
    parser.add_argument("--threads", type=int, default=available(), help="how many each may use; all if not said")
    parser.add_argument("--rounds", type=int, help="turns of each contestant")
    parser.add_argument("--seconds", type=float, help="how long a turn lasts")
    parser.add_argument("--by", choices=["minimum", "median"], default="minimum", help="which times are compared")
    parser.add_argument("--read", nargs="+", metavar="JSON", help="show what earlier runs wrote, and run nothing")
    parser.add_argument("--no-install", action="store_true", help="take the environment as it is")
    parser.add_argument("--json", help="write all that was measured to this file")
    parser.add_argument("--csv", help="write the times to this file")
    parser.add_argument("--svg", help="draw the ratios into this file")
    chosen = parser.parse_args()
    unknown = set(chosen.only or []) - {name for name, _, _ in PEERS}
    if unknown:
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    if any(number is not None and number < 1 for number in (chosen.threads, chosen.rounds)):
        parser.error("threads and rounds are at least 1")
    return chosen


def available():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


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


def measure(chosen, peers):
    import match
    import process
    import ravel
    import workloads

    compared = workloads.selected(chosen.kernels, chosen.dtypes, chosen.sizes, chosen.quick)
    if not compared:
        sys.exit(f"peers: there is nothing to compare; the kernels are {', '.join(workloads.kernels())}")
    contestants = {"Ravel": ravel.Ravel(chosen.ravel, chosen.threads)}
    contestants |= {name: process.Process(module, chosen.threads) for name, module, _ in peers}
    # Whoever is asked to end ends the workers first.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    report = {
        "cpu": cpu(), "threads": chosen.threads, "system": f"{platform.system()} {platform.machine()}",
        "contestants": {}, "missing": {}, "limit": None, "workloads": [],
    }  # fmt: skip
    try:
        for name in list(contestants):
            ready = contestants[name].wait_until_ready()
            if "error" in ready:
                report["missing"][name] = ready["error"]
                del contestants[name]
            else:
                report["contestants"][name] = ready["version"]
        if "Ravel" not in contestants:
            sys.exit(f"peers: {chosen.ravel}: {report['missing']['Ravel']}")
        report["limit"] = contestants["Ravel"].limit()
        rounds = chosen.rounds or (2 if chosen.quick else 7)
        seconds = chosen.seconds or (0.05 if chosen.quick else 0.2)
        for workload in compared:
            report["workloads"].append(match.play(workload, contestants, rounds, seconds, say))
            if chosen.json:
                pathlib.Path(chosen.json).write_text(json.dumps(report, indent=1))
    finally:
        say("")
        for contestant in contestants.values():
            contestant.stop()
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


def main():
    chosen = options()
    quick = [name for name, _, _ in PEERS if name not in SLOW_TO_COMPILE]
    everyone = quick if chosen.quick else [name for name, _, _ in PEERS]
    peers = [peer for peer in PEERS if peer[0] in (chosen.only or everyone)]
    if not environment.is_ours():
        if not chosen.no_install:
            environment.prepare({"numpy", *(package for _, _, package in peers)})
        environment.enter(__file__, sys.argv[1:])
    report = read(chosen.read) if chosen.read else measure(chosen, peers)

    import table

    print("\n".join(table.lines(report, chosen.by)))
    if chosen.json:
        pathlib.Path(chosen.json).write_text(json.dumps(report, indent=1))
    if chosen.csv:
        with open(chosen.csv, "w", newline="") as file:
            table.write_csv(report, file)
    if chosen.svg:
        import chart

        pathlib.Path(chosen.svg).write_text("\n".join(chart.lines(report, chosen.by)) + "\n")


if __name__ == "__main__":
    main()
