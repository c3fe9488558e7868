"""Treatments and pairs of a network as tables: nothing rounded away for programs, nothing empty for people."""

from collections.abc import Callable

import pytest
from trials import LOOP, STAR, Asked, row, trial, trials

from drgs_cli.records.library import Library
from drgs_cli.render.document import Table
from drgs_cli.views.network import joined
from drgs_cli.views.network_tables import KEYS, flat_pairs, network_refs, pairs_table, treatments_table

Read = Callable[..., Library]
Lines = Callable[[Table], list[dict[str, str]]]


def test_a_treatment_has_its_trials_patients_events_and_score(library: Read, lines: Lines) -> None:
    asked = Asked(library(*trials(STAR)))
    found = lines(treatments_table(asked.part, asked.context))
    assert [line["treatment"] for line in found] == ["DRGS", "SCS", "Medical management"]
    assert (found[2]["trials"], found[2]["patients"], found[2]["events"]) == ("2", "115", "27 (23 %)")
    assert [line["score"] for line in found] == ["0.91", "0.57", "0.02"]


def test_waveforms_in_a_side_are_named(library: Read, lines: Lines) -> None:
    texts = [text.replace("intervention: scs", "intervention: scs-burst") for text in trials(STAR)]
    asked = Asked(library(*texts))
    assert lines(treatments_table(asked.part, asked.context))[1]["treatment"] == "SCS (burst)"


def test_groups_analysed_are_named(library: Read, lines: Lines) -> None:
    texts = [trial("ada-2020", STAR[0], "analysed: allocated"), trial("ben-2020", STAR[1], "analysed: completers")]
    asked = Asked(library(*texts))
    found = lines(treatments_table(asked.part, asked.context))
    assert [line["analysed"] for line in found] == ["as allocated", "completers", "as allocated (1), completers (1)"]


def test_figures_that_are_no_counts_have_neither_events_nor_a_column_of_them(library: Read) -> None:
    def means(name: str, first: str) -> str:
        figures = {first: "mean: 4, sd: 2, n: 20", "cmm": "mean: 6, sd: 2, n: 20"}
        return row(name, figures, "outcome: device-replacement, scale: nrs-10, statistic: final")

    asked = Asked(library(means("ada-2020", "scs"), means("ben-2020", "sham")))
    table = treatments_table(asked.part, asked.context)
    assert [column.key for column in table.columns] == ["treatment", "trials", "patients"]
    assert table.notes == ()


def test_patients_that_are_not_printed_are_left_open(library: Read, lines: Lines) -> None:
    contrast = "contrasts: [{arms: [scs, cmm], measure: risk-ratio, estimate: 2, ci: [1, 4]}]"
    printed = row("ben-2020", {"scs": "", "cmm": ""}, f"outcome: responder-50, {contrast}")
    asked = Asked(library(trial("ada-2020", STAR[0]), printed))
    assert [line["patients"] for line in lines(treatments_table(asked.part, asked.context))] == ["60", "", ""]


@pytest.mark.parametrize(("events", "scores"), [((50, 5), [">0.99", "<0.01"]), ((20, 19), ["0.54", "0.42"])])
def test_a_score_is_never_shown_as_certain(
    library: Read, lines: Lines, events: tuple[int, int], scores: list[str]
) -> None:
    asked = Asked(library(trial("ada-2020", {"drgs": (events[0], 60), "scs": (20, 60), "cmm": (events[1], 60)})))
    (first, _, last) = lines(treatments_table(asked.part, asked.context))
    assert [first["score"], last["score"]] == scores


def test_a_pair_with_both_kinds_of_evidence_shows_them_apart(library: Read, lines: Lines) -> None:
    asked = Asked(library(*trials(LOOP)))
    first = lines(pairs_table(asked.part, asked.context))[0]
    assert first == {
        "pair": "DRGS v SCS",
        "trials": "1",
        "estimate": "RR 1.29 (0.96 to 1.73)",
        "direct": "RR 1.26 (0.92 to 1.73)",
        "indirect": "RR 1.46 (0.67 to 3.16)",
        "share": "86 %",
        "differ": "p = 0.73",
        "p": "p = 0.093",
        "how": "3 studies, network meta-analysis",
        "ref": "cid-2020/results/0",
    }


def test_a_pair_names_the_rows_that_compare_it_or_those_of_all_trials(library: Read, lines: Lines) -> None:
    asked = Asked(library(*trials(STAR)))
    rows = {row.ref for one in asked.part.contrasts for row in one.chosen.rows}
    found = [set(line["ref"].split(", ")) for line in lines(pairs_table(asked.part, asked.context))]
    assert found[0] == rows
    assert all(len(names) == 1 for names in found[1:])


def test_columns_without_an_entry_are_left_out(library: Read, lines: Lines) -> None:
    asked = Asked(library(trial("ada-2020", STAR[0])))
    (only,) = lines(pairs_table(asked.part, asked.context))
    assert list(only) == ["pair", "estimate", "p", "how", "ref"]
    assert only["how"] == "one study, normal (Wald) interval"


def test_an_indirect_estimate_says_how_it_came_about(library: Read, lines: Lines) -> None:
    asked = Asked(library(*trials(STAR)))
    found = lines(pairs_table(asked.part, asked.context))
    assert (found[0]["trials"], found[0]["how"]) == ("0", "2 studies, through the common comparator (Bucher)")


def test_random_effects_show_where_a_further_trial_may_lie(library: Read, lines: Lines) -> None:
    counts = ({"scs": (30, 60), "cmm": (8, 58)}, {"scs": (20, 60), "cmm": (19, 58)})
    asked = Asked(library(*trials(counts)))
    assert " to " in lines(pairs_table(asked.part, asked.context))[0]["prediction"]


def test_an_exact_p_is_told_from_that_of_the_interval(library: Read, lines: Lines) -> None:
    small, large = trial("ada-2020", {"scs": (6, 12), "cmm": (1, 12)}), trial("ada-2020", STAR[1])
    found = [Asked(library(text)) for text in (small, large)]
    exact = [lines(pairs_table(asked.part, asked.context))[0]["p"].endswith("(exact, mid-p)") for asked in found]
    assert exact == [True, False]


@pytest.mark.parametrize(
    ("outcome", "measure", "caption"),
    [
        ("responder-50", None, "The first treatment over the second: above 1 is better with the first."),
        ("explant", None, "The first treatment over the second: below 1 is better with the first."),
        ("responder-50", "RD", "The first treatment minus the second: above 0 is better with the first."),
        ("device-replacement", None, "The first treatment over the second."),
    ],
)
def test_the_caption_says_which_way_to_read(library: Read, outcome: str, measure: str | None, caption: str) -> None:
    asked = Asked(library(trial("ada-2020", STAR[0]).replace("responder-50", outcome)), measure=measure)
    assert pairs_table(asked.part, asked.context).caption == caption


def test_what_has_to_be_known_stands_beside_the_estimate(library: Read) -> None:
    text = trial("ada-2020", STAR[0]).replace("events: 30, n: 60", "events: 30, n: 60, derived: [events]")
    asked = Asked(library(text))
    table = pairs_table(asked.part, asked.context)
    (only,) = next(iter(table.groups())).rows
    assert [cell.notes for cell in only.cells if cell.notes] == [("derived",)]
    assert [note.code for note in table.notes] == ["derived"]


def test_for_programs_every_pair_of_every_network_is_a_line_with_exact_figures(library: Read, lines: Lines) -> None:
    texts = [*trials(LOOP), trial("dov-2020", {"sham": (9, 30), "reoperation": (8, 30)})]
    texts.append(trial("eli-2020", STAR[0], "aspect: at night"))
    asked = Asked(library(*texts))
    table = flat_pairs(joined(asked.networks), asked.context)
    found = lines(table)
    assert [column.key for column in table.columns] == list(KEYS)
    assert [(line["ref"], line["part"], line["first"], line["second"]) for line in found] == [
        ("crps/responder-50/6/network", "1", "drgs", "scs"),
        ("crps/responder-50/6/network", "1", "drgs", "cmm"),
        ("crps/responder-50/6/network", "1", "scs", "cmm"),
        ("crps/responder-50/6/network", "2", "reoperation", "sham"),
        ("crps/responder-50:at-night/6/network", "1", "drgs", "cmm"),
    ]
    entry = asked.networks[0].parts[0].between("drgs", "scs")
    assert entry is not None
    assert found[0]["estimate"] == str(entry.estimate.value)
    assert (found[3]["indirect_estimate"], found[3]["direct_recipe"]) == ("", "wald")


def test_networks_of_the_same_cell_have_names_of_their_own(library: Read) -> None:
    contrast = "contrasts: [{arms: [drgs, cmm], measure: hazard-ratio, estimate: 2, ci: [1, 4]}]"
    hazards = row("ben-2020", {"drgs": "", "cmm": ""}, f"outcome: responder-50, {contrast}")
    asked = Asked(library(trial("ada-2020", STAR[1]), hazards))
    assert network_refs(asked.networks, asked.context) == (
        "crps/responder-50/6/network",
        "crps/responder-50/6/network#2",
    )
