"""Draws what `ravel table` printed: how many times NumPy's time Ravel's is contained in, for each kernel in its own dtype.

    ravel table kernels/*.py | tee table.txt; python3 scripts/draw_table.py < table.txt > designs/speed.svg
"""

import sys

import bar_chart

SIZES = {"32K": "#8ab4d8", "16M": "#1f5f99"}


def rows(lines):
    """[machine line, {kernel: (dtype, {size: ratio})}], of the dtype that a kernel's first row has."""
    machine, column, kernels = "", 0, {}
    for line in lines:
        words = line.split()
        if "threads" in line and "NumPy" in line:
            machine = line.strip()
        # Cells may be empty: the column tells.
        column = max(column, line.find("NumPy/JIT"))
        if len(words) < 4 or words[2] not in SIZES or len(line.rstrip()) <= column:
            continue
        kernel, dtype, size, ratio = words[0], words[1], words[2], words[-1]
        known = kernels.setdefault(kernel, (dtype, {}))
        if known[0] == dtype:
            known[1][size] = float(ratio.replace(",", ""))
    return machine, kernels


def lines(machine, kernels):
    table = [(f"{kernel} {dtype}", ratios) for kernel, (dtype, ratios) in kernels.items()]
    series = {size: (colour, f"{size} points") for size, colour in SIZES.items()}
    return bar_chart.draw("How many times faster than NumPy", machine, table, series)


if __name__ == "__main__":
    print("\n".join(lines(*rows(sys.stdin))))
