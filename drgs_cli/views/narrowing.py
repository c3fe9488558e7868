"""What an answer was narrowed to, in words, so that nothing is denied that was only left out; knows no figure."""

from drgs_cli.records.library import Library
from drgs_cli.records.review import Window
from drgs_cli.synthesis.question import Question
from drgs_cli.views.numbers import months, span
from drgs_cli.views.recipes import recipe_text
from drgs_cli.vocabulary.terms import Terms


def narrowing_text(question: Question, library: Library) -> str:
    """What an answer was narrowed to; empty where it was not."""
    words = library.vocabulary
    parts = [
        *(words.outcomes[key].label for key in _tops(question.outcomes, words.outcomes)),
        _window_text(question.window) if question.window is not None else "",
        *(words.designs[key].label for key in question.designs),
        *(words.interventions[key].short for key in _tops(question.interventions, words.interventions)),
        *(f"pain in: {words.locations[key].short}" for key in _tops(question.locations, words.locations)),
        *(f"{condition.field} {condition.sign} {condition.value}" for condition in question.where),
        f"in print by {question.as_of}" if question.as_of is not None else "",
    ]
    return "; ".join(part for part in parts if part)


MEASURES = {
    "RR": "risk ratios",
    "OR": "odds ratios",
    "RD": "risk differences",
    "MD": "mean differences on 0-100",
    "MD-10": "mean differences on 0-10",
    "SMD": "standardised mean differences",
}
DENOMINATORS = {
    "trialled": "counting failed trials as non-responders, the lost left out; groups with them in already stand as they"
    " are",
    "allocated": "of all allocated, failed trials and the lost as non-responders",
}


def worked_out_text(question: Question, library: Library) -> str:
    """How an answer was worked out, where that is not as usual; empty where it is."""
    usual = (library.review.tau2, library.review.interval)
    asked = (question.method, question.interval)
    parts = [
        MEASURES.get(question.measure or "", ""),
        recipe_text("+".join(asked)) if asked != usual else "",
        DENOMINATORS.get(question.denominator, ""),
        "mixed cohorts let in" if question.allow_mixed else "",
        "differences between uncontrolled series, which are no comparisons" if question.allow_unanchored else "",
        "waveforms apart in the network" if question.split_waveforms else "",
    ]
    return "; ".join(part for part in parts if part)


def scope(question: Question) -> str:
    """What a sentence begins with that says what there is or is not of a narrowed answer; empty where it is whole."""
    if question.narrowed:
        return "Within the filters"
    return f"In print by {question.as_of}" if question.as_of is not None else ""


def within(question: Question, sentence: str) -> str:
    """A sentence after what the answer was narrowed to: nothing is denied that was only left out."""
    start = scope(question)
    if not start:
        return sentence
    start = start if sentence[0].isupper() else start[0].lower() + start[1:]
    return f"{start} {sentence[0].lower()}{sentence[1:]}"


def _window_text(window: Window) -> str:
    return f"the window of {months(window.centre)} ({span(f'{window.start:g}', f'{window.end:g}')})"


def _tops(keys: tuple[str, ...], terms: Terms) -> list[str]:
    """Keys that are not part of another one of them."""
    return [key for key in keys if terms[key].parent not in keys]
