"""Draws what `ravel table` printed: how many times NumPy's time Ravel's is contained in, for each kernel in its own dtype.

    ravel table kernels/*.py | tee table.txt; python3 scripts/draw_table.py < table.txt > designs/speed.svg
"""

import math
import sys
from html import escape

WIDTH, LEFT, RIGHT, ROW, TOP, BOTTOM = 760, 190, 60, 30, 64, 34
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


def draw(machine, kernels):
    greatest = max(ratio for _, ratios in kernels.values() for ratio in ratios.values())
    decades = math.log10(greatest) * 1.02
    height = TOP + ROW * len(kernels) + BOTTOM

    def x(ratio):
        return LEFT + (WIDTH - LEFT - RIGHT) * max(math.log10(ratio), 0) / decades

    def text(place, line, content, extra=""):
        return f'<text x="{place:.1f}" y="{line:.1f}" {extra}>{escape(content)}</text>'

    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" font-size="12">'
    )
    yield f'<rect width="{WIDTH}" height="{height}" fill="white"/>'
    yield text(LEFT, 20, "How many times faster than NumPy", 'font-size="15" font-weight="bold"')
    yield text(LEFT, 38, machine, 'fill="#555"')
    for tick in (1, 2, 5, 10, 20, 50, 100):
        if tick <= greatest:
            yield f'<line x1="{x(tick):.1f}" y1="{TOP - 8}" x2="{x(tick):.1f}" y2="{height - BOTTOM}" stroke="#ddd"/>'
            yield text(x(tick), height - BOTTOM + 16, f"{tick}x", 'text-anchor="middle" fill="#555"')
    for place, (kernel, (dtype, ratios)) in enumerate(kernels.items()):
        top = TOP + ROW * place
        yield text(LEFT - 8, top + 15, f"{kernel} {dtype}", 'text-anchor="end"')
        for line, (size, colour) in enumerate(SIZES.items()):
            if size in ratios:
                end = max(x(ratios[size]), LEFT + 1)
                y = top + 2 + 11 * line
                yield f'<rect x="{LEFT}" y="{y}" width="{end - LEFT:.1f}" height="10" fill="{colour}"/>'
                yield text(end + 4, y + 9, f"{ratios[size]:.1f}", 'font-size="10" fill="#333"')
    for place, (size, colour) in enumerate(SIZES.items()):
        left = WIDTH - RIGHT - 150 + 75 * place
        yield f'<rect x="{left}" y="28" width="10" height="10" fill="{colour}"/>'
        yield text(left + 14, 37, f"{size} points")
    yield "</svg>"


if __name__ == "__main__":
    print("\n".join(draw(*rows(sys.stdin))))
