"""The words of `diff`: sides, places, kinds of change, causes, what moved in a line; computes nothing."""

from drgs_cli.documents.problems import Location
from drgs_cli.history import causes, standing
from drgs_cli.history.effects import GONE, NEW, LineEffect, Share
from drgs_cli.history.sides import Side
from drgs_cli.history.standing import Standing, steps_of
from drgs_cli.synthesis.by_publication import studies_of
from drgs_cli.synthesis.certainty import changes_in_force
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.single import Synthesis
from drgs_cli.views.certainty_words import DOMAINS
from drgs_cli.views.comparisons import figure_text, sides_text
from drgs_cli.views.comparisons import side_text as side_shown
from drgs_cli.views.estimates import per_100_text
from drgs_cli.views.kinds import LEVELS
from drgs_cli.views.numbers import count, fixed, listed, signed
from drgs_cli.views.sides_alone import crude_text, together_text
from drgs_cli.views.verdict_words import verdict_text

CAUSES = {
    causes.REVIEW_ERRORS: "errors in the review",
    causes.METHOD: "methods of the review",
    causes.RENAMED: "a study renamed",
    causes.STUDIES: "studies that came or went",
    causes.RETRACTED: "a report retracted, or no longer",
    causes.ERRORS: "errors in records",
    causes.WAIVERS: "errors waived, or no longer",
    causes.FIGURES: "figures corrected or added",
    causes.SELECTION: "overlaps, dates, rows replaced",
    causes.JUDGEMENTS: "risk of bias and class",
    causes.DECISIONS: "decisions",
    causes.PROGRAM: "version of the program",
}
UNSEEN = "moves in a digit that is not shown"
NOT_THERE = "not there"
_LEFT_OUT, _BACK = "left out, with errors", "no longer left out"
_RATIOS = ("RR", "OR", "HR", "IRR", "ROM", "PETO")
_OF_COUNT = "PR"
_NUMBERS = frozenset((standing.STUDIES, standing.ESTIMATE, standing.ABSOLUTE))
_TOO_FEW = "too-few"  # two studies of one side


def side_text(side: Side) -> str:
    """A side with its commit and size."""
    commit = "" if side.commit is None or side.commit.startswith(side.name) else f"{side.commit[:7]}, "
    return f"{side.name} ({commit}{count(len(side.every.records), 'record')})"


def place_text(place: Location | None, side: Side) -> str:
    """File and line as they are opened from the top of the repository."""
    if place is None:
        return ""
    folder = f"{side.folder}/" if side.folder else ""
    return f"{folder}{place.path}:{place.line}"


def standing_text(found: Standing | None) -> str:
    """A line as it stands: estimate, difference per 100, what it says."""
    if found is None:
        return NOT_THERE
    line, words = found.line, found.context.vocabulary
    if isinstance(line, Synthesis):
        crude = crude_text(line, words)
        return together_text(line, words) + (f"; crude {crude}" if crude else "")
    per_100 = per_100_text(line.absolute)
    figures = figure_text(line, found.context) + (f", {per_100} per 100" if per_100 else "")
    return f"{figures}; {verdict_text(line, found.context)}"


def figures_text(found: Standing) -> str:
    """The same without what it says."""
    if isinstance(found.line, Synthesis):
        return standing_text(found)
    per_100 = per_100_text(found.line.absolute)
    return figure_text(found.line, found.context) + (f", {per_100} per 100" if per_100 else "")


def moves_text(effect: LineEffect | Share) -> str:
    """What moved in a line, and by how much."""
    before, after = effect.before, effect.after
    if before is None or after is None:
        broken = _cause_of_end(effect) == causes.ERRORS
        return (_BACK if broken else NEW) if before is None else _LEFT_OUT if broken else GONE
    parts = (*_studies(effect), _by(before, after), _sides(effect), *_said(effect))
    said = "; ".join(part for part in parts if part)
    if said:
        return said
    figures = {standing.ESTIMATE, standing.ABSOLUTE}.isdisjoint(effect.moved)
    return "numbers of patients" if standing.PATIENTS in effect.moved and figures else UNSEEN


def _cause_of_end(effect: LineEffect | Share) -> str:
    """By what a line came, or went at last."""
    if isinstance(effect, Share):
        return effect.cause
    came = effect.before is None
    ends = [share.cause for share in effect.shares if (share.before if came else share.after) is None]
    return ends[0 if came else -1] if ends else ""


def is_seen(effect: LineEffect) -> bool:
    """Whether a reader of tables would notice."""
    return moves_text(effect) != UNSEEN


def cause_text(effect: LineEffect) -> str:
    """The cause; of several each with what it did."""
    if len(effect.shares) == 1:
        return CAUSES[effect.shares[0].cause]
    return "; ".join(f"{CAUSES[share.cause]}: {_share(share)}" for share in effect.shares)


def difference_of(before: Standing, after: Standing) -> float | None:
    """The later estimate minus the earlier, where both are of one measure."""
    one, other = before.line.estimate, after.line.estimate
    if one.value is None or other.value is None or one.measure != other.measure:
        return None
    return other.value - one.value


def ratio_of(before: Standing, after: Standing) -> float | None:
    """The later estimate over the earlier; of ratios only."""
    one, other = before.line.estimate, after.line.estimate
    if one.value is None or not other.value or one.measure != other.measure or one.measure not in _RATIOS:
        return None
    return other.value / one.value if one.value else None


def per_100_by(before: Standing, after: Standing) -> float | None:
    """By how many of 100 patients the difference moved."""
    found = [one.line.absolute if isinstance(one.line, Comparison) else None for one in (before, after)]
    first, second = found
    if first is None or second is None or first.base is None or second.base is None:
        return None
    return 100 * (second.difference - first.difference)


def _share(share: Share) -> str:
    """What one of several causes did: from which figures to which, and what else."""
    before, after = share.before, share.after
    if before is None or after is None or figures_text(before) == figures_text(after):
        return moves_text(share)
    return "; ".join([f"{_short(before)} → {_short(after)}", *_said(share)])


def _short(found: Standing) -> str:
    if isinstance(found.line, Synthesis):
        return together_text(found.line, found.context.vocabulary)
    return figure_text(found.line, found.context)


def _studies(effect: LineEffect | Share) -> list[str]:
    before, after = effect.before, effect.after
    if before is None or after is None or standing.STUDIES not in effect.moved:
        return []
    names = effect.renamed
    then = {names.get(study.id, study.id): study.label for study in studies_of(before.line)}
    now = {study.id: study.label for study in studies_of(after.line)}
    come = [label for key, label in now.items() if key not in then]
    gone = [label for key, label in then.items() if key not in now]
    return [f"with {listed(come)}" if come else "", f"without {listed(gone)}" if gone else ""]


def _said(effect: LineEffect | Share) -> list[str]:
    """What a line says and how surely, where that moved."""
    before, after, moved = effect.before, effect.after, effect.moved
    if before is None or after is None:
        return []
    verdict = [_verdict(before, after)] if standing.VERDICT in moved else []
    return [*verdict, *_certainty(before, after, moved)]


def _by(before: Standing, after: Standing) -> str:
    """By how much, in the digits that are shown; nothing where those are the same."""
    if figures_text(before) == figures_text(after):
        return ""
    one, other = before.line.estimate, after.line.estimate
    if one.value is None or other.value is None:
        return _with_no_estimate(before, after)
    if one.measure != other.measure:
        return f"another measure: {one.measure} → {other.measure}"
    parts = []
    measure, ratio, difference = after.line.estimate.measure, ratio_of(before, after), difference_of(before, after)
    if ratio is not None:
        parts.append(f"{measure} × {fixed(ratio, 3)}" if fixed(ratio, 3) != "1.000" else "")
    elif difference:
        text = signed(100 * difference, 1) if measure == _OF_COUNT else signed(difference, 2)
        parts.append(f"{text}{' in 100' if measure == _OF_COUNT else ''}" if text.strip("0.") else "")
    per_100 = signed(per_100_by(before, after) or 0, 1)
    parts.append(f"{per_100} per 100" if per_100.strip("0.") else "")
    return ", ".join(part for part in parts if part) or "limits, or a last digit"


def _sides(effect: LineEffect | Share) -> str:
    """What the sides show, where that moves and no estimate does."""
    before, after, moved = effect.before, effect.after, effect.moved
    if before is None or after is None or standing.SHOWN not in moved or not _NUMBERS.isdisjoint(moved):
        return ""
    pairs = zip(_shown(before), _shown(after), strict=False)
    return ", ".join(f"printed figures of a side: {then} → {now}" for then, now in pairs if then != now)


def _shown(found: Standing) -> tuple[str, ...]:
    """What each side of a line shows."""
    line, context = found.line, found.context
    if isinstance(line, Synthesis):
        return tuple(side_shown(one.side) for one in line.lines)
    return sides_text(line, context)


def _with_no_estimate(before: Standing, after: Standing) -> str:
    """What happened where one state has no estimate, or none has: two studies of one side are not put together."""
    one, other = before.line.estimate, after.line.estimate
    if one.value is not None:
        if other.not_estimable != _TOO_FEW:
            return "no estimate any more"
        given = "the figure of one study" if one.k == 1 else "the estimate"
        return f"{given} gives way to two studies that are not put together"
    if other.value is not None:
        if one.not_estimable != _TOO_FEW:
            return "an estimate now"
        return f"two studies that were not put together give way to {'one' if other.k == 1 else 'an estimate'}"
    return "the figures beside it" if one.not_estimable == other.not_estimable else "why there is no estimate"


def _verdict(before: Standing, after: Standing) -> str:
    texts = [verdict_text(one.line, one.context) if isinstance(one.line, Comparison) else "" for one in (before, after)]
    return f"says: {texts[0]} → {texts[1]}"


def _certainty(before: Standing, after: Standing, moved: tuple[str, ...]) -> list[str]:
    """Level, domains, class, and decisions that were made on other evidence."""
    then, now = before.certainty, after.certainty
    if then is None or now is None or not isinstance(before.line, Comparison) or not isinstance(after.line, Comparison):
        return []
    found = []
    if then.final != now.final:
        found.append(f"certainty: {LEVELS[then.final]} → {LEVELS[now.final]}")
    if standing.DOMAINS in moved:
        old, new = changes_in_force(then, before.line), changes_in_force(now, after.line)
        found += [
            f"{DOMAINS[key].lower()} {signed(old.get(key, 0), 0)} → {signed(new.get(key, 0), 0)}"
            for key in DOMAINS
            if old.get(key, 0) != new.get(key, 0)
        ]
    if then.computed != now.computed and then.final == now.final:
        found.append(f"by the rules: {LEVELS[then.computed]} → {LEVELS[now.computed]}")
    if then.evidence_class.level != now.evidence_class.level:
        found.append(f"class of evidence: level {then.evidence_class.level} → {now.evidence_class.level}")
    if standing.WORKING in moved and (parts := _working(before, after, figures=not _NUMBERS.isdisjoint(moved))):
        found.append(f"working of certainty: {listed(parts)}")
    if any(entry.stale for entry in now.applied) and standing.STALE in moved:
        found.append("a decision was made on the evidence before this")
    return found


def _working(before: Standing, after: Standing, *, figures: bool) -> list[str]:
    """The domains that come to the same by another rule or threshold, and studies of another class; what moves the
    certainty itself is told with it. Where `figures` move, so may thresholds, which is no news then.
    """
    then, now, line = before.certainty, after.certainty, after.line
    if then is None or now is None or not isinstance(before.line, Comparison) or not isinstance(line, Comparison):
        return []
    was, is_ = changes_in_force(then, before.line), changes_in_force(now, line)
    old, new = ({key: step[:2] if figures else step for key, step in steps_of(one).items()} for one in (then, now))
    same = [key for key in DOMAINS if old.get(key) != new.get(key) and was.get(key) == is_.get(key)]
    first, last = then.evidence_class, now.evidence_class
    classes = [
        study.label
        for study in line.studies
        if study.id in first.studies and first.studies[study.id] != last.studies[study.id]
    ]
    return [
        *(["start"] if then.start != now.start and then.final == now.final else []),
        *(DOMAINS[key].lower() for key in same),
        *(["table of levels"] if first.table != last.table else []),
        *([f"class of {listed(classes)}"] if classes else []),
    ]
