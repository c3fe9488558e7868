"""`drgs network`: the treatments that randomised trials of an indication compare, joined through common comparators."""

from __future__ import annotations

from collections.abc import Mapping

import click

from drgs_cli.cli import options
from drgs_cli.cli.answer import answer
from drgs_cli.cli.evidence import open_evidence
from drgs_cli.cli.once import OnceCommand
from drgs_cli.cli.options import Asked, Filters, Output
from drgs_cli.cli.working import Working

EXAMPLES = """\b
Examples:
  drgs network --indication fbss
  drgs network --indication diabetic-neuropathy --outcome responder-50 --months 6
  drgs network --indication fbss --split-waveforms
  drgs network --indication crps --measure rd --as-of 2018
  drgs network --indication fbss --format csv -o pairs.csv
"""


@click.command("network", cls=OnceCommand, epilog=EXAMPLES)
@options.indication
@options.filters
@options.working
@options.evidence
@options.output
def command(indication: str | None, filters: Filters, working: Working, asked: Asked, output: Output) -> int:
    """Show what randomised trials compare, and join them.

    For each outcome and time with figures: the treatments, their patients, and every two of them, by the trials of both
    and through the others. Nothing is joined across outcomes, times or indications. Each side is one treatment unless
    --split-waveforms.
    """
    if indication is None:
        raise click.UsageError("--indication is missing; drgs vocabulary indications lists the keys")
    if working.allow_unanchored:
        raise click.UsageError("--allow-unanchored: a network holds randomised trials only; leave it out")
    if working.interval is not None:
        raise click.UsageError("--interval: the intervals of a network are normal ones; leave it out")
    from drgs_cli.synthesis.context import context_of
    from drgs_cli.synthesis.evidence import gather
    from drgs_cli.synthesis.network_estimates import networks
    from drgs_cli.views.network import joined, network_document

    opened = open_evidence(asked.studies, asked.skip_invalid)
    question = options.question_of(opened.library, filters, indication, working)
    if working.method is not None:
        _refuse_unknown(question.method)
    context = context_of(opened.library, question)
    found = networks(gather(opened.library, question), context)

    def result() -> Mapping[str, object]:
        from drgs_cli.views.contract_network import network_json

        return network_json(found, context, opened, question)

    return answer(output, lambda: network_document(found, context, opened.skipped), result, empty=not joined(found))


def _refuse_unknown(method: str) -> None:
    """Raise UsageError on an estimator of tau2 that networks do not have."""
    from drgs_cli.cli.keys import either
    from drgs_cli.stats.network.heterogeneity import NETWORK_METHODS

    if method not in NETWORK_METHODS:
        raise click.UsageError(f"--method: {method} is no method of a network; there are {either(NETWORK_METHODS)}")
