"""The style sheet of a page: its colours by day and by night, its tables by what they need; draws nothing."""

from pathlib import Path

from drgs_cli.plots.palette import DARK, LIGHT, Tone
from drgs_cli.render.html.columns import layout_rules
from drgs_cli.render.html.sorting import order_rules
from drgs_cli.render.html.tables import Sheets

_FOLDER = Path(__file__).parent
# Grounds and lines of the page itself; the pictures have none of them.
_LIGHT_PAGE = {"ground": "#f4f5f7", "line": "#d5d8dc", "link": "#005a8f", "mark": "#fff3c4"}
_DARK_PAGE = {"ground": "#20242a", "line": "#3a4047", "link": "#7cc4f2", "mark": "#4a3f12"}


def stylesheet(sheets: Sheets) -> str:
    """Every rule of a page. What depends on its tables comes first, so that the rules for narrow screens win."""
    layouts = [layout_rules(layout, name) for layout, name in sheets.layouts.items()]
    orders = order_rules(sheets.last, sheets.facets.items())
    base, blocks, whole, snug, apart = map(_file, ("style", "blocks", "whole", "snug", "apart"))
    states = []
    for width in sorted({layout.grid for layout in sheets.layouts}):
        states.append(_within(f"screen{{@container t (width<{width}rem)", blocks.replace(".t ", f".t.rows-{width} ")))
    for least, most in sorted({(layout.snug, layout.whole) for layout in sheets.layouts}):
        between = f"all{{@container t ({least}rem<=width<{most}rem)"
        states.append(_within(between, snug.replace(".t ", f".t.snug-{least}.whole-{most} ")))
    for width in sorted({layout.snug for layout in sheets.layouts}):
        paper = f".t.snug-{width} "
        states.append(_within(f"print{{@container t (width<{width}rem)", (blocks + apart).replace(".t ", paper)))
        states.append(_within(f"all{{@container t (width>={width}rem)", whole.replace(".t ", paper)))
    states.append(f"@media print{{\n{snug.replace('.t ', '.t.broad ')}}}")
    return "\n".join([_colours(), _drawn(), *layouts, orders, base, *states, ""])


def _file(name: str) -> str:
    return (_FOLDER / f"{name}.css").read_text(encoding="utf-8")


def _within(condition: str, rules: str) -> str:
    return f"@media {condition}{{\n{rules}}}}}"


def _colours() -> str:
    """On paper it is always day."""
    light, dark = _properties(LIGHT, _LIGHT_PAGE), _properties(DARK, _DARK_PAGE)
    return f":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}"


def _properties(tones: dict[Tone, str], page: dict[str, str]) -> str:
    return ";".join(f"--{name}:{colour}" for name, colour in [*tones.items(), *page.items()])


def _drawn() -> str:
    """What pictures are filled and stroked with."""
    return "\n".join(
        f'svg .f-{tone}{{fill:var(--{tone})}}svg [data-s="{tone}"]{{stroke:var(--{tone})}}' for tone in LIGHT
    )
