"""What must hold of every answer on the real evidence: sides swapped, files shuffled and renamed, a study left out."""

import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from drgs_cli.records.library import Library, load_library
from drgs_cli.records.model import Study
from drgs_cli.records.read import Record
from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.answer import Answer, answer
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.estimate import Estimate
from drgs_cli.synthesis.question import Question
from drgs_cli.synthesis.single import Synthesis
from drgs_cli.synthesis.verdict import verdict_of

STUDIES = Path(__file__).parents[1] / "studies"
ASKED = Question(allow_unanchored=True, allow_mixed=True)


@cache
def _library() -> Library:
    return load_library(STUDIES)


@cache
def _answers() -> dict[str, Answer]:
    return _answer_each(_library())


def _answer_each(library: Library) -> dict[str, Answer]:
    keys = library.vocabulary.indications.top()
    return {key: answer(library, replace(ASKED, indication=key)) for key in keys}


def _numbers(estimate: Estimate) -> tuple[object, ...]:
    """All figures of an estimate, to the last bit."""
    prediction, tau2 = estimate.prediction, estimate.tau2_interval
    return (
        *(estimate.measure, estimate.value, estimate.interval, estimate.k, estimate.p, estimate.n, estimate.events),
        *(estimate.tau2, estimate.i2, estimate.q, estimate.recipe, prediction, tau2),
        tuple(_numbers(other) for other in estimate.beside),
    )


def _of_comparison(comparison: Comparison, found: Answer) -> tuple[object, ...]:
    verdict = verdict_of(comparison, found.context)
    return (
        *(comparison.ref(found.indication), comparison.cell, verdict, comparison.absolute, comparison.marks),
        *(comparison.sides, _numbers(comparison.estimate)),
    )


def _of_synthesis(synthesis: Synthesis, found: Answer) -> tuple[object, ...]:
    return (
        *(synthesis.ref(found.indication), synthesis.cell, synthesis.crude, synthesis.range, synthesis.groups),
        _numbers(synthesis.estimate),
    )


def _lines(found: Answer) -> list[str]:
    """Every line of an answer with its figures; not the studies' ids, which a new name changes."""
    lines = [_of_comparison(comparison, found) for comparison in found.comparisons]
    return sorted(map(repr, [*lines, *(_of_synthesis(synthesis, found) for synthesis in found.syntheses)]))


def test_the_order_of_the_files_changes_nothing() -> None:
    library = _library()
    records = list(library.records)
    random.Random(4).shuffle(records)
    shuffled = _answer_each(replace(library, records=tuple(records)))
    assert {key: _lines(found) for key, found in shuffled.items()} == {
        key: _lines(found) for key, found in _answers().items()
    }


def test_other_names_of_the_files_change_no_figure() -> None:
    library = _library()
    ids = [record.study.id for record in library.records if record.study is not None]
    names = random.Random(4).sample(range(len(ids)), len(ids))
    renamed = dict(zip(ids, (f"s{name:03}-2000" for name in names), strict=True))
    records = tuple(_renamed(record, renamed) for record in library.records)
    found = _answer_each(replace(library, records=records))
    assert {key: _lines(entry) for key, entry in found.items()} == {
        key: _lines(entry) for key, entry in _answers().items()
    }


def _renamed(record: Record, names: dict[str, str]) -> Record:
    study = record.study
    if study is None:
        return record
    overlaps = tuple(replace(overlap, study=names[overlap.study]) for overlap in study.overlaps)
    return replace(record, study=replace(study, id=names[study.id], overlaps=overlaps))


@pytest.mark.parametrize("indication", _library().vocabulary.indications.top())
def test_swapping_the_two_treatments_mirrors_every_estimate(indication: str) -> None:
    library = _library()
    first, second = library.review.compare
    swapped = replace(library, review=replace(library.review, compare=(second, first)))
    there = answer(swapped, replace(ASKED, indication=indication))
    here = _answers()[indication]
    pairs = list(_paired(here, there))
    assert len(pairs) == len(here.comparisons) == len(there.comparisons)
    for one, other in pairs:
        assert verdict_of(one, here.context) == verdict_of(other, there.context)
        _mirrored(one.estimate, other.estimate)
        if one.absolute is not None and other.absolute is not None and one.estimate.k == 1:
            assert one.absolute.difference == pytest.approx(-other.absolute.difference, abs=1e-12)
            _turned(one.absolute.interval, other.absolute.interval, log=False)
    assert sorted(repr(_of_synthesis(entry, here)) for entry in here.syntheses) == sorted(
        repr(_of_synthesis(entry, there)) for entry in there.syntheses
    )


def _paired(here: Answer, there: Answer) -> Iterator[tuple[Comparison, Comparison]]:
    waiting = list(there.comparisons)
    for comparison in here.comparisons:
        names = {study.id for study in comparison.studies}
        for other in waiting:
            alike = (other.kind, other.cell, other.estimate.measure) == (
                *(comparison.kind, comparison.cell, comparison.estimate.measure),
            )
            if alike and {study.id for study in other.studies} == names:
                waiting.remove(other)
                yield comparison, other
                break


def _mirrored(one: Estimate, other: Estimate) -> None:
    assert (one.k, one.recipe, one.not_estimable) == (other.k, other.recipe, other.not_estimable)
    if one.value is None or other.value is None:
        assert one.value is other.value
        return
    if one.log:
        assert one.value * other.value == pytest.approx(1.0, rel=1e-9)
    else:
        assert one.value == pytest.approx(-other.value, rel=1e-9, abs=1e-12)
    _turned(one.interval, other.interval, log=one.log)
    assert (one.p is None) == (other.p is None)
    if one.p is not None:
        assert one.p == pytest.approx(other.p, rel=1e-9)


def _turned(one: Interval | NotEstimable, other: Interval | NotEstimable, *, log: bool) -> None:
    if isinstance(one, NotEstimable) or isinstance(other, NotEstimable):
        assert one == other
    elif log:
        assert (one.low * other.high, one.high * other.low) == pytest.approx((1.0, 1.0), rel=1e-9)
    else:
        assert (one.low, one.high) == pytest.approx((-other.high, -other.low), rel=1e-9, abs=1e-12)


def _left_out() -> list[str]:
    """Every study that compares treatments, and of the others each eighth."""
    comparative = ("randomised", "comparative")
    kinds = {key: term.kind for key, term in _library().vocabulary.designs.items()}
    studies = [study for study in _library().studies if study.design is not None]
    compared = [study.id for study in studies if kinds[study.design or ""] in comparative]
    others = [study.id for study in studies if study.id not in compared]
    return [*compared, *others[::8]]


@pytest.mark.parametrize("left_out", _left_out())
def test_leaving_a_study_out_changes_only_the_lines_that_used_it(left_out: str) -> None:
    library = _library()
    gone = next(study for study in library.studies if study.id == left_out)
    records = tuple(record for record in library.records if record.study is None or record.study.id != left_out)
    smaller = replace(library, records=records)
    touched = _indications(gone, library)
    for key, before in _answers().items():
        if key not in touched and not _shares(gone, before):
            continue
        after = answer(smaller, replace(ASKED, indication=key))
        kept = {repr(_of_comparison(entry, before)) for entry in before.comparisons if not _uses(entry, left_out)}
        kept |= {repr(_of_synthesis(entry, before)) for entry in before.syntheses if not _holds(entry, left_out)}
        lines = set(_lines(after))
        lost = kept - lines
        assert not lost or _shares(gone, before), lost


def _indications(study: Study, library: Library) -> set[str]:
    words = library.vocabulary.indications
    named = {*study.population.indications, *(row.indication for row in study.results if row.indication is not None)}
    return {words.with_parents(key)[-1] for key in named}


def _uses(comparison: Comparison, study: str) -> bool:
    return any(entry.id == study for entry in comparison.studies)


def _holds(synthesis: Synthesis, study: str) -> bool:
    return any(line.chosen.study.id == study for line in synthesis.lines)


def _shares(study: Study, found: Answer) -> bool:
    """Whether another study stood aside for this one: then it may stand now."""
    aside = {entry.study.id for entry in found.excluded if entry.reason == "overlap"}
    return not aside.isdisjoint(overlap.study for overlap in study.overlaps)
