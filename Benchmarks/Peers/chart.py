"""The comparison as a picture: each peer's time over Ravel's, for each kernel at its large size in its own dtype."""

import bar_chart

import table

# The longest name is the last, where the legend has room for it.
COLOURS = {
    "NumPy": "#4d77cf", "numexpr": "#9aa5b1", "Numba": "#00a3e0", "JAX": "#7e57c2", "MLX": "#3a3a3a",
    "PyTorch": "#ee4c2c", "PyTorch compiled": "#f59e86",
}  # fmt: skip
# The numbers of seven bars are as small as can be read.
BAR = 8


def rows(report, by):
    """[(label, {peer: ratio})]; a kernel's last workload in its first dtype is the one at its large size."""
    chosen = {}
    for record in report["workloads"]:
        row = table.Row(record, by, None)
        if chosen.setdefault(row.kernel, row).dtype == row.dtype:
            chosen[row.kernel] = row
    for row in chosen.values():
        ratios = {name: row.ratio(name) for name in COLOURS if row.ratio(name) is not None}
        if ratios:
            yield f"{row.kernel} {row.dtype} {row.size}", ratios


def lines(report, by="minimum"):
    names = [name for name in COLOURS if name in report["contestants"]]
    series = {name: (COLOURS[name], name) for name in names}
    machine = f"{report['cpu']}, {report['threads']} threads; right of 1x, Ravel is faster"
    return bar_chart.draw(
        "How many times Ravel's time the others take", machine, list(rows(report, by)), series,
        left=240, bar=BAR, legend_top=48, legend_width=82,
    )  # fmt: skip
