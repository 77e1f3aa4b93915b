#!/usr/bin/env python3
"""Draws docs/images/rounds-cost.svg from growth_rounds.tsv: CPU seconds and memory against stops, both axes in decades."""

import csv
import math
import sys
from pathlib import Path

HERE = Path(__file__).parent
COLOURS = {"giftgate": "#0b6e4f", "PyVRP": "#b4540a"}
WIDTH, HEIGHT, LEFT, TOP = 360, 260, 56, 34


def panel(rows, column, title, left, low, high):
    """One chart: x from 10 to 10^4 stops, y from 10^low to 10^high."""

    def place(stops, figure):
        x = left + (math.log10(stops) - 1) / 3 * WIDTH
        y = TOP + HEIGHT - (math.log10(figure) - low) / (high - low) * HEIGHT
        return x, y

    parts = [f'<text x="{left}" y="{TOP - 14}" font-weight="bold">{title}</text>']
    for power in range(low, high + 1):
        _, y = place(10, 10.0**power)
        parts.append(f'<line x1="{left}" x2="{left + WIDTH}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        label = f"{10**power:,}" if power >= 0 else f"{10.0**power:g}"
        parts.append(f'<text x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    for power in range(1, 5):
        x, _ = place(10.0**power, 1)
        parts.append(f'<text x="{x:.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">{10**power:,}</text>')
    for name, colour in COLOURS.items():
        points = [place(int(row["stops"]), float(row[column])) for row in rows if row["what"] == name]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>' for x, y in points]
    return parts


def main():
    with open(HERE / "growth_rounds.tsv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    total = 2 * (WIDTH + LEFT) + 60
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {TOP + HEIGHT + 60}" font-family="sans-serif" '
        'font-size="12" role="img" aria-labelledby="title">',
        '<title id="title">Cost of equally good rounds against the number of stops</title>',
        f'<rect width="{total}" height="{TOP + HEIGHT + 60}" fill="#fff"/>',
    ]
    parts += panel(rows, "seconds", "CPU seconds to the value PyVRP has after 10", LEFT, -3, 2)
    parts += panel(rows, "megabytes", "Peak memory, MB", 2 * LEFT + WIDTH + 30, 0, 3)
    for number, (name, colour) in enumerate(COLOURS.items()):
        x = LEFT + 150 * number
        parts.append(f'<circle cx="{x}" cy="{TOP + HEIGHT + 42}" r="4" fill="{colour}"/>')
        parts.append(f'<text x="{x + 10}" y="{TOP + HEIGHT + 46}">{name}</text>')
    parts.append("</svg>\n")
    target = HERE.parent.parent / "docs" / "images" / "rounds-cost.svg"
    target.write_text("\n".join(parts), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
