"""The networks of an indication read as a report: what is compared, what is joined, what is not, and why."""

from collections.abc import Callable

import pytest
from trials import LOOP, STAR, UNLIKE, Asked, row, trial, trials

from drgs_cli.documents.problems import Location, Problem
from drgs_cli.records.library import Library
from drgs_cli.render.document import Document, Heading, Note, Paragraph, Table
from drgs_cli.views.network import joined, network_document, reason_text

Read = Callable[..., Library]

DIRECT = LOOP[2]
NO_DRGS = ({"scs": (24, 55), "cmm": (15, 57)},)


def drawn(asked: Asked) -> Document:
    return network_document(asked.networks, asked.context)


def paragraphs(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Paragraph)]


def notes(document: Document) -> list[str]:
    return [part.text for part in document.parts if isinstance(part, Note)]


SAID = [
    (NO_DRGS, "DRGS is not among these treatments: nothing is said of DRGS against SCS."),
    (
        ({"cmm": (9, 30), "sham": (8, 30)},),
        "DRGS and SCS are not among these treatments: nothing is said of DRGS against SCS.",
    ),
    (STAR, "Through other treatments they join DRGS with SCS."),
    (LOOP, "Through other treatments they join DRGS with SCS."),
    (
        (DIRECT,),
        "DRGS and SCS are compared directly; no third treatment joins them, so that there is no indirect comparison.",
    ),
    (
        (STAR[0], {"scs": (3, 20), "sham": (2, 20)}),
        "In no cell do they join DRGS with SCS: nothing is said of the one against the other.",
    ),
]


@pytest.mark.parametrize(("counts", "said"), SAID)
def test_the_first_paragraph_says_what_is_known_of_the_two_sides(
    library: Read, counts: tuple[dict[str, tuple[int, int]]], said: str
) -> None:
    assert said in paragraphs(drawn(Asked(library(*trials(counts)))))[0]


def test_the_first_paragraph_counts_trials_and_names_treatments(library: Read) -> None:
    (first, *_) = paragraphs(drawn(Asked(library(*trials(STAR)))))
    assert first.startswith("Figures that compare DRGS, SCS and Medical management are in 2 randomised trials.")
    assert first.endswith("No trial is joined with one of another outcome, time or place of pain.")


def test_what_was_asked_for_is_said_first(library: Read) -> None:
    found = paragraphs(drawn(Asked(library(*trials(STAR)), measure="OR", outcomes=("responder-50",), method="dl")))
    assert found[0] == "Narrowed to: At least 50 % pain relief."
    assert found[1] == "Worked out as asked for: odds ratios."
    assert found[2].startswith("Within the filters figures that compare")


def test_a_record_left_out_for_its_errors_is_named(library: Read) -> None:
    asked = Asked(library(*trials(STAR)))
    problem = Problem(location=Location("bad.yaml", 1, 1), rule="S101", level="error", message="unknown key")
    found = notes(network_document(asked.networks, asked.context, (problem,)))
    assert found[:1] == [
        "Left out, with errors in the record: bad.yaml. What follows is without them; see drgs validate."
    ]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([], "No randomised trial of this indication compares two treatments."),
        (
            [row("ada-2020", {"scs": "events: 4", "cmm": "events: 3"}, "outcome: responder-50")],
            "No randomised trial has figures that compare two treatments.",
        ),
    ],
    ids=["no trial", "no figures"],
)
def test_no_network_is_an_answer_too(library: Read, texts: list[str], said: str) -> None:
    assert paragraphs(drawn(Asked(library(*texts)))) == [said]


def test_an_indication_without_a_trial_has_no_title(library: Read) -> None:
    assert drawn(Asked(library())).title == ""
    title = "Complex regional pain syndrome (CRPS), type I or II: treatments compared in randomised trials"
    assert drawn(Asked(library(*trials(STAR)))).title == title
    assert drawn(Asked(library(*trials(STAR)), indication=None)).title.startswith("Any indication: ")


def test_each_cell_is_headed_by_outcome_place_and_time(library: Read) -> None:
    texts = [trial("ada-2020", STAR[0]), trial("ben-2020", STAR[1], "pain_location: [lower-limb]")]
    headings = [part.text for part in drawn(Asked(library(*texts))).parts if isinstance(part, Heading)]
    assert headings == [
        "At least 50 % pain relief, 6 months",
        "At least 50 % pain relief; pain in: lower limb, 6 months",
    ]


def test_a_network_of_two_treatments_is_told_in_a_sentence(library: Read) -> None:
    assert paragraphs(drawn(Asked(library(*trials(NO_DRGS)))))[1] == (
        "1 trial: Ada. SCS, 24 of 55 patients; Medical management, 15 of 57 patients."
        " DRGS is in no trial of this network."
    )


def test_a_network_of_neither_side_says_so(library: Read) -> None:
    found = paragraphs(drawn(Asked(library(trial("ada-2020", {"cmm": (9, 30), "sham": (8, 30)})))))
    assert found[1].endswith("DRGS and SCS are in no trial of this network.")


def test_means_have_patients_and_print_may_not_say_how_many(library: Read) -> None:
    figures = {"scs": "mean: 4, sd: 2, n: 20", "cmm": "mean: 6, sd: 2, n: 21"}
    means = row("ada-2020", figures, "outcome: pain-intensity, scale: nrs-10, statistic: final")
    assert "SCS, 20 patients; Medical management, 21 patients." in paragraphs(drawn(Asked(library(means))))[1]
    contrast = "contrasts: [{arms: [scs, cmm], measure: risk-ratio, estimate: 2, ci: [1, 4]}]"
    printed = row("ada-2020", {"scs": "", "cmm": ""}, f"outcome: responder-50, {contrast}")
    assert "SCS, patients not printed;" in paragraphs(drawn(Asked(library(printed))))[1]


def test_three_treatments_stand_in_a_table(library: Read) -> None:
    titles = [part.title for part in drawn(Asked(library(*trials(STAR)))).parts if isinstance(part, Table)]
    assert titles == ["Treatments", "Risk ratio of every two treatments"]
    titles = [part.title for part in drawn(Asked(library(*trials(NO_DRGS)))).parts if isinstance(part, Table)]
    assert titles == ["Risk ratio"]


def test_parts_that_no_trial_joins_are_named(library: Read) -> None:
    counts = (STAR[0], {"scs": (3, 20), "sham": (2, 20)})
    assert paragraphs(drawn(Asked(library(*trials(counts)))))[1] == (
        "2 parts that no trial joins: DRGS and Medical management; SCS and Sham."
        " Nothing is said of one part against another."
    )


def test_a_common_effect_says_what_it_cannot_show(library: Read) -> None:
    found = paragraphs(drawn(Asked(library(*trials(STAR)))))[1]
    assert found == (
        "2 trials: Ada and Ben. A common effect is taken, as no two trials make the same comparison: how far trials"
        " differ is not seen."
    )


def test_a_common_effect_that_was_asked_for_has_another_reason(library: Read) -> None:
    found = paragraphs(drawn(Asked(library(*trials((*STAR, STAR[0]))), method="ee")))[1]
    assert "A common effect is taken, as asked for." in found


def test_random_effects_say_how_far_trials_differ(library: Read) -> None:
    counts = (STAR[0], {"scs": (40, 60), "cmm": (8, 58)}, {"scs": (20, 60), "cmm": (19, 58)})
    found = paragraphs(drawn(Asked(library(*trials(counts)))))[1]
    assert found.endswith("Random effects (REML), tau2 1.12, I2 92 %, normal intervals.")


def test_two_treatments_alone_are_said_to_be_pooled_as_a_comparison_is(library: Read) -> None:
    three = ({"scs": (4, 60), "cmm": (8, 58)}, {"scs": (20, 60), "cmm": (19, 58)}, {"scs": (40, 60), "cmm": (8, 58)})
    assert paragraphs(drawn(Asked(library(*trials(three[:2])))))[1].endswith("Pooled as drgs compare does.")
    found = paragraphs(drawn(Asked(library(*trials(three)))))[1]
    assert "Pooled as drgs compare does, tau2 " in found


def test_of_three_treatments_the_intervals_are_said_to_be_normal_ones(library: Read) -> None:
    (note,) = notes(drawn(Asked(library(*trials(STAR)))))
    assert note.startswith("The intervals of three treatments or more are normal ones, and may be narrower")
    assert notes(drawn(Asked(library(*trials(NO_DRGS))))) == []


def test_a_loop_says_how_far_its_designs_agree(library: Read) -> None:
    found = paragraphs(drawn(Asked(library(*trials(LOOP)))))[1]
    assert "Disagreement between designs: Q 0.12 on 1 df, p = 0.73." in found
    assert found.endswith("a large p does not show that they agree.")


def test_what_cannot_be_estimated_is_said_instead_of_a_table(library: Read) -> None:
    document = drawn(Asked(library(*UNLIKE)))
    assert paragraphs(document)[1:] == [
        "3 trials: Ada, Ben and Cid.",
        "Not estimable: the studies cannot be told apart.",
    ]
    assert not [part for part in document.parts if isinstance(part, Table)]


def test_what_stands_in_no_network_is_named_with_the_reason(library: Read) -> None:
    texts = [trial("ada-2020", {"scs": (4, 20), "cmm": (0, 20)})]
    texts.append(row("ben-2020", {"scs": "events: 4", "cmm": "events: 3"}, "outcome: responder-50"))
    assert notes(drawn(Asked(library(*texts)))) == [
        "In no network: 1 row with figures of which the number of events, or of patients, is not printed: Ben (1).",
        "In no network: 1 row in which an arm has no event, or nothing but events: no ratio (--measure RD can use"
        " them): Ada (1).",
    ]


def test_a_reason_without_words_is_named_by_its_code(library: Read) -> None:
    from msgspec.structs import replace

    asked = Asked(library(trial("ada-2020", {"scs": (4, 20), "cmm": (0, 20)})))
    (network,) = asked.networks
    odd = replace(network.left_out[0], reason="odd")
    assert reason_text(odd) == "Ada, row 0: that cannot be used (odd)."
    assert reason_text(replace(odd, row=None, reason="words-only")) == "Ada: with words only."


def test_cells_without_figures_are_no_networks(library: Read) -> None:
    texts = [trial("ada-2020", {"scs": (4, 20), "cmm": (0, 20)}), trial("ben-2020", STAR[0], "aspect: at night")]
    asked = Asked(library(*texts))
    assert [network.cell.aspect for network in joined(asked.networks)] == ["at night"]
    assert len(asked.networks) == 2
