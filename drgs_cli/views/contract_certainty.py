"""How sure one may be of a comparison as JSON, key by key; computes nothing."""

from drgs_cli.records.review import Label
from drgs_cli.synthesis.certainty import Applied, Certainty, EvidenceClass, Judged
from drgs_cli.views.certainty_words import domain_text
from drgs_cli.views.envelope import Json


def certainty_json(certainty: Certainty) -> Json:
    """Start, domains, what the rules come to, the first decision of a person and all of them, the final level."""
    applied = certainty.applied
    return {
        "start": certainty.start,
        "domains": [_domain(judged) for judged in certainty.domains],
        "computed": certainty.computed,
        "decision": _decision(applied[0]) if applied else None,
        "final": certainty.final,
        "class": _class(certainty.evidence_class),
        "decisions": [
            {
                "domain": entry.decision.domain,
                "computed": entry.computed,
                **_decision(entry),
                "judged": entry.decision.judged,
            }
            for entry in applied
        ],
        "fingerprint": certainty.fingerprint,
    }


def label_json(label: Label) -> Json:
    """What a published review called the evidence, in its own words."""
    return {"by": label.by, "about": label.about, "label": label.label, "scheme": label.scheme}


def _domain(judged: Judged) -> Json:
    return {
        "domain": judged.domain,
        "change": judged.change,
        "rule": judged.rule,
        "value": judged.value,
        "threshold": judged.threshold,
        "text": domain_text(judged),
    }


def _decision(applied: Applied) -> Json:
    decision = applied.decision
    return {
        "by": decision.by,
        "date": decision.date,
        "why": decision.why,
        "change": decision.change,
        "stale": applied.stale,
    }


def _class(found: EvidenceClass) -> Json:
    """The class of each study; None where no person gave it one."""
    return {
        "table": found.table,
        "level": found.level,
        "studies": dict(found.studies),
        "favours": found.favours,
    }
