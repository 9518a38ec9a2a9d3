"""A chart of ratios on a logarithmic scale, as SVG.

Each row has a bar for each series, to the right of 1 or to its left, with its number at the end.
"""

import math
from html import escape

WIDTH, RIGHT, BOTTOM = 760, 60, 34
TICKS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def draw(title, subtitle, rows, series, left=190, bar=11, legend_top=28, legend_width=75):
    """The lines of the drawing.

    rows: (label, {name of a series: ratio}), from the top; series: {name: (colour, its text in the legend)}. `bar` is a
    bar's height with the gap below it; the legend stands at the right.
    """
    numbers = [number for _, bars in rows for number in bars.values()]
    least, greatest = min([1, *numbers]), max(numbers)
    lowest = math.log10(least)
    decades = (math.log10(greatest) - lowest) * 1.02 or 1
    row_height = bar * len(series) + 8
    first_row = legend_top + 36
    height = first_row + row_height * len(rows) + BOTTOM

    def x(number):
        return left + (WIDTH - left - RIGHT) * (math.log10(number) - lowest) / decades

    def text(place, line, content, extra=""):
        return f'<text x="{place:.1f}" y="{line:.1f}" {extra}>{escape(content)}</text>'

    box = f'viewBox="0 0 {WIDTH} {height}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {box} font-family="sans-serif" font-size="12">'
    yield f'<rect width="{WIDTH}" height="{height}" fill="white"/>'
    yield text(left, 20, title, 'font-size="15" font-weight="bold"')
    yield text(left, 38, subtitle, 'fill="#555"')
    for tick in TICKS:
        if least <= tick <= greatest:
            # The line from which bars go either way stands out.
            colour = "#999" if tick == 1 and least < 1 else "#ddd"
            ends = f'x1="{x(tick):.1f}" y1="{first_row - 8}" x2="{x(tick):.1f}" y2="{height - BOTTOM}"'
            yield f'<line {ends} stroke="{colour}"/>'
            yield text(x(tick), height - BOTTOM + 16, f"{tick}x", 'text-anchor="middle" fill="#555"')
    for place, (label, bars) in enumerate(rows):
        top = first_row + row_height * place
        yield text(left - 8, top + row_height / 2 + (0 if len(series) < 3 else 4), label, 'text-anchor="end"')
        for line, (name, (colour, _)) in enumerate(series.items()):
            if name in bars:
                start, end = sorted((x(1), x(bars[name])))
                end = max(end, start + 1)
                y = top + 2 + bar * line
                yield f'<rect x="{start:.1f}" y="{y}" width="{end - start:.1f}" height="{bar - 1}" fill="{colour}"/>'
                yield text(
                    end + 4,
                    y + bar - 2,
                    f"{bars[name]:.{1 if bars[name] >= 1 else 2}f}",
                    f'font-size="{min(bar - 1, 10)}" fill="#333"',
                )
    for place, (colour, name) in enumerate(series.values()):
        start = WIDTH - RIGHT - legend_width * (len(series) - place)
        yield f'<rect x="{start}" y="{legend_top}" width="10" height="10" fill="{colour}"/>'
        yield text(start + 14, legend_top + 9, name)
    yield "</svg>"
