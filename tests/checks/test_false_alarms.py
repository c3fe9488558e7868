"""Sound records stay without findings, and slips planted in them are found: a rule that cries wolf is not read."""

from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random
from typing import Any

import planted_errors as slips
import pytest
from sound_records import sound_record, written

from drgs_cli.checks.rules import RULES
from drgs_cli.checks.run import check
from drgs_cli.documents.problems import Problem
from drgs_cli.records.library import Library, library_of
from drgs_cli.records.observed import Contrast, Counts, Mean, Median, Observation, Occurrences, Percent, Rate, Words

RECORDS, FOLDER = 10_000, 50
WARNED_AT_MOST = 0.01 * RECORDS
OF_EACH_SLIP, FOUND_AT_LEAST = 60, 48

# Each slip with the rule that is there for it.
PLANTED: dict[slips.Plant, tuple[str, ...]] = {
    slips.more_events_than_patients: ("A101",),
    slips.percentage_of_another_row: ("A103",),
    slips.percentage_that_no_count_gives: ("A103",),
    slips.interval_of_another_estimate: ("A104",),
    slips.interval_turned_round: ("A104",),
    slips.estimate_with_its_sign_lost: ("A104",),
    slips.arm_that_grows: ("A105",),
    slips.deviation_without_its_point: ("A106",),
    slips.scale_taken_for_another: ("A107",),
    slips.difference_beyond_its_scale: ("A107",),
    slips.more_of_a_cause_than_patients: ("A109",),
    slips.p_value_of_another_outcome: ("A111",),
    slips.quartiles_of_another_median: ("A112",),
    slips.mean_that_no_whole_numbers_have: ("A113",),
    slips.error_as_deviation: ("A116",),
    slips.interval_off_its_middle: ("A118",),
    slips.p_that_its_counts_do_not_give: ("A122",),
    slips.interval_of_half_the_width: ("A133",),
    slips.report_that_is_not_there: ("P102",),
    slips.identifier_of_another_kind: ("P103", "P104"),
    slips.domain_forgotten: ("R102",),
}


def folder_of(records: Iterable[dict[str, Any]]) -> Library:
    return library_of("invented", None, ((f"{record['id']}.yaml", written(record), ()) for record in records))


def folders() -> Iterator[Library]:
    for first in range(0, RECORDS, FOLDER):
        yield folder_of(sound_record(seed) for seed in range(first, first + FOLDER))


def told(problem: Problem) -> str:
    return f"{problem.location.path} {problem.location.at} {problem.rule} {problem.message}"


def kinds_of(library: Library) -> Iterator[str]:
    """What stands in the records: each key that a figure or comparison of a kind has beside what it is."""
    for study in library.studies:
        yield f"design {study.design}"
        for row in study.results:
            yield f"statistic {row.statistic}"
            yield from (name for name in ("subgroup", "composite", "time", "period") if getattr(row, name))
            yield from (f"unit {row.unit}",)
            for part in (*row.arms.values(), *row.contrasts):
                yield from kinds_of_part(part)


def kinds_of_part(part: Observation | Contrast) -> Iterator[str]:
    names: dict[type, tuple[str, ...]] = {
        Counts: ("percent", "ci", "derived", "person_years", "patients"),
        Percent: ("estimator", "ci"),
        Mean: ("sd", "se", "ci", "range", "spread", "visits", "p"),
        Median: ("iqr", "range"),
        Rate: ("events",),
        Occurrences: ("patients",),
        Words: ("words", "p"),
        Contrast: ("estimate", "ci", "p", "favours", "adjusted", "paired_counts"),
    }
    kind = type(part)
    yield kind.__name__
    yield from (f"{kind.__name__} {name}" for name in names[kind] if getattr(part, name))


NEEDED = {
    *(f"design {name}" for name in ("rct", "randomised-crossover", "nonrandomised-comparative", "case-report")),
    *(f"statistic {name}" for name in ("baseline", "final", "change", "improvement")),
    *("subgroup", "composite", "time", "period", "unit leads"),
    *(f"Counts {name}" for name in ("percent", "ci", "derived", "person_years", "patients")),
    *("Percent", "Percent estimator", "Rate events", "Occurrences patients", "Words words", "Words p"),
    *(f"Mean {name}" for name in ("sd", "se", "ci", "range", "spread", "visits", "p")),
    *("Median", "Median iqr", "Median range"),
    *(f"Contrast {name}" for name in ("estimate", "ci", "p", "favours", "adjusted", "paired_counts")),
}


def test_of_10_000_sound_records_none_has_an_error_and_under_1_percent_a_warning() -> None:
    errors: list[str] = []
    warned: dict[str, str] = {}
    by_rule: Counter[str] = Counter()
    read, kinds = 0, set[str]()
    for library in folders():
        read += len(library.studies)
        kinds.update(kinds_of(library))
        for problem in check(library):
            by_rule[problem.rule] += 1
            errors += [told(problem)] if problem.level == "error" else []
            warned.setdefault(problem.location.path, told(problem))
    assert errors == []
    assert len(warned) < WARNED_AT_MOST, (by_rule, list(warned.values())[:20])
    assert (read, NEEDED - kinds) == (RECORDS, set())


@pytest.mark.parametrize("plant", PLANTED, ids=lambda plant: plant.__name__)
def test_most_slips_of_a_kind_in_sound_records_are_found_by_the_rule_for_it(plant: slips.Plant) -> None:
    planted = []
    for seed in range(RECORDS):
        record = sound_record(seed)
        if plant(record, Random(seed)):
            planted.append(record)
        if len(planted) == OF_EACH_SLIP:
            break
    found = check(folder_of(planted), [RULES[rule] for rule in PLANTED[plant]])
    assert len(planted) == OF_EACH_SLIP
    assert len({problem.location.path for problem in found}) >= FOUND_AT_LEAST
