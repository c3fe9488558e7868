"""How a study's design, arms and patients are worded wherever a study is described; computes nothing."""

from drgs_cli.records.model import Arm, Description, Study
from drgs_cli.records.rows import STATUS_AWAITING, STATUS_EXTRACTED
from drgs_cli.views.figures import observation_text
from drgs_cli.views.wording import places, short
from drgs_cli.vocabulary.terms import Vocabulary

FLOW = {
    "enrolled": "enrolled",
    "allocated": "allocated",
    "trialled": "trialled",
    "implanted": "implanted",
    "followed_up": "followed up",
}

STATUSES = {
    STATUS_EXTRACTED: "extracted",
    STATUS_AWAITING: "not read yet",
    "excluded": "left out",
}


def design_text(study: Study, vocabulary: Vocabulary) -> str:
    """How the study was built."""
    return vocabulary.designs[study.design].label if study.design is not None else ""


def indications_text(study: Study, vocabulary: Vocabulary) -> str:
    """What the patients have, with how many of each where that is known."""
    return ", ".join(
        vocabulary.indications[key].short + (f" {count}" if count is not None else "")
        for key, count in study.population.indications.items()
    )


def arm_name(study: Study, key: str, vocabulary: Vocabulary) -> str:
    """An arm by its label, else by its treatment where that is the only one of it, else by its key."""
    arm = study.arms[key]
    if arm.label is not None:
        return arm.label
    alike = [other for other in study.arms.values() if other.intervention == arm.intervention]
    return short(vocabulary, arm.intervention) if len(alike) == 1 else key


def size_text(arm: Arm) -> str:
    """The first number of patients along an arm's way that is printed, and which one it is."""
    return next((f"{count} {word}" for name, word in FLOW.items() if (count := getattr(arm, name)) is not None), "")


def arms_text(study: Study, vocabulary: Vocabulary) -> str:
    """All arms with their size."""
    named = ((arm_name(study, key, vocabulary), size_text(arm)) for key, arm in study.arms.items())
    return "; ".join(f"{name} {size}" if size else name for name, size in named)


def description_text(entry: Description, vocabulary: Vocabulary) -> str:
    """One description of the patients, with what it was measured on."""
    details = [
        vocabulary.scales[entry.scale].short if entry.scale is not None else "",
        places(entry.pain_locations, vocabulary),
        entry.aspect or "",
    ]
    named = ", ".join(detail for detail in details if detail)
    text = observation_text(entry.observation)
    return f"{text} ({named})" if named else text
