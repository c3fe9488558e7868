"""Refuses an option that is given twice but means one thing: Click would silently drop one; knows no option."""

from __future__ import annotations

import click


class OnceCommand(click.Command):
    """A command whose options are each given once, unless they say that they may be repeated."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:
            _refuse_repeated(self.make_parser(ctx).parse_args(args=list(args))[2])
        return super().parse_args(ctx, args)


def _refuse_repeated(given: list[click.Parameter]) -> None:
    seen: set[str | None] = set()
    for parameter in given:
        if isinstance(parameter, click.Option) and not (parameter.multiple or parameter.is_flag):
            if parameter.name in seen:
                raise click.UsageError(f"{max(parameter.opts, key=len)} is given twice; it can be given once")
            seen.add(parameter.name)
