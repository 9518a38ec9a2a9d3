#!/usr/bin/env python3
"""Times every elementwise function of Ravel's in every dtype and layout beside NumPy's, one thread against one thread.

    Benchmarks/ufuncs.py [--only add,exp] [--dtypes int8,float32] [--layouts strided] [--shard 2/8] [--svg OUT] ...

Makes Benchmarks/Peers/.venv and installs NumPy and SciPy there. designs/benchmarking.md says what is measured, and how.
"""

import argparse
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "Peers"), str(HERE.parent / "scripts")]

import report as reports  # noqa: E402


def shard(text):
    """(which from 0, of how many) of `2/8`."""
    which, _, count = text.partition("/")
    if not (which.isdigit() and count.isdigit() and 1 <= int(which) <= int(count)):
        raise argparse.ArgumentTypeError("a shard is written as 2/8")
    return int(which) - 1, int(count)


def options():
    parser = reports.parser("Times every elementwise function in every dtype and layout on Ravel and on NumPy.")
    parser.add_argument("--only", type=reports.words, help="only these functions, separated by commas")
    parser.add_argument("--dtypes", type=reports.words, help="only these, separated by commas")
    parser.add_argument("--layouts", type=reports.words, help="only these, separated by commas")
    parser.add_argument("--shard", type=shard, default=(0, 1), help="one part of several: 2/8")
    parser.add_argument("--worst", type=int, default=40, help="how many cells are printed")
    return parser.parse_args()


def measure(chosen):
    import elementwise
    import match
    import process
    import ravel

    contestants = {"Ravel": ravel.Ravel(chosen.ravel, 1), "NumPy": process.TimeNumPy(1)}
    with reports.contest(contestants, 1) as report:
        if report["missing"]:
            sys.exit(f"ufuncs: {report['missing']}")
        loops = elementwise.loops(contestants["Ravel"].rows(), chosen.only, chosen.dtypes)
        if not loops:
            sys.exit("ufuncs: there is nothing to compare")
        which, count = chosen.shard
        loops = loops[which::count]
        with tempfile.TemporaryDirectory() as folder:
            for number, loop in enumerate(loops):
                reports.say(f"{number} of {len(loops)}: {loop.function} {loop.types}")
                for layout in chosen.layouts or elementwise.LAYOUTS:
                    workload = elementwise.Workload(loop, layout, folder)
                    record = elementwise.play(workload, contestants, chosen.rounds or 4, chosen.seconds or 0.003)
                    report["workloads"].append(record)
    return report


def main():
    chosen = options()
    if not chosen.no_install:
        reports.enter_environment(__file__, {"numpy", "scipy"}, True)
    report = reports.read(chosen.read) if chosen.read else measure(chosen)

    import heat_map
    import ratios

    print("\n".join(ratios.lines(report, chosen.by, chosen.worst)))
    reports.write(report, chosen, ratios.write_csv, heat_map.lines)


if __name__ == "__main__":
    main()
