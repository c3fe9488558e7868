"""Rules about judgements of risk of bias: do they fit the study and the tool they name; judges nothing itself."""

from collections.abc import Iterable, Iterator

from drgs_cli.checks.rule import Context, Finding
from drgs_cli.documents.positions import Path
from drgs_cli.records.model import RiskOfBias, Study
from drgs_cli.records.risk_of_bias import NO_INFORMATION, TOOLS, Tool, allowed_overalls, tools_for
from drgs_cli.records.rows import STATUS_EXTRACTED

_OTHER_KIND = {"domains": "items", "items": "domains"}


def tool_does_not_fit_the_design(study: Study, context: Context) -> Iterator[Finding]:
    """A tool for risk of bias that is not the one for the design.

    Randomised trials: rob2, rob2-crossover or rob2-cluster; non-randomised comparisons: robins-i; cohorts and
    series of one group: jbi-case-series; case reports: jbi-case-report. Reviews and databases have none.

    Why it matters: a case series has no randomisation to judge, and a randomised trial has more to it than a
    checklist for case series asks.

    Fails: `tool: robins-i` in a record with `design: rct`.

    Passes: `tool: rob2` in a record with `design: rct`.

    To waive: `waive: {R101: why}` in the entry, where a part of the study was of another design.
    """
    designs = context.vocabulary.designs
    if study.design not in designs:  # another rule says so
        return
    tools = tools_for(study.design, designs)
    hint = f"write {' or '.join(tools)}" if tools else "such a record is not judged: leave it out"
    for entry in study.risk_of_bias:
        if entry.tool not in tools:
            yield Finding((*entry.path, "tool"), f"{entry.tool} is no tool for the design {study.design}", hint)


def part_missing_or_unknown(study: Study, _context: Context) -> Iterator[Finding]:
    """A domain or item of the tool that is not judged, or one that the tool does not have.

    RoB 2 and ROBINS-I have `domains`, the checklists of JBI have `items`.

    Why it matters: a domain left out looks like one without fault, and the overall rests on all of them.

    Fails: `tool: rob2` with `domains:` that leave out reporting, or hold one called blinding.

    Passes: randomisation, deviations, missing-data, measurement and reporting, each judged.

    To waive: never right; what print leaves open is some-concerns (RoB 2), no-information (ROBINS-I) or
    unclear (JBI).
    """
    for entry, tool in _entries(study):
        if misplaced := _misplaced(study, entry, tool):
            hint = f"{tool.kind}: {{{', '.join(tool.parts)}}}"
            yield Finding(misplaced, f"{tool.key} has {tool.kind}, not {misplaced[-1]}", hint, at_key=True)
            continue
        given = {judgement.key for judgement in entry.judgements}
        missing = [key for key in tool.parts if key not in given]
        for judgement in entry.judgements:
            if judgement.key not in tool.parts:
                place, message = (*entry.path, tool.kind, judgement.key), f"{tool.key} has no {judgement.key}"
                yield Finding(place, message, _nearest(judgement.key, missing or tool.parts), at_key=True)
        if missing:
            place, verb = (*entry.path, tool.kind), "is" if len(missing) == 1 else "are"
            yield Finding(place, f"{', '.join(missing)} of {tool.key} {verb} not judged", _open(tool), at_key=True)


def judgement_without_reason(study: Study, _context: Context) -> Iterator[Finding]:
    """A judgement without `why`.

    Why it matters: a judgement is a person's word; only the fact it rests on lets another person check it.

    Fails:
        measurement: {judgement: high}

    Passes:
        measurement: {judgement: high, why: "pain told by the patient, who knew the treatment"}

    To waive: never right; where print says nothing, `why` says so.
    """
    for entry in study.risk_of_bias:
        for judgement in entry.judgements:
            if judgement.why is None or not judgement.why.strip():
                place = (*entry.path, TOOLS[entry.tool].kind, judgement.key)
                message = f"why is {judgement.key} judged {judgement.value}?"
                yield Finding(place, message, "why: the fact it rests on, or that print leaves it open", at_key=True)


def overall_against_the_domains(study: Study, _context: Context) -> Iterator[Finding]:
    """An overall that the tool does not allow for its domains, one that is missing, or one that the tool has not.

    RoB 2: the worst domain; where two or more are some-concerns and none is high, also high. ROBINS-I: the worst
    domain or, from moderate on, one step worse; where no domain is serious or critical and one is without
    information, also no-information, and never low. JBI: no overall.

    Why it matters: the certainty of every answer is worked out from the overall.

    Fails: `overall: low` where measurement is some-concerns.

    Passes: `overall: some-concerns` where measurement is, and no domain is high.

    To waive: never right; a judgement that should not count is itself to be changed.
    """
    for entry, tool in _entries(study):
        place: Path = (*entry.path, "overall")
        if tool.overall is None:
            if entry.overall is not None:
                yield Finding(place, f"{tool.key} has no overall", "leave it out", at_key=True)
            continue
        allowed = _allowed(entry, tool)
        choice = " or ".join(allowed)
        if entry.overall is None:
            yield Finding(entry.path, f"the overall of {tool.key} is missing", f"overall: {choice}")
        elif entry.overall not in allowed:
            yield Finding(place, f"the overall cannot be {entry.overall} with these domains", f"write {choice}")


def judgement_of_another_tool(study: Study, _context: Context) -> Iterator[Finding]:
    """A judgement that this tool does not use.

    RoB 2: low, some-concerns, high. ROBINS-I: low, moderate, serious, critical, no-information.

    Why it matters: `moderate` of ROBINS-I and `some-concerns` of RoB 2 are not the same, and are not counted alike.

    Fails: `randomisation: {judgement: moderate, why: ...}` under `tool: rob2`.

    Passes: `randomisation: {judgement: some-concerns, why: ...}` under `tool: rob2`.

    To waive: never right.
    """
    for entry, tool in _entries(study):
        wrong = [judgement for judgement in entry.judgements if judgement.value not in tool.answers]
        if wrong and _misplaced(study, entry, tool):  # every answer would be told, for the one fault
            continue
        for judgement in wrong:
            place = (*entry.path, tool.kind, judgement.key, "judgement")
            is_open = judgement.value == NO_INFORMATION
            hint = _open(tool) if is_open else f"it has {', '.join(tool.answers)}"
            yield Finding(place, f"{judgement.value} is no judgement of {tool.key}", hint)


def judged_twice(study: Study, _context: Context) -> Iterator[Finding]:
    """One tool used twice for one outcome, or twice for all outcomes.

    Why it matters: of two judgements of the same thing nobody could say which counts.

    Fails: two entries with `tool: rob2` and no `outcome`.

    Passes: one for all outcomes, and one with `outcome: explant` that says what is different there.

    To waive: never right.
    """
    first: dict[tuple[str, str | None], int] = {}
    for number, entry in enumerate(study.risk_of_bias):
        earlier = first.setdefault((entry.tool, entry.outcome), number)
        if earlier != number:
            about = f"the outcome {entry.outcome}" if entry.outcome is not None else "all outcomes"
            message = f"{about} {'is' if entry.outcome is not None else 'are'} judged by {entry.tool} already"
            yield Finding(entry.path, message, f"see risk_of_bias[{earlier}]; keep one")


def not_judged(study: Study, context: Context) -> Iterator[Finding]:
    """A primary study whose figures are used and whose risk of bias is not judged.

    Why it matters: what rests on studies that nobody judged loses certainty as if they were at risk.

    Fails: an extracted record with `design: rct` and no `risk_of_bias`.

    Passes: the same with `risk_of_bias: [{tool: rob2, domains: {...}, overall: ...}]`.

    To waive: `waive: {R107: why it cannot be judged}` at the top of the record.
    """
    tools = tools_for(study.design, context.vocabulary.designs)
    if tools and not study.risk_of_bias and study.status == STATUS_EXTRACTED:
        hint = f"risk_of_bias: [{{tool: {' or '.join(tools)}, ...}}]"
        yield Finding(("design",), "the risk of bias of this study is not judged", hint)


def judged_without_a_row(study: Study, _context: Context) -> Iterator[Finding]:
    """A judgement of an outcome that the record has no row of.

    Why it matters: it is never used, and the rows it was meant for go by the judgement of all outcomes.

    Fails: `{tool: rob2, outcome: explant, ...}` in a record whose rows are of responders.

    Passes: the same with `outcome: responder-50`; or without `outcome`, for all.

    To waive: `waive: {R108: why it is kept}` in the entry.
    """
    outcomes = {row.outcome: None for row in study.results}
    for entry in study.risk_of_bias:
        if entry.outcome is not None and outcomes and entry.outcome not in outcomes:
            message = f"there is no row on {entry.outcome} that this judgement could be of"
            yield Finding((*entry.path, "outcome"), message, f"rows are on {', '.join(outcomes)}")


def _entries(study: Study) -> Iterator[tuple[RiskOfBias, Tool]]:
    return ((entry, TOOLS[entry.tool]) for entry in study.risk_of_bias)


def _misplaced(study: Study, entry: RiskOfBias, tool: Tool) -> Path:
    """Where domains stand in place of items, or items in place of domains; empty where neither does."""
    place: Path = (*entry.path, _OTHER_KIND[tool.kind])
    return place if study.positions.keys(place) else ()


def _allowed(entry: RiskOfBias, tool: Tool) -> tuple[str, ...]:
    """What the domains allow; anything of the tool while they are not right themselves."""
    whole = {judgement.key for judgement in entry.judgements} == set(tool.parts)
    judged = [judgement.value for judgement in entry.judgements]
    return (allowed_overalls(tool, judged) if whole else ()) or tool.answers


def _open(tool: Tool) -> str:
    """What is written where print says nothing."""
    if NO_INFORMATION in tool.answers:
        return f"where print leaves it open: {NO_INFORMATION}"
    return f"where print leaves it open: {tool.answers[1]}, and why says so"


def _nearest(key: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(key, names, n=1)
    return f"did you mean {near[0]}?" if near else f"it has {', '.join(names)}"
