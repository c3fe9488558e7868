"""The networks of trials as pictures: a picture for each cell, with all words and numbers of it; draws nothing."""

from collections import Counter
from itertools import combinations

from drgs_cli.plots.figure import Figure
from drgs_cli.plots.network import network_figure
from drgs_cli.plots.network_data import Connected, Edge, Network, Node, Shape, Together
from drgs_cli.records.library import Library
from drgs_cli.synthesis.context import Context, context_of
from drgs_cli.synthesis.evidence import gather
from drgs_cli.synthesis.network import CellNetwork, NetworkPart
from drgs_cli.synthesis.network_estimates import networks
from drgs_cli.synthesis.question import Question
from drgs_cli.views.cells import cell_outcome, cell_time, parts_of
from drgs_cli.views.estimates import NOT_ESTIMABLE, estimate_text
from drgs_cli.views.network import joined
from drgs_cli.views.network_tables import network_refs, treatment_name
from drgs_cli.views.numbers import count, listed
from drgs_cli.views.plots.nothing import nothing_found
from drgs_cli.views.plots.refused import Refused
from drgs_cli.views.wording import in_sentence, short

_KEY = (
    "The area of a mark goes with the patients analysed (an open mark: number not printed), the width of a line"
    " with the number of trials that compare the two directly."
)


def figures(library: Library, question: Question) -> tuple[Figure | Refused, ...]:
    """The networks of a question as `drgs network` has them."""
    context = context_of(library, question)
    return figures_of(networks(gather(library, question), context), context) or (
        nothing_found(question, library, "no randomised trial has figures of two treatments"),
    )


def figures_of(found: tuple[CellNetwork, ...], context: Context) -> tuple[Figure | Refused, ...]:
    """The same of networks that are there already: one for each cell in which trials have figures of two treatments."""
    shown = joined(found)
    names = network_refs(shown, context)
    return tuple(network_figure(_network(network, name, context)) for network, name in zip(shown, names, strict=True))


def _network(network: CellNetwork, name: str, context: Context) -> Network:
    words = context.vocabulary
    rows = [row for part in network.parts for trial in part.trials for row in trial.chosen.rows]
    what = f"{cell_outcome(network.cell, words)}{parts_of(rows, words)}, {cell_time(network.cell, rows)}"
    several = len(network.parts) > 1
    parts = tuple(
        _part(part, context, f"Part {place} of {len(network.parts)}" if several else "")
        for place, part in enumerate(network.parts, start=1)
    )
    studies = {study.id for part in network.parts for study in part.studies}
    return Network(
        title=f"Network of randomised trials: {what}",
        description=_description(what, len(studies), parts),
        parts=parts,
        counted=("trial", "trials"),
        key=_key(context),
        notes=tuple(_notes(network, context)),
        anchor=name,
    )


def _part(part: NetworkPart, context: Context, heading: str) -> Connected:
    nodes = tuple(
        Node(
            name=treatment_name(total.key, total.interventions, context),
            text=f"{'patients not printed' if total.n is None else count(total.n, 'patient')},"
            f" {count(total.trials, 'trial')}",
            size=None if total.n is None else float(total.n),
            shape=_shape(total.key, context),
        )
        for total in part.totals
    )
    labels = listed([study.label for study in part.studies])
    return Connected(
        nodes=nodes,
        edges=_edges(part),
        together=_together(part, context),
        heading=f"{heading}: {labels}" if heading else labels,
    )


def _shape(node: str, context: Context) -> Shape:
    side = context.sides.of(node)
    if side is None:
        return "other"
    return "disc" if side == context.sides.first else "square"


def _edges(part: NetworkPart) -> tuple[Edge, ...]:
    """Every two treatments that trials compare; where nothing can be estimated, with the reason."""
    place = {node: number for number, node in enumerate(part.nodes)}
    if part.edges:
        return tuple(
            Edge(place[edge.first], place[edge.second], edge.trials, f"direct: {estimate_text(edge.direct)}")
            for edge in part.edges
        )
    alone = {(entry.first, entry.second): entry for entry in part.league}
    pairs = Counter(
        pair for trial in part.trials for pair in combinations(sorted(trial.nodes, key=place.__getitem__), 2)
    )
    lacking = "" if part.failure is None else NOT_ESTIMABLE[part.failure.reason]
    return tuple(
        Edge(
            place[first],
            place[second],
            number,
            estimate_text(alone[first, second].estimate) if (first, second) in alone else lacking,
        )
        for (first, second), number in sorted(pairs.items(), key=lambda pair: tuple(place[node] for node in pair[0]))
    )


def _together(part: NetworkPart, context: Context) -> tuple[Together, ...]:
    """Trials of three treatments or more, those of the same treatments as one shape."""
    place = {node: number for number, node in enumerate(part.nodes)}
    found: dict[tuple[int, ...], list[str]] = {}
    for trial in part.trials:
        if len(trial.nodes) > 2:
            nodes = tuple(sorted(place[node] for node in trial.nodes))
            found.setdefault(nodes, []).append(trial.chosen.study.label)
    return tuple(
        Together(
            nodes,
            f"Shaded: {count(len(labels), 'trial')} of {len(nodes)} arms"
            f" ({listed([short(context.vocabulary, part.nodes[node]) for node in nodes])}): {listed(labels)}.",
        )
        for nodes, labels in found.items()
    )


def _key(context: Context) -> str:
    first, second = (short(context.vocabulary, key) for key in context.sides.keys)
    return f"Dark disc: {first}; square: {second}; light disc: other treatments. {_KEY}"


def _notes(network: CellNetwork, context: Context) -> list[str]:
    notes = []
    if len(network.parts) > 1:
        apart = "; ".join(listed([short(context.vocabulary, node) for node in part.nodes]) for part in network.parts)
        notes.append(
            f"{len(network.parts)} parts that no trial joins: {apart}. Nothing is said of one part against another."
        )
    reached = {context.sides.of(node) for node in network.nodes}
    missing = [short(context.vocabulary, key) for key in context.sides.keys if key not in reached]
    if missing:
        notes.append(f"{listed(missing)} {'are' if len(missing) > 1 else 'is'} in no trial of this network.")
    return notes


def _description(what: str, studies: int, parts: tuple[Connected, ...]) -> str:
    said = []
    for part in parts:
        names = [node.name for node in part.nodes]
        nodes = "; ".join(f"{node.name}: {node.text}" for node in part.nodes)
        edges = "; ".join(
            f"{names[edge.first]} with {names[edge.second]}: {count(edge.number, 'trial')}" for edge in part.edges
        )
        said.append(f"{nodes}. Compared directly: {edges}.")
    apart = f" in {len(parts)} parts that no trial joins" if len(parts) > 1 else ""
    trials = count(studies, "randomised trial")
    return f"{trials} of {in_sentence(what)}{apart}. {' '.join(said)}"
