"""What the comparison gave: ratios, worst first."""

import csv
import math


RAVEL = "Ravel"
# As much of a reason as is shown.
REASON = 160
# Workloads that a reason names one by one.
LISTED = 12


class Row:
    """One workload's results; `by` is the statistic that is compared."""

    def __init__(self, record, by, limit):
        self.kernel, self.dtype, self.size = record["kernel"], record["dtype"], record["size"]
        self.results = record["results"]
        self.times = {name: result[by] for name, result in self.results.items() if by in result}
        self.ravel = self.times.get(RAVEL)
        peers = [name for name in self.times if name != RAVEL]
        self.best = min(peers, key=self.times.get, default=None)
        moved = self.results.get(RAVEL, {}).get("bytes_moved")
        self.share = moved / self.ravel / limit if limit and moved and self.ravel else None

    def ratio(self, name):
        """How many times Ravel's time that contestant takes."""
        return self.times[name] / self.ravel if self.ravel and name in self.times else None

    @property
    def margin(self):
        return self.ratio(self.best)

    def widened(self, name):
        """Whether the answer has another dtype than NumPy's."""
        own, its = (self.results.get(contestant, {}).get("result", "") for contestant in ("NumPy", name))
        return bool(own) and own.partition("[")[0] != its.partition("[")[0]


def rows(report, by):
    """Those that Ravel is slowest in come first; those without a ratio before all."""
    result = [Row(record, by, report.get("limit")) for record in report["workloads"]]
    return sorted(result, key=lambda row: row.margin or 0)


def geometric_mean(values):
    values = [value for value in values if value]
    return math.exp(sum(map(math.log, values)) / len(values)) if values else None


def number(value, digits=3):
    """Three significant digits, without an exponent."""
    if value is None:
        return ""
    places = max(digits - 1 - math.floor(math.log10(abs(value))), 0) if value else 0
    return f"{value:,.{places}f}"


def cell(row, name):
    if row.ratio(name) is None:
        return "-"
    return number(row.ratio(name)) + ("*" if row.widened(name) else "")


def aligned(rows, left):
    """Rows of cells as lines; the columns `left` are aligned to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows)]
    for row in rows:
        cells = [text.ljust(width) if place in left else text.rjust(width)
                 for place, (text, width) in enumerate(zip(row, widths))]  # fmt: skip
        yield "  ".join(cells).rstrip()


def lines(report, by="minimum"):
    """The table as text, with the reasons of empty cells below it."""
    names = [name for name in report["contestants"] if name != RAVEL]
    table = [["kernel", "dtype", "size", "Ravel us", "of limit", "best/Ravel", "the best", *names]]
    ordered = rows(report, by)
    for row in ordered:
        share = "" if row.share is None else f"{row.share:.0%}"
        table.append(
            [row.kernel, row.dtype, row.size, number(row.ravel and row.ravel * 1e6), share, number(row.margin),
             row.best or "", *(cell(row, name) for name in names)]
        )  # fmt: skip
    means = [number(geometric_mean(row.ratio(name) for row in ordered)) for name in names]
    table.append(["geometric mean", "", "", "", "", number(geometric_mean(row.margin for row in ordered)), "", *means])
    contestants = ", ".join(f"{name} {version}" for name, version in report["contestants"].items())
    yield f"A contestant's time / Ravel's time ({by}); {report['cpu']}, {report['threads']} threads, {report['system']}"
    yield contestants
    yield ""
    yield from aligned(table, left=(0, 1, 6))
    lost = sum(1 for row in ordered if row.margin and row.margin < 1)
    yield ""
    yield f"{len(ordered)} workloads, of which Ravel is slower than the best of the others in {lost}"
    if any(row.widened(name) for row in ordered for name in names if name in row.times):
        yield "* the answer has another dtype than NumPy's"
    yield from reasons(report, ordered)


def reasons(report, ordered):
    missing = report.get("missing", {})
    for name, reason in missing.items():
        yield f"{name} did not take part: {reason}"
    found = {}
    for row in ordered:
        for name, result in row.results.items():
            if "error" in result:
                kernels = found.setdefault((name, result["error"][:REASON]), {})
                kernels.setdefault(row.kernel, []).append(f"{row.dtype} {row.size}")
    for (name, reason), kernels in sorted(found.items()):
        runs = sum(map(len, kernels.values()))
        if runs > LISTED:
            which = f"{runs} workloads: {', '.join(sorted(kernels)[:LISTED])}{' ...' if len(kernels) > LISTED else ''}"
        else:
            which = "; ".join(f"{kernel} {', '.join(sorted(runs))}" for kernel, runs in sorted(kernels.items()))
        yield f"- {name}: {reason} ({which})"


def write_csv(report, file):
    """A line for each workload and contestant, in the workloads' order."""
    writer = csv.writer(file)
    writer.writerow(["kernel", "dtype", "size", "contestant", "minimum_seconds", "median_seconds", "repetitions",
                     "first_seconds", "result", "ratio_to_ravel", "error"])  # fmt: skip
    for record in report["workloads"]:
        row = Row(record, "minimum", report.get("limit"))
        for name, result in row.results.items():
            writer.writerow(
                [row.kernel, row.dtype, row.size, name, result.get("minimum"), result.get("median"),
                 result.get("repetitions"), result.get("first_seconds"), result.get("result"), row.ratio(name),
                 result.get("error")]
            )  # fmt: skip
