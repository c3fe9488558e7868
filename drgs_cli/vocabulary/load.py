"""Reads the vocabulary that is installed with the program and what a review adds to it; knows YAML through
`documents` only.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import UNSET, Struct, UnsetType

from drgs_cli.documents.parse import parse_document
from drgs_cli.documents.wants import wants_of
from drgs_cli.vocabulary.terms import KINDS, Term, Terms, Vocabulary

_FOLDER = Path(__file__).parent

RiskOfBiasTool = Literal["rob2", "rob2-crossover", "rob2-cluster", "robins-i", "jbi-case-series", "jbi-case-report"]


class TermShape(Struct, forbid_unknown_fields=True):
    """One entry as it is written."""

    label: str
    short: str | UnsetType = UNSET
    plain: str | UnsetType = UNSET
    synonyms: list[str] | UnsetType = UNSET
    parent: str | UnsetType = UNSET
    better: Literal["higher", "lower", "neither"] | UnsetType = UNSET
    kind: str | UnsetType = UNSET
    risk_of_bias: list[RiskOfBiasTool] | UnsetType = UNSET
    construct: str | UnsetType = UNSET
    low: float | UnsetType = UNSET
    high: float | UnsetType = UNSET
    whole: bool | UnsetType = UNSET
    to_100: float | UnsetType = UNSET
    sign: str | UnsetType = UNSET
    implies: list[str] | UnsetType = UNSET
    last: bool | UnsetType = UNSET


TermShapes = dict[str, TermShape]
Additions = Mapping[str, Mapping[str, TermShape]]


def load_vocabulary(additions: Additions | None = None, replaced: tuple[str, ...] = ()) -> Vocabulary:
    """Read our terms, with a review's own: added, or (kinds named in `replaced`) instead of ours.

    `additions` maps a kind (`outcomes`) to its terms. A key that is ours too takes the review's entry.
    """
    wants = wants_of(TermShapes)
    kinds: dict[str, Terms] = {}
    for name in KINDS:
        shapes: dict[str, TermShape] = {}
        if name not in replaced:
            path = _FOLDER / f"{name}.yaml"
            document = parse_document(path.read_bytes(), path.name, wants)
            shapes.update(msgspec.convert(document.data, TermShapes))
        shapes.update((additions or {}).get(name, {}))
        kinds[name] = Terms(name, {key: _term(key, shape) for key, shape in shapes.items()})
    return Vocabulary(**kinds)


def _term(key: str, shape: TermShape) -> Term:
    written = {field: value for field in shape.__struct_fields__ if (value := getattr(shape, field)) is not UNSET}
    for listed in ("synonyms", "risk_of_bias", "implies"):
        written[listed] = tuple(written.get(listed, ()))
    return Term(key=key, **{"short": shape.label, **written})
