"""Every kind of picture over the real records: nothing off the sheet, no label upon another, no line too wide."""

from functools import cache
from pathlib import Path

import pytest
from sound_drawings import assert_sound

from drgs_cli.cli.plot_kinds import PLOTS
from drgs_cli.plots.figure import Figure
from drgs_cli.records.library import Library, load_library
from drgs_cli.synthesis.question import Question

STUDIES = Path(__file__).parents[3] / "studies"
INDICATIONS = ("crps", "fbss", "diabetic-neuropathy", "mixed", "post-surgical")
WITHOUT = {  # fewer than 10 studies, no network of trials, one figure each
    *(("funnel", key) for key in INDICATIONS),
    *(("network", key) for key in ("mixed", "post-surgical")),
    ("forest", "post-surgical"),
}


@cache
def folder() -> Library:
    """Read once."""
    return load_library(STUDIES)


@pytest.mark.parametrize("indication", INDICATIONS)
@pytest.mark.parametrize("kind", PLOTS)
def test_every_picture_of_an_indication_is_sound(kind: str, indication: str) -> None:
    """At both widths of journals, and as text."""
    found = PLOTS[kind].figures(folder(), Question(indication=indication))
    pictures = [one for one in found if isinstance(one, Figure)]
    for picture in pictures:
        assert_sound(picture)
    assert bool(pictures) is ((kind, indication) not in WITHOUT)


@pytest.mark.parametrize("kind", [kind for kind in PLOTS if not PLOTS[kind].of_one])
def test_every_picture_of_the_whole_review_is_sound(kind: str) -> None:
    """Where one can be asked for."""
    pictures = [one for one in PLOTS[kind].figures(folder(), Question()) if isinstance(one, Figure)]
    assert pictures
    for picture in pictures:
        assert_sound(picture)


@pytest.mark.parametrize("outcome", ["infection", "explant", "lead-migration", "pain-intensity", "quality-of-life"])
@pytest.mark.parametrize("kind", ["forest", "timeline", "network"])
def test_every_picture_of_an_outcome_is_sound(kind: str, outcome: str) -> None:
    """Rare harms and means, which no reading draws by itself; single figures, too."""
    for indication in INDICATIONS:
        for one in PLOTS[kind].figures(folder(), Question(indication=indication, outcomes=(outcome,))):
            if isinstance(one, Figure):
                assert_sound(one)
