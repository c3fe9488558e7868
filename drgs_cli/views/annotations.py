"""Problems as workflow commands of GitHub Actions, which show them beside the line in question; judges nothing."""

from collections.abc import Iterable
from posixpath import join

from drgs_cli.documents.problems import Problem
from drgs_cli.visible import visible

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def annotation_lines(problems: Iterable[Problem], folder: str) -> list[str]:
    """One line for each problem; `folder` is where the files lie, as seen from the top of the repository.

    The message begins with the place, because the log of a run shows nothing else of an annotation. A waived problem
    is a notice with the reason.
    """
    return [_command(problem, folder) for problem in problems]


def _command(problem: Problem, folder: str) -> str:
    place = problem.location
    path = visible(join(folder, place.path))
    said = f"{path}:{place.line}:{place.column}: {visible(problem.message)}"
    title = problem.rule
    if problem.waived:
        title = f"{title}, waived"
        said = f"{said}\nwaived: {visible(problem.waived)}"
    elif problem.hint:
        said = f"{said}\nhint: {visible(problem.hint)}"
    name = "notice" if problem.waived else _COMMANDS[problem.level]
    properties = {"file": path, "line": str(place.line), "col": str(place.column), "title": title}
    told = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {told}::{_message(said)}"


def _message(text: str) -> str:
    """A text in which nothing ends the command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """The same for what stands between commas, before the two colons."""
    return _message(text).replace(":", "%3A").replace(",", "%2C")
