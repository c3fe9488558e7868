"""Questions on a terminal: each is put again until its answer can be used; knows nothing of what is asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

Value = TypeVar("Value")


def ask_for(question: str, read: Callable[[str], Value]) -> Value:
    """The answer as `read` takes it; what it refuses (UsageError) is told, and the question put again."""
    answer: Value = click.prompt(question, value_proc=read, err=True)
    return answer


def ask_for_several(question: str, answers: list[str], read: Callable[[str], object]) -> None:
    """Answers until an empty one, at least one; each has to be such that `read` does not refuse it."""

    def accepted(text: str) -> str:
        if text.strip():
            read(text)
        elif not answers:
            raise click.UsageError("at least one is needed")
        return text.strip()

    if answers:
        return
    while True:
        more = " (nothing: no more)" if answers else ""
        answer = click.prompt(f"{question}{more}", default="", show_default=False, value_proc=accepted, err=True)
        if not answer:
            return
        answers.append(answer)
