"""The JSON of `verify`, key by key; computes nothing."""

from collections.abc import Mapping
from typing import Any

from drgs_cli.history.saved_report import Difference
from drgs_cli.views.contract import Ground, evidence_json
from drgs_cli.views.envelope import Json, envelope
from drgs_cli.views.verified import cause_text


def verify_json(name: str, question: Mapping[str, Any], found: tuple[Difference, ...], ground: Ground) -> Json:
    """Whether a file is the same as what is written today, and if not what differs."""
    result: Json = {
        "file": name,
        "same": not found,
        "differences": [
            {
                "what": one.what,
                "name": one.name,
                "kind": one.kind,
                "before": one.before,
                "after": one.after,
            }
            for one in found
        ],
        "text": cause_text(found),
    }
    return envelope("verify", dict(question), evidence_json(ground), result, (), ground.skipped)
