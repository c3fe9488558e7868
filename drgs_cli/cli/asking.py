"""Questions on a terminal: each is put again until its answer can be used; knows nothing of what is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

import click

Value = TypeVar("Value")

_OPTION = re.compile(r"(--[a-z-]+|ID): ")


def ask_for(question: str, read: Callable[[str], Value], *, may_be_empty: bool = False) -> Value:
    """The answer as `read` takes it; what it refuses (UsageError) is told, and the question put again."""
    default = "" if may_be_empty else None
    answer: Value = click.prompt(question, default, show_default=False, value_proc=_without_option(read), err=True)
    return answer


def ask_for_several(question: str, take: Callable[[list[str]], None]) -> None:
    """Answers until an empty one, at least one; several may stand between commas.

    `take` keeps all words of an answer, or refuses it whole.
    """
    count = 0

    def accepted(text: str) -> int:
        words = [word.strip() for word in text.split(",") if word.strip()]
        if words:
            take(words)
        elif not count:
            raise click.UsageError("at least one is needed")
        return len(words)

    while True:
        more = " (nothing: no more)" if count else ""
        number = ask_for(f"{question}{more}", accepted, may_be_empty=True)
        if not number:
            return
        count += number


def _without_option(read: Callable[[str], Value]) -> Callable[[str], Value]:
    """The same; who answers a question is not told of the option that would have answered it."""

    def accepted(text: str) -> Value:
        try:
            return read(text)
        except click.UsageError as error:
            raise click.UsageError(_OPTION.sub("", error.message, count=1)) from None

    return accepted
