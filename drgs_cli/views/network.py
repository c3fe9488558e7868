"""The networks of trials of an indication as a document: for each cell treatments, comparisons, and what is not joined;
computes nothing.
"""

from collections import Counter
from collections.abc import Iterator

from msgspec.structs import replace

from drgs_cli.documents.problems import Problem
from drgs_cli.records.model import Study
from drgs_cli.render.document import Document, Heading, Note, Paragraph, Part
from drgs_cli.synthesis.context import Context
from drgs_cli.synthesis.evidence import Excluded
from drgs_cli.synthesis.network import CellNetwork, NetworkPart, NodeTotal
from drgs_cli.views.cells import cell_outcome, cell_time, parts_of
from drgs_cli.views.estimates import NOT_ESTIMABLE
from drgs_cli.views.left_out import left_out
from drgs_cli.views.narrowing import narrowing_text, within, worked_out_text
from drgs_cli.views.network_tables import flat_pairs, pairs_table, treatments_table
from drgs_cli.views.numbers import count, fixed, listed, p_value, share, three_digits
from drgs_cli.views.pool.wording import TAU2_SHORT
from drgs_cli.views.wording import short

# Why a trial that compares two treatments stands in no network; each follows a number of rows.
REASONS = {
    "no-denominator": "with figures of which the number of events, or of patients, is not printed",
    "no-variance": "with means without a spread",
    "zero-cell": "in which an arm has no event, or nothing but events: no ratio (--measure RD can use them)",
    "p-only": "with a p-value only",
    "words-only": "with words only",
    "too-few": "of too few patients",
    "out-of-range": "with figures beyond what can be computed with",
    "not-applicable": "with figures that cannot be compared",
    "inconsistent-effects": "with printed comparisons that contradict one another",
    "impossible-variances": "with printed intervals that contradict one another",
    "overlap": "with patients of other trials that count here: each patient counts once",
    "indication": "of parts of the indication where the whole, or another part, stands for the trial",
    "end-point": "where another row of the same visit stands for the trial",
    "scale": "with comparisons in measures that cannot be put together",
    "subgroup": "of a part of the patients, or after a change of treatment",
    "group": "of a selected part of the patients, or of another group analysed than the one that stands for the trial",
    "time": "of another visit in the same window, of no known time, or before treatment",
    "unit": "of leads, procedures or reports, not of patients",
    "superseded": "that a later report superseded",
    "alternative": "that give another figure for the same end point",
}
_POWER = "With few trials such a test sees little: a large p does not show that they agree."


def network_document(
    networks: tuple[CellNetwork, ...], context: Context, skipped: tuple[Problem, ...] = ()
) -> Document:
    """All networks of an indication; `skipped` are the errors of records that were left out."""
    question, found = context.question, joined(networks)
    narrowing = narrowing_text(question, context.library)
    review = context.review  # how tau2 was estimated is said where it was
    as_usual = replace(question, method=review.tau2, interval=review.interval)
    working = worked_out_text(as_usual, context.library)
    parts: list[Part] = [Paragraph(f"Narrowed to: {narrowing}.")] if narrowing else []
    parts += [Paragraph(f"Worked out as asked for: {working}.")] if working else []
    parts += left_out(skipped)
    parts += [Paragraph(" ".join(_overall(networks, context)))]
    for network in found:
        parts += _network(network, context)
    parts += _intervals(found)
    parts += _without(networks)
    key = question.indication
    label = context.vocabulary.indications[key].label if key is not None else "Any indication"
    title = f"{label}: treatments compared in randomised trials" if networks else ""
    return Document(title, tuple(parts), lambda: flat_pairs(found, context))


def joined(networks: tuple[CellNetwork, ...]) -> tuple[CellNetwork, ...]:
    """The cells in which a trial has figures of two treatments."""
    return tuple(network for network in networks if network.parts)


def reason_text(entry: Excluded) -> str:
    """Why one row stands in no network."""
    place = "" if entry.row is None else f", row {entry.row.number}"
    return f"{entry.study.label}{place}: {_why(entry.reason)}."


def _overall(networks: tuple[CellNetwork, ...], context: Context) -> Iterator[str]:
    """How many trials there are, and what they can say of the two sides."""
    question, found = context.question, joined(networks)
    if not networks:
        yield within(question, "No randomised trial of this indication compares two treatments.")
        return
    if not found:
        yield within(question, "No randomised trial has figures that compare two treatments.")
        return
    studies = _studies(found)
    nodes = dict.fromkeys(node for network in found for node in network.nodes)
    treatments = listed([short(context.vocabulary, node) for node in nodes])
    trials = count(len(studies), "randomised trial")
    yield within(question, f"Figures that compare {treatments} are in {trials}.")
    yield _of_the_sides(found, context)
    yield "No trial is joined with one of another outcome, time or place of pain."


def _studies(networks: tuple[CellNetwork, ...]) -> list[Study]:
    return list({study.id: study for network in networks for part in network.parts for study in part.studies}.values())


def _of_the_sides(found: tuple[CellNetwork, ...], context: Context) -> str:
    """What all networks together can say of the two sides of the review."""
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    in_parts = [_sides_in(part, context) for network in found for part in network.parts]
    reached = {side for sides in in_parts for side in sides}
    missing = [short(context.vocabulary, key) for key in context.sides.keys if key not in reached]
    if missing:
        none = f"{listed(missing)} {'are' if len(missing) > 1 else 'is'} not among these treatments"
        return f"{none}: nothing is said of {first} against {second}."
    if not any({*context.sides.keys} <= sides for sides in in_parts):
        return f"In no cell do they join {first} with {second}: nothing is said of the one against the other."
    if any(_is_indirect(part, context) for network in found for part in network.parts):
        return f"Through other treatments they join {first} with {second}."
    return (
        f"{first} and {second} are compared directly; no third treatment joins them, so that there is no indirect"
        " comparison."
    )


def _sides_in(part: NetworkPart, context: Context) -> set[str]:
    return {side for node in part.nodes if (side := context.sides.of(node)) is not None}


def _is_indirect(part: NetworkPart, context: Context) -> bool:
    keys = context.sides.keys
    return any(
        entry.indirect is not None and {context.sides.of(entry.first), context.sides.of(entry.second)} == {*keys}
        for entry in part.league
    )


def _network(network: CellNetwork, context: Context) -> Iterator[Part]:
    """One cell: what is not joined, then each part with its treatments and comparisons."""
    words = context.vocabulary
    rows = [row for part in network.parts for trial in part.trials for row in trial.chosen.rows]
    time = cell_time(network.cell, rows)
    yield Heading(2, f"{cell_outcome(network.cell, words)}{parts_of(rows, words)}, {time}")
    if len(network.parts) > 1:
        parts = "; ".join(listed([short(words, node) for node in part.nodes]) for part in network.parts)
        yield Paragraph(
            f"{len(network.parts)} parts that no trial joins: {parts}. Nothing is said of one part against another."
        )
    absent = [
        short(words, key)
        for key in context.sides.keys
        if not any(key in _sides_in(part, context) for part in network.parts)
    ]
    said = f"{listed(absent)} {'are' if len(absent) > 1 else 'is'} in no trial of this network." if absent else ""
    for place, part in enumerate(network.parts):
        yield from _part(part, context, said if not place else "")


def _part(part: NetworkPart, context: Context, said: str) -> Iterator[Part]:
    trials = listed([study.label for study in part.studies])
    text = f"{count(len(part.studies), 'trial')}: {trials}."
    if len(part.nodes) == 2:
        text += f" {'; '.join(_total_text(total, context) for total in part.totals)}."
    yield Paragraph(" ".join(sentence for sentence in (text, said, *_agreement(part)) if sentence))
    if part.failure is not None:
        yield Paragraph(f"{NOT_ESTIMABLE[part.failure.reason].capitalize()}.")
        return
    if len(part.nodes) > 2:
        yield treatments_table(part, context)
    yield pairs_table(part, context)


def _total_text(total: NodeTotal, context: Context) -> str:
    """A treatment with its events and patients."""
    name = short(context.vocabulary, total.key)
    if total.n is None:
        return f"{name}, patients not printed"
    patients = f"{total.n} patients" if total.events is None else f"{total.events} of {total.n} patients"
    return f"{name}, {patients}"


def _agreement(part: NetworkPart) -> Iterator[str]:
    """How far trials of the same comparison, and direct and indirect evidence, agree."""
    if len(part.studies) < 2 or part.failure is not None:
        return
    if len(part.nodes) == 2:
        yield f"Pooled as drgs compare does{_spread(part)}."
        return
    if part.tau2 is None:
        alone = all(edge.trials == 1 for edge in part.edges)
        why = "no two trials make the same comparison: how far trials differ is not seen" if alone else "asked for"
        yield f"A common effect is taken, as {why}."
    else:
        yield f"Random effects ({TAU2_SHORT[part.method or '']}){_spread(part)}, normal intervals."
    found = part.inconsistency
    if found is not None:
        yield f"Disagreement between designs: Q {fixed(found.q, 2)} on {found.df} df, {p_value(found.p)}. {_POWER}"


def _spread(part: NetworkPart) -> str:
    """How far trials differ, as far as that was seen."""
    tau2 = "" if part.tau2 is None else f", tau2 {three_digits(part.tau2)}"
    return tau2 + ("" if part.i2 is None else f", I2 {share(part.i2 / 100, 0)}")


def _intervals(networks: tuple[CellNetwork, ...]) -> Iterator[Part]:
    """Where three treatments or more stand together no interval is that of a comparison of two of them."""
    if any(len(part.nodes) > 2 and part.league for network in networks for part in network.parts):
        yield Note(
            "network-intervals",
            "The intervals of three treatments or more are normal ones, and may be narrower than those of drgs compare;"
            " what trials of two of these say alone is of the same model, as direct and indirect have to add up.",
        )


def _without(networks: tuple[CellNetwork, ...]) -> Iterator[Part]:
    """One paragraph for each reason for which rows that compare two treatments stand in no network."""
    excluded = [entry for network in networks for entry in network.left_out]
    for reason in dict.fromkeys((*REASONS, *(entry.reason for entry in excluded))):
        rows = Counter(entry.study.label for entry in excluded if entry.reason == reason)
        if rows:
            named = listed([f"{label} ({number})" for label, number in rows.items()])
            yield Note(reason, f"In no network: {count(sum(rows.values()), 'row')} {_why(reason)}: {named}.")


def _why(reason: str) -> str:
    return REASONS.get(reason, f"that cannot be used ({reason})")
