"""Networks as pictures: the same treatments, trials and patients as `drgs network` has, whatever the order of files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from trials import LOOP, STAR, Asked, trial, trials

from drgs_cli.plots.drawing import Label, Outline
from drgs_cli.plots.figure import Figure
from drgs_cli.plots.svg import svg_text
from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.question import Question
from drgs_cli.views.estimates import estimate_text
from drgs_cli.views.plots.network import figures, figures_of
from drgs_cli.views.plots.refused import Refused

Read = Callable[..., Library]
TESTS = Path(__file__).parents[2]
FOLDERS = (TESTS.parent / "studies", TESTS / "invented_trials")
THREE_ARMS = trial("eva-2020", {"drgs": (30, 60), "cmm": (12, 58), "sham": (9, 50)})
APART = trial("fay-2020", {"reoperation": (30, 60), "physical-therapy": (12, 58)})


def figure_of(asked: Asked) -> Figure:
    found: tuple[Figure | Refused, ...] = figures_of(asked.networks, asked.context)
    (figure,) = found
    assert isinstance(figure, Figure)
    return figure


def text_of(figure: Figure) -> str:
    return "\n".join(figure.lines(200))


def test_every_comparison_has_the_trials_and_the_direct_estimate_of_the_network(library: Read) -> None:
    asked = Asked(library(*trials(LOOP)))
    text = text_of(figure_of(asked))
    assert len(asked.part.edges) == 3
    for edge in asked.part.edges:
        assert f"{edge.trials} trial; direct: {estimate_text(edge.direct)}" in text


def test_every_treatment_has_its_patients_and_trials(library: Read) -> None:
    asked = Asked(library(*trials(STAR)))
    text = text_of(figure_of(asked))
    assert "DRGS, 60 patients, 1 trial" in text
    assert "SCS, 55 patients, 1 trial" in text
    assert "Medical management, 115 patients, 2 trials" in text


def test_parts_that_no_trial_joins_stand_apart_and_are_said(library: Read) -> None:
    figure = figure_of(Asked(library(*trials(LOOP), APART)))
    assert "Part 1 of 2" in text_of(figure)
    assert "Part 2 of 2: Fay" in text_of(figure)
    assert figure.notes[0].startswith("2 parts that no trial joins: ")
    assert figure.notes[0].endswith("Nothing is said of one part against another.")
    assert " in 2 parts that no trial joins." in figure.description


def test_a_trial_of_three_arms_is_shaded_and_named(library: Read) -> None:
    figure = figure_of(Asked(library(*trials(LOOP), THREE_ARMS)))
    (sheet,) = figure.pages(174)
    assert len([mark for mark in sheet.marks if isinstance(mark, Outline)]) == 1
    assert "Shaded: 1 trial of 3 arms (DRGS, Medical management and Sham): Eva." in text_of(figure)


def test_a_side_that_is_in_no_trial_is_missed(library: Read) -> None:
    figure = figure_of(Asked(library(*trials(({"scs": (24, 55), "cmm": (15, 57)},)))))
    assert figure.notes == ("DRGS is in no trial of this network.",)


def test_without_such_a_trial_there_is_no_picture(library: Read) -> None:
    (refused,) = figures(library(), Question(indication="crps"))
    assert isinstance(refused, Refused)
    assert refused.reason.startswith("no randomised trial has figures of two treatments on complex")


def test_the_description_counts_in_words(library: Read) -> None:
    figure = figure_of(Asked(library(*trials(STAR))))
    assert figure.description.startswith("2 randomised trials of at least 50 % pain relief, 6 months.")
    assert "DRGS with Medical management: 1 trial" in figure.description
    assert figure.anchor == "crps/responder-50/6/network"


def test_the_order_of_the_records_changes_no_byte(library: Read) -> None:
    found = library(*trials(LOOP), THREE_ARMS, APART)
    turned = replace(found, records=tuple(reversed(found.records)))
    drawn = [svg_text(figure_of(Asked(one)).pages(84)) for one in (found, turned)]
    assert drawn[0] == drawn[1]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("indication", ["crps", "fbss"])
def test_every_treatment_of_a_folder_is_in_its_picture(folder: Path, indication: str) -> None:
    found = load_library(folder)
    asked = Asked(found, indication=indication)
    drawn = [one for one in figures(found, Question(indication=indication)) if isinstance(one, Figure)]
    shown = [network for network in asked.networks if network.parts]
    assert len(drawn) == len(shown)
    for figure, network in zip(drawn, shown, strict=True):
        for width in (84, 174):
            texts = " ".join(
                mark.text for page in figure.pages(width) for mark in page.marks if isinstance(mark, Label)
            )
            for part in network.parts:
                assert all(str(total.n) in texts for total in part.totals if total.n is not None)
        assert max(map(len, figure.lines(80))) <= 80
