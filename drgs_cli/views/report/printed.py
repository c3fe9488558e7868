"""A row of a study in one line: its figures as printed and where they were read; computes nothing."""

from drgs_cli.synthesis.evidence import Row
from drgs_cli.views.figures import contrast_text, observation_text
from drgs_cli.views.report.linked import sources_of
from drgs_cli.views.study_words import arm_name
from drgs_cli.views.wording import sign_of, source_text
from drgs_cli.vocabulary.terms import Vocabulary


def figures_text(row: Row, vocabulary: Vocabulary) -> str:
    """The figure of each arm and each printed comparison."""
    study, result = row.study, row.result
    names = {key: arm_name(study, key, vocabulary) for key in study.arms}
    sign = sign_of(result, vocabulary)
    said = [f"{names[key]} {observation_text(part, result.unit, sign)}" for key, part in result.arms.items()]
    return "; ".join((*said, *(contrast_text(contrast, names) for contrast in result.contrasts)))


def sources_text(row: Row) -> str:
    """Every place in print, each once."""
    return "; ".join(dict.fromkeys(source_text(source, row.study) for source in sources_of(row.result)))
