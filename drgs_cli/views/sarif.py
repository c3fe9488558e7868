"""Problems as SARIF 2.1.0, which code hosts and editors read: the rules with their pages, and what each found.

Knows the format, and applies no rule.
"""

from collections.abc import Iterable, Iterator, Sequence
from inspect import cleandoc
from pathlib import PurePosixPath
from typing import Protocol
from urllib.parse import quote

from drgs_cli import __version__
from drgs_cli.checks.pages import Passage, page_of
from drgs_cli.checks.rule import Rule
from drgs_cli.documents.problems import Problem
from drgs_cli.views.envelope import Json
from drgs_cli.views.rule_page import family_of
from drgs_cli.visible import visible

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_ROOT = "SRCROOT"


class Found(Protocol):
    """The problems of one folder; `place` is it as seen from the top of the repository, or whole where it has none."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What was found, waived or not."""

    @property
    def place(self) -> PurePosixPath:
        """Where the files lie."""

    def lines(self, name: str) -> Sequence[str]:
        """The lines of a file."""


def sarif_log(found: Iterable[Found], rules: Iterable[Rule]) -> Json:
    """One run of the rules that were applied. The top of the repository is named and not located: it is elsewhere
    for everyone.
    """
    applied = tuple(rules)
    numbers = {rule.id: number for number, rule in enumerate(applied)}
    driver = {"name": "drgs", "version": __version__, "rules": [_rule(rule) for rule in applied]}
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The top of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": [result for folder in found for result in _results(folder, numbers)],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: Rule) -> Json:
    page = page_of(rule.page)
    full = " ".join(passage.text for passage in page.what if not passage.verbatim)
    return {
        "id": rule.id,
        "shortDescription": {"text": f"{page.title}."},
        "fullDescription": {"text": full or f"{page.title}."},
        "help": {"text": cleandoc(rule.page).strip(), "markdown": _markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [family_of(rule)]},
    }


def _markdown(rule: Rule) -> str:
    page = page_of(rule.page)
    blocks = [f"**{page.title}.**", *_blocks("", page.what), *_blocks("Why it matters: ", page.why)]
    blocks += [*_blocks("Fails: ", page.fails), *_blocks("Passes: ", page.passes), *_blocks("To waive: ", page.waive)]
    return "\n\n".join(blocks)


def _blocks(head: str, passages: Iterable[Passage]) -> Iterator[str]:
    """The pages are ours: their back-ticks are meant."""
    for number, passage in enumerate(passages):
        if passage.verbatim:
            if head and not number:
                yield head.strip()
            yield f"```yaml\n{passage.text}\n```"
        else:
            yield passage.text if number else head + passage.text


def _results(found: Found, numbers: dict[str, int]) -> Iterator[Json]:
    seen: dict[str, int] = {}
    for problem in found.problems:
        print_ = _fingerprint(problem, found.lines(problem.location.path))
        seen[print_] = number = seen.get(print_, 0) + 1
        yield {
            "ruleId": problem.rule,
            "ruleIndex": numbers[problem.rule],
            "level": _LEVELS[problem.level],
            "message": {"text": _message(problem)},
            "locations": [{"physicalLocation": _location(problem, found.place)}],
            "partialFingerprints": {"finding/v1": f"{print_}:{number}"},
            "suppressions": _suppressions(problem),
        }


def _message(problem: Problem) -> str:
    """Message and hint; a bracket behind which readers would see a link is set apart."""
    said = visible(problem.message)
    if problem.hint:
        said = f"{said}\nhint: {visible(problem.hint)}"
    return said.replace("](", "] (")


def _location(problem: Problem, folder: PurePosixPath) -> Json:
    place = problem.location
    path = folder / place.path
    artifact = {"uri": path.as_uri()} if path.is_absolute() else {"uri": quote(str(path)), "uriBaseId": _ROOT}
    return {"artifactLocation": artifact, "region": {"startLine": place.line, "startColumn": place.column}}


def _fingerprint(problem: Problem, lines: Sequence[str]) -> str:
    """The same as long as rule, file and the text of the line are: lines before it may come and go."""
    from hashlib import sha256

    place = problem.location
    line = lines[place.line - 1].strip() if place.line <= len(lines) else ""
    return sha256("\0".join((problem.rule, place.path, line)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _suppressions(problem: Problem) -> list[Json]:
    """An empty list says that the finding stands."""
    if not problem.waived:
        return []
    return [{"kind": "inSource", "status": "accepted", "justification": visible(problem.waived)}]
