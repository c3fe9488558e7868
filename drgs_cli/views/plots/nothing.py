"""Why there is no picture of a question at all, in one sentence; knows no kind of picture."""

from drgs_cli.records.library import Library
from drgs_cli.synthesis.question import Question
from drgs_cli.views.narrowing import narrowing_text
from drgs_cli.views.plots.refused import Refused
from drgs_cli.views.wording import in_sentence


def nothing_found(question: Question, library: Library, lacking: str) -> Refused:
    """What is lacking, as "no study has figures", and on what."""
    key = question.indication
    about = "" if key is None else f" on {in_sentence(library.vocabulary.indications[key].label)}"
    narrowing = narrowing_text(question, library)
    return Refused(f"{lacking}{about}" + (f" (narrowed to: {narrowing})" if narrowing else ""))
