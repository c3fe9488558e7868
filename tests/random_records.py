"""Records invented at random: every style of YAML that is allowed, with comments wherever one may stand."""

import json
from random import Random

_KEYS = (
    "id",
    "label",
    "title",
    "authors",
    "note",
    "outcome",
    "months",
    "arms",
    "source",
    "why",
    "p",
    "n",
    "drgs",
    "2x",
)
_WORDS = (
    "plain",
    "a: b",
    "no # comment",
    "81.20",
    "010",
    "null",
    "yes",
    "<0.05",
    "it's",
    'say "so"',
    "±",
    "back\\slash",
)
_MORE_WORDS = (
    "comma, here",
    "[x]",
    "#start",
    "- dash",
    "? mark",
    "~30",
    "1e3",
    "",
    " lead",
    "two  spaces",
    "0x1F",
    "née",
    "{",
)
_COMMENTS = ("# why", "#", "# it's [odd]: {no}", "#no space", "# a, b", "## twice", "# \u00e9")


def record(random: Random) -> str:
    """The text of one record; its lines may end in carriage returns."""
    lines = ["# yaml-language-server: $schema=x.json"] if random.random() < 0.3 else []
    writer = _Writer(random, lines)
    if random.random() < 0.05:
        lines.append(writer.brackets(2, "{"))
        return writer.text()
    writer.mapping(0, 3)
    writer.trivia(0)
    return writer.text()


class _Writer:
    def __init__(self, random: Random, lines: list[str]) -> None:
        self.random, self.lines = random, lines

    def text(self) -> str:
        end = self.random.choice(("\n", "\n", "\r\n"))
        text = end.join(self.lines)
        mark = self.random.choice(("", "", "\ufeff"))
        return mark + text.replace("\r\n\n", "\r\n") + self.random.choice(("", end, end * 3))

    def comment(self) -> str:
        return self.random.choice(_COMMENTS)

    def trivia(self, indentation: int) -> None:
        """Comments and blank lines between two entries."""
        while self.random.random() < 0.25:
            column = max(0, indentation + self.random.choice((0, 0, 0, -2, 2, 5)))
            self.lines.append(self.random.choice(("", "  ", " " * column + self.comment())))

    def beside(self) -> str:
        return self.random.choice((" ", "   ")) + self.comment() if self.random.random() < 0.2 else ""

    def mapping(self, indentation: int, depth: int, first: str | None = None) -> None:
        keys = self.random.sample(_KEYS, self.random.randint(1, 5))
        for number, key in enumerate(keys):
            head = " " * indentation
            if number == 0 and first is not None:
                head = first
            else:
                self.trivia(indentation)
            gap = self.random.choice((" ", " ", "   "))
            name = self.random.choice((key, key, json.dumps(key)))
            self.value(f"{head}{name}:", gap, indentation, depth)

    def sequence(self, indentation: int, depth: int, first: str | None = None) -> None:
        for number in range(self.random.randint(1, 3)):
            head = " " * indentation
            if number == 0 and first is not None:
                head = first
            else:
                self.trivia(indentation)
            self.value(f"{head}-", " ", indentation, depth, is_item=True)

    def value(self, head: str, gap: str, indentation: int, depth: int, is_item: bool = False) -> None:
        kind = self.random.random()
        if depth and kind < 0.4:
            self.below(head, indentation, depth - 1, is_item)
        elif kind < 0.6:
            self.lines += (head + gap + self.brackets(2, indentation=indentation)).split("\n")
            self.lines[-1] += self.beside()
        elif kind < 0.75:
            self.lines.append(head + gap + self.random.choice((">-", "|", "|-", ">", ">+", "|+")) + self.beside())
            margin = " " * (indentation + self.random.randint(1, 4))
            for _ in range(self.random.randint(1, 3)):
                self.lines.append(
                    margin
                    + " ".join(self.random.choices(("word", "#", "a:", "81.20", "x"), k=self.random.choice((1, 5, 60))))
                )
                self.lines += self.random.choice(((), (), ("",), (f"{margin}   more",)))
        elif kind < 0.8:
            self.lines += [head + gap + "several", " " * (indentation + 3) + "lines of words" + self.beside()]
        else:
            self.lines.append(head + gap + self.scalar() + self.beside())

    def below(self, head: str, indentation: int, depth: int, is_item: bool) -> None:
        deeper = indentation + self.random.choice((1, 2, 2, 4))
        below = self.mapping if self.random.random() < 0.6 else self.sequence
        if is_item and self.random.random() < 0.6:
            below(indentation + 2, depth, f"{head} ")
        else:
            self.lines.append(head + self.beside())
            self.trivia(deeper)
            if below == self.sequence and not is_item and self.random.random() < 0.3:
                deeper = indentation
            below(deeper, depth)

    def brackets(self, depth: int, opener: str | None = None, indentation: int = 0) -> str:
        opener = opener or self.random.choice("{[")
        margin = " " * (indentation + self.random.randint(1, 6))
        parts = []
        for key in self.random.sample(_KEYS, self.random.randint(0, 4)):
            part = f"{key}: " if opener == "{" else ""
            inner = depth and self.random.random() < 0.2
            part += self.brackets(depth - 1, indentation=indentation) if inner else self.scalar()
            parts.append(part)
        text = opener
        for number, part in enumerate(parts):
            text += self.between(margin) + part + (" ," if number < len(parts) - 1 else self.random.choice(("", " ,")))
        return text + self.between(margin) + {"{": "}", "[": "]"}[opener]

    def between(self, margin: str) -> str:
        """White space in brackets, perhaps with a comment and a new line."""
        chance = self.random.random()
        if chance < 0.08:
            return f" {self.comment()}\n{margin}"
        if chance < 0.12:
            return f"\n{margin}{self.comment()}\n{margin}"
        return self.random.choice(("", " ", "  ", f"\n{margin}")) if chance < 0.4 else " "

    def scalar(self) -> str:
        word = self.random.choice((*_WORDS, *_MORE_WORDS))
        style = self.random.random()
        if self.random.random() < 0.1:
            word = " ".join(self.random.choices(("words", "of", "a", "long", "text,", "10 kHz:", "x"), k=60))
        if style < 0.35:
            return json.dumps(word, ensure_ascii=self.random.random() < 0.5)
        if style < 0.6:
            return "'" + word.replace("'", "''") + "'"
        return self.random.choice(("plain", "81.20", "010", "no", "two words", "it's", "a/b", "-5", "1.0 %"))
