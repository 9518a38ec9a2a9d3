"""The comparison function by function as text and CSV: NumPy's time over Ravel's, worst first."""

import csv

import table

# What a turn-by-turn minimum on a shared machine cannot tell apart.
NOISE = 0.9


def lines(report, by="minimum", worst=40):
    ordered = table.rows(report, by)
    timed = [row for row in ordered if row.margin]
    yield f"NumPy's time / Ravel's time ({by}); {report['cpu']}, one thread each, {report['system']}"
    yield ", ".join(f"{name} {version}" for name, version in report["contestants"].items())
    yield ""
    yield from table.aligned(
        [["function", "types", "layout", "Ravel us", "NumPy us", "ratio"]]
        + [[row.kernel, row.dtype, row.size, table.number(row.ravel * 1e6), table.number(row.times["NumPy"] * 1e6),
            table.number(row.margin)] for row in timed[:worst]],
        left=(0, 1, 2),
    )  # fmt: skip
    yield ""
    slower = [row for row in timed if row.margin < 1]
    beyond = [row for row in slower if row.margin < NOISE]
    mean = table.number(table.geometric_mean(row.margin for row in timed))
    yield f"{len(timed)} cells, geometric mean {mean}; Ravel is slower in {len(slower)}, below {NOISE} in {len(beyond)}"
    for layout in dict.fromkeys(row.size for row in timed):
        own = [row.margin for row in timed if row.size == layout]
        below = sum(margin < 1 for margin in own)
        yield f"  {layout}: {len(own)} cells, geometric mean {table.number(table.geometric_mean(own))}, slower in {below}"
    for row in ordered:
        if "fault" in row.results.get("Ravel", {}):
            yield f"- {row.kernel} {row.dtype} {row.size}: {row.results['Ravel']['fault']}"
    yield from table.reasons(report, ordered)


def write_csv(report, file):
    """A line for each cell, worst first; those that failed before all."""
    writer = csv.writer(file)
    writer.writerow(["function", "types", "layout", "ravel_seconds", "numpy_seconds", "ratio", "compile_seconds",
                     "remark"])  # fmt: skip
    for row in table.rows(report, "minimum"):
        ravel = row.results.get("Ravel", {})
        remarks = [ravel.get("fault"), *(result.get("error") for result in row.results.values())]
        writer.writerow(
            [row.kernel, row.dtype, row.size, row.ravel, row.times.get("NumPy"), row.margin,
             ravel.get("first_seconds"), "; ".join(filter(None, remarks))]
        )  # fmt: skip
