#!/usr/bin/env python3
"""Times the files of kernels/ on Ravel and on its peers, turn by turn.

    Benchmarks/peers.py [--quick] [--kernels axpy,gelu] [--only NumPy,JAX] [--threads 1] [--json OUT] [--svg OUT] ...

Makes Benchmarks/Peers/.venv and installs the peers there, those that can be had. designs/benchmarking.md says what is
measured, and how.
"""

import json
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "Peers"), str(HERE.parent / "scripts")]

import report as reports  # noqa: E402

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


def options():
    parser = reports.parser("Times the files of kernels/ on Ravel and on its peers, turn by turn.")
    parser.add_argument(
        "--quick", action="store_true", help="one dtype of each kernel, short rounds, nobody who runs a C++ compiler"
    )
    parser.add_argument("--kernels", type=reports.words, help="only these, separated by commas")
    parser.add_argument("--dtypes", type=reports.words, help="only these, separated by commas")
    parser.add_argument("--sizes", type=reports.words, help="only these, as the table has them: 32K,16M")
    parser.add_argument("--only", type=reports.words, help="only these peers, separated by commas")
    parser.add_argument(
        "--threads", type=int, default=reports.available(), help="how many each may use; all if not said"
    )
    chosen = parser.parse_args()
    unknown = set(chosen.only or []) - {name for name, _, _ in PEERS}
    if unknown:
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    if any(number is not None and number < 1 for number in (chosen.threads, chosen.rounds)):
        parser.error("threads and rounds are at least 1")
    return chosen


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
    with reports.contest(contestants, chosen.threads) as report:
        if "Ravel" not in contestants:
            sys.exit(f"peers: {chosen.ravel}: {report['missing']['Ravel']}")
        report["limit"] = contestants["Ravel"].limit()
        rounds = chosen.rounds or (2 if chosen.quick else 7)
        seconds = chosen.seconds or (0.05 if chosen.quick else 0.2)
        for workload in compared:
            report["workloads"].append(match.play(workload, contestants, rounds, seconds, reports.say))
            if chosen.json:
                pathlib.Path(chosen.json).write_text(json.dumps(report, indent=1))
    return report


def main():
    chosen = options()
    quick = [name for name, _, _ in PEERS if name not in SLOW_TO_COMPILE]
    everyone = quick if chosen.quick else [name for name, _, _ in PEERS]
    peers = [peer for peer in PEERS if peer[0] in (chosen.only or everyone)]
    reports.enter_environment(__file__, {"numpy", *(package for _, _, package in peers)}, not chosen.no_install)
    report = reports.read(chosen.read) if chosen.read else measure(chosen, peers)

    import chart
    import table

    print("\n".join(table.lines(report, chosen.by)))
    reports.write(report, chosen, table.write_csv, chart.lines)


if __name__ == "__main__":
    main()
