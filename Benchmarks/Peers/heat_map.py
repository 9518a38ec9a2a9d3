"""The comparison function by function as a picture: rows of functions, columns of dtypes, colours of ratios."""

import math
from html import escape

import table

CODES = {
    "bool": "?", "int8": "i8", "int16": "i16", "int32": "i32", "int64": "i64", "uint8": "u8", "uint16": "u16",
    "uint32": "u32", "uint64": "u64", "float16": "f16", "float32": "f32", "float64": "f64", "complex64": "c64",
    "complex128": "c128",
}  # fmt: skip
PANELS, LEFT, CELL, LINE, TOP = 2, 112, 24, 13, 64
WIDTH = PANELS * (LEFT + CELL * len(CODES)) + 24
# The colours of a tenth of Ravel's time, of the same, and of ten times as much.
SLOWER, SAME, FASTER = (200, 40, 40), (250, 250, 245), (31, 95, 153)


def cells(report, by="minimum"):
    """{function: {dtype: (geometric mean of the ratios, the least)}}, by name."""
    found = {}
    for record in report["workloads"]:
        row = table.Row(record, by, None)
        if row.margin:
            function = row.kernel.rpartition(".")[2]
            found.setdefault(function, {}).setdefault(record["column"], []).append(row.margin)
    return {
        function: {dtype: (table.geometric_mean(ratios), min(ratios)) for dtype, ratios in columns.items()}
        for function, columns in sorted(found.items())
    }


def colour(ratio):
    part = max(-1, min(1, math.log10(ratio)))
    end = FASTER if part > 0 else SLOWER
    return "#" + "".join(f"{round(same + (far - same) * abs(part)):02x}" for same, far in zip(SAME, end))


def short(ratio):
    """What fits a cell: 0.7, 1.4, 23."""
    return f"{ratio:.1f}" if ratio < 9.95 else f"{ratio:.0f}"


def lines(report, by="minimum"):
    functions = list(cells(report, by).items())
    height = math.ceil(len(functions) / PANELS)
    bottom = TOP + LINE * height + 10
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom}" '
           'font-family="sans-serif" font-size="10">')  # fmt: skip
    yield f'<rect width="{WIDTH}" height="{bottom}" fill="white"/>'
    yield '<text x="8" y="20" font-size="15" font-weight="bold">How many times faster than NumPy</text>'
    subtitle = (f"{report['cpu']}, one thread each, 32K elements; geometric mean over layouts; "
                "underlined: slower in one of them")  # fmt: skip
    yield f'<text x="8" y="38" font-size="12" fill="#555">{escape(subtitle)}</text>'
    for start in range(0, len(functions), height or 1):
        left = LEFT + start // height * (WIDTH // PANELS)
        for place, code in enumerate(CODES.values()):
            middle = left + CELL * place + CELL // 2
            yield f'<text x="{middle}" y="{TOP - 6}" text-anchor="middle" fill="#555">{code}</text>'
        for place, (function, columns) in enumerate(functions[start : start + height]):
            yield from drawn_row(function, columns, left, TOP + LINE * place)
    yield "</svg>"


def drawn_row(function, columns, left, top):
    yield f'<text x="{left - 6}" y="{top + 10}" text-anchor="end">{escape(function)}</text>'
    for place, dtype in enumerate(CODES):
        if dtype in columns:
            mean, least = columns[dtype]
            x, ink = left + CELL * place, "white" if mean > 4 or mean < 0.25 else "#333"
            mark = ' text-decoration="underline"' if least < 1 else ""
            yield f'<rect x="{x}" y="{top}" width="{CELL - 1}" height="{LINE - 1}" fill="{colour(mean)}"/>'
            yield (f'<text x="{x + CELL // 2}" y="{top + 9}" font-size="9" text-anchor="middle" fill="{ink}"{mark}>'
                   f"{short(mean)}</text>")  # fmt: skip
