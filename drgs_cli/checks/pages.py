"""The page of a rule taken apart: what, why, examples, how to waive; knows how pages are written, and no rule."""

from inspect import cleandoc

from drgs_cli.records.observed import Value

_HEADS = ("Why it matters:", "Fails:", "Passes:", "To waive:")
_INDENT = "    "


class Passage(Value, frozen=True):
    """A running text on one line, or, `verbatim`, a part of a record with its lines as they are."""

    text: str
    verbatim: bool = False


class Page(Value, frozen=True):
    """What a page says, in the order in which every page says it."""

    title: str
    what: tuple[Passage, ...]
    why: tuple[Passage, ...]
    fails: tuple[Passage, ...]
    passes: tuple[Passage, ...]
    waive: tuple[Passage, ...]


def page_of(text: str) -> Page:
    """The page in a text; a section that the text lacks is empty."""
    title, *lines = cleandoc(text).split("\n")
    sections: list[list[str]] = [[]]
    for line in lines:
        head = next((head for head in _HEADS[len(sections) - 1 :] if line.startswith(head)), None)
        if head is None:
            sections[-1].append(line)
        else:
            sections += [[] for _ in range(_HEADS.index(head) + 2 - len(sections))]
            sections[-1].append(line.removeprefix(head).strip())
    sections += [[] for _ in range(len(_HEADS) + 1 - len(sections))]
    return Page(title.removesuffix("."), *map(_passages, sections))


def _passages(lines: list[str]) -> tuple[Passage, ...]:
    """Lines in one paragraph make one text; indented ones are an example."""
    found: list[list[str]] = []
    verbatim = None
    for line in lines:
        indented = line.startswith(_INDENT)
        if not line:
            verbatim = None
            continue
        if indented is not verbatim:
            found.append([])
            verbatim = indented
        found[-1].append(line)
    return tuple(_passage(part) for part in found)


def _passage(lines: list[str]) -> Passage:
    if lines[0].startswith(_INDENT):
        return Passage("\n".join(line.removeprefix(_INDENT) for line in lines), verbatim=True)
    return Passage(" ".join(line.strip() for line in lines))
