"""Commands as a report names them: with the options that the report was made with, so that they give the same; runs
nothing.
"""

from drgs_cli.synthesis.question import AS_REPORTED, Question

# Commands that read records and work nothing out, or not otherwise than usual: they take no option of the working.
_AS_USUAL = ("studies", "summarise", "certainty", "plot flow", "plot rob")


def command(words: str, question: Question, **named: str) -> str:
    """What to type: `words` after the program's name, the options that are `named`, those of the report, then `-o`."""
    file = named.pop("file", "")
    typed = [f"drgs {words}", *(f"--{name} {value}" for name, value in named.items() if value)]
    typed += [] if question.as_of is None else [f"--as-of {question.as_of}"]
    if words not in _AS_USUAL:
        typed += working_of(question)
    return " ".join([*typed, *([f"-o {file}"] if file else [])])


def options_of(question: Question) -> str:
    """The options of a report that other commands take, too; empty where all is as usual."""
    return " ".join([*([] if question.as_of is None else [f"--as-of {question.as_of}"]), *working_of(question)])


def is_as_usual(question: Question) -> bool:
    """Whether nothing is worked out otherwise than the review has it."""
    return not working_of(question)


def working_of(question: Question) -> list[str]:
    """How the figures are worked out, where that is not as the program has it."""
    usual = Question()
    typed = [
        *(f"--{name} {getattr(question, name)}" for name in ("method", "interval") if _differs(name, question, usual)),
        *([f"--denominator {question.denominator}"] if question.denominator != AS_REPORTED else []),
        *(f"--{name.replace('_', '-')}" for name in _FLAGS if getattr(question, name)),
    ]
    return [f"--measure {question.measure}", *typed] if question.measure is not None else typed


_FLAGS = ("allow_mixed", "allow_unanchored", "split_waveforms")


def _differs(name: str, question: Question, usual: Question) -> bool:
    return bool(getattr(question, name) != getattr(usual, name))
