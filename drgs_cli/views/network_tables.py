"""The tables of a network of trials: its treatments, every pair of them, and all pairs flat for programs; computes
nothing.
"""

from collections.abc import Iterable

from drgs_cli.render.document import EMPTY, Cell, Column, Note, Row, Table, words
from drgs_cli.stats.results import Interval
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.finding import MID_P
from drgs_cli.synthesis.names import numbered
from drgs_cli.synthesis.network import CellNetwork, League, NetworkPart
from drgs_cli.views.cells import groups_text
from drgs_cli.views.estimates import beside_text, estimate_text, p_text, prediction_text
from drgs_cli.views.marks import mark_notes
from drgs_cli.views.numbers import fixed, p_value, percent
from drgs_cli.views.recipes import recipe_text
from drgs_cli.views.wording import short, variety

_P_SCORE = Note(
    "p-score",
    "P-score: the mean certainty, from 0 to 1, that a treatment is better than another; it does not say by how much.",
)
MEASURE_TITLES = {
    "RR": "Risk ratio",
    "OR": "Odds ratio",
    "RD": "Risk difference",
    "HR": "Hazard ratio",
    "IRR": "Rate ratio",
    "MD": "Mean difference",
    "SMD": "Standardised mean difference",
}
_NULL = {"RR": "1", "OR": "1", "HR": "1", "IRR": "1", "ROM": "1"}  # of ratios; of a difference it is 0

Value = str | int | float | None


def treatments_table(part: NetworkPart, context: Context) -> Table:
    """What each treatment had over its trials, and how it ranks."""
    columns = (
        Column("treatment", "Treatment", min_width=12),
        Column("trials", "Trials", "right"),
        Column("patients", "Patients", "right", beside=True),
        Column("events", "With the outcome", "right", beside=True),
        Column("analysed", "Analysed", beside=True),
        Column("score", "P-score", "right", beside=True),
    )
    scores, rows = dict(part.p_scores), []
    for total in part.totals:
        score = scores.get(total.key)
        share = percent(total.events / total.n) if total.events is not None and total.n else ""
        rows.append(
            {
                "treatment": Cell(total.key, treatment_name(total.key, total.interventions, context)),
                "trials": Cell(total.trials, str(total.trials)),
                "patients": Cell(total.n, str(total.n)) if total.n is not None else EMPTY,
                "events": Cell(total.events, f"{total.events} ({share})") if share else EMPTY,
                "analysed": words(groups_text(total.groups, context.vocabulary)),
                "score": Cell(score, _certainty(score)) if score is not None else EMPTY,
            }
        )
    return _table("Treatments", columns, rows, (_P_SCORE,) if scores else ())


def pairs_table(part: NetworkPart, context: Context) -> Table:
    """Every two treatments, the first over or minus the second; columns without an entry are left out."""
    level = f"{context.question.level:g} % CI"
    columns = (
        Column("pair", "Comparison", min_width=16),
        Column("trials", "Trials of both", "right", beside=True),
        Column("estimate", f"Estimate ({level})", wrap=False, worded=True),
        Column("direct", f"Direct ({level})", min_width=18, worded=True),
        Column("indirect", f"Indirect ({level})", min_width=18, worded=True),
        Column("share", "Direct share", "right", beside=True),
        Column("differ", "Direct v indirect", beside=True),
        Column("p", "p", wrap=False, worded=True, beside=True),
        Column("prediction", "Prediction interval", min_width=12),
        Column("how", "Worked out by", min_width=12),
        Column("ref", "drgs explain", min_width=14),
    )
    rows = [_pair(entry, part, context) for entry in part.league]
    several = " of every two treatments" if len(part.league) > 1 else ""
    title = MEASURE_TITLES.get(part.measure or "", "Effect") + several
    return _table(title, columns, rows, mark_notes(part.marks), _caption(part, context))


def flat_pairs(networks: tuple[CellNetwork, ...], context: Context) -> Table:
    """Every pair of every network, a line for each, with keys and exact numbers."""
    rows = []
    for network, ref in zip(networks, network_refs(networks, context), strict=True):
        for place, part in enumerate(network.parts, start=1):
            for entry in part.league:
                found = {"ref": ref, "part": place, **_cell_values(network), **_pair_values(entry)}
                rows.append(Row(tuple(_flat(found[key]) for key in KEYS), ref))
    return Table("Pairs of treatments", tuple(Column(key, key) for key in KEYS), tuple(rows), lead=2)


def network_refs(networks: Iterable[CellNetwork], context: Context) -> tuple[str, ...]:
    """The name of each network: that of its cell; a second one of the same name ends in #2, and so on."""
    return numbered(network.ref(context.question.indication or "") for network in networks)


def _table(
    title: str, columns: tuple[Column, ...], rows: list[dict[str, Cell]], notes: tuple[Note, ...], caption: str = ""
) -> Table:
    kept = tuple(column for column in columns if any(row[column.key].text for row in rows))
    return Table(title, kept, tuple(Row(tuple(row[column.key] for column in kept)) for row in rows), notes, caption)


def treatment_name(node: str, interventions: tuple[str, ...], context: Context) -> str:
    """A treatment, with the varieties of it that the trials had."""
    vocabulary = context.vocabulary
    varieties = [variety(key, node, vocabulary).removesuffix(": ") for key in interventions]
    said = ", ".join(name for name in varieties if name)
    return f"{short(vocabulary, node)} ({said})" if said else short(vocabulary, node)


def _pair(entry: League, part: NetworkPart, context: Context) -> dict[str, Cell]:
    """Direct and indirect parts stand beside the estimate where it has both."""
    estimate, both = entry.estimate, entry.direct is not None and entry.indirect is not None
    shown = "; ".join(text for text in (estimate_text(estimate), beside_text(estimate)) if text)
    first, second = (short(context.vocabulary, key) for key in (entry.first, entry.second))
    return {
        "pair": words(f"{first} v {second}"),
        "trials": Cell(entry.trials, str(entry.trials)) if len(part.studies) > 1 else EMPTY,
        "estimate": Cell(estimate.value, shown, tuple(note.code for note in mark_notes(part.marks))),
        "direct": _estimate(entry.direct) if both else EMPTY,
        "indirect": _estimate(entry.indirect) if both else EMPTY,
        "share": Cell(entry.share, percent(min(entry.share, 1.0))) if both else EMPTY,
        "differ": Cell(entry.p, p_value(entry.p)) if entry.p is not None else EMPTY,
        "p": Cell(estimate.p, p_text(estimate) + _test(entry, part)) if estimate.p is not None else EMPTY,
        "prediction": words(prediction_text(estimate)) if estimate.prediction is not None else EMPTY,
        "how": words(recipe_text(estimate.recipe, estimate.k)),
        "ref": words(", ".join(_rows(entry, part))),
    }


def _rows(entry: League, part: NetworkPart) -> tuple[str, ...]:
    """The names of the rows that compare the two; of two that no trial compares those of the whole network."""
    own = [] if entry.direct is None else [row for weight in entry.direct.weights for row in weight.rows]
    return tuple(dict.fromkeys(own or (row.ref for one in part.contrasts for row in one.chosen.rows)))


def _test(entry: League, part: NetworkPart) -> str:
    """A p of a small table is not that of its interval, and says so."""
    own = [one for one in part.contrasts if (one.first, one.second) == (entry.first, entry.second)]
    exact = entry.estimate.k == 1 and len(own) == 1 and own[0].test == MID_P
    return " (exact, mid-p)" if exact else ""


def _estimate(found: Estimate | None) -> Cell:
    return EMPTY if found is None else Cell(found.value, estimate_text(found))


def _certainty(score: float) -> str:
    """A P-score, which is shown as 0 or 1 only where it is that."""
    if 0.0 < score < 0.005:
        return "<0.01"
    return ">0.99" if 0.995 <= score < 1.0 else fixed(score, 2)


def _caption(part: NetworkPart, context: Context) -> str:
    """Which way the figures are to be read."""
    null, good = _NULL.get(part.measure or ""), context.good(part.cell)
    how = "over the second" if null is not None else "minus the second"
    if not good:
        return f"The first treatment {how}."
    side = "above" if good > 0 else "below"
    return f"The first treatment {how}: {side} {null or '0'} is better with the first."


_CELL = ("outcome", "composite", "months", "pain_location", "aspect", "scale", "statistic")
_PART = ("ref", "part", *_CELL, "first", "second", "trials")
_KINDS = ("", "direct_", "indirect_")
_NUMBERS = ("estimate", "low", "high", "p", "k", "recipe")
KEYS = (
    *_PART,
    "measure",
    *(f"{kind}{number}" for kind in _KINDS for number in _NUMBERS),
    "direct_share",
    "direct_v_indirect_p",
    "not_estimable",
)


def _cell_values(network: CellNetwork) -> dict[str, Value]:
    cell = network.cell
    return {
        "outcome": cell.outcome,
        "composite": "+".join(cell.composite),
        "months": cell.window.centre if cell.window is not None else None,
        "pain_location": "+".join(cell.locations),
        "aspect": cell.aspect,
        "scale": cell.scale or ("0-100" if cell.points is not None else None),
        "statistic": cell.statistic,
        "measure": network.measure,
    }


def _pair_values(entry: League) -> dict[str, Value]:
    found: dict[str, Value] = {"first": entry.first, "second": entry.second, "trials": entry.trials}
    for kind, estimate in zip(_KINDS, (entry.estimate, entry.direct, entry.indirect), strict=True):
        ends = estimate.interval if estimate is not None else None
        low, high = (ends.low, ends.high) if isinstance(ends, Interval) else (None, None)
        found |= {
            f"{kind}estimate": None if estimate is None else estimate.value,
            f"{kind}low": low,
            f"{kind}high": high,
            f"{kind}p": None if estimate is None else estimate.p,
            f"{kind}k": None if estimate is None else estimate.k,
            f"{kind}recipe": None if estimate is None else estimate.recipe,
        }
    return {
        **found,
        "direct_share": entry.share,
        "direct_v_indirect_p": entry.p,
        "not_estimable": entry.estimate.not_estimable,
    }


def _flat(value: Value) -> Cell:
    return EMPTY if value is None or value == "" else Cell(value, str(value))
