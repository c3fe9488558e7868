"""Lines of an answer over the commits of the folder as JSON, key by key; computes nothing."""

from drgs_cli.history.by_commit import Course, Moment, Past
from drgs_cli.history.revisions import Commit
from drgs_cli.history.standing import Standing
from drgs_cli.synthesis.by_publication import studies_of
from drgs_cli.synthesis.comparison import Comparison
from drgs_cli.synthesis.question import Question
from drgs_cli.views.contract import Ground, evidence_json, question_json
from drgs_cli.views.contract_answer import named_json
from drgs_cli.views.contract_certainty import certainty_json
from drgs_cli.views.contract_diff import change_json
from drgs_cli.views.contract_estimate import absolute_json, estimate_json
from drgs_cli.views.envelope import Json, envelope, notes_json
from drgs_cli.views.history import patients_of
from drgs_cli.views.history_commits import course_ref, course_title, history_commits_document, moved_text


def history_commits_json(past: Past, ground: Ground, question: Question) -> Json:
    """`history --commits`: the commits gone over, and each line with a moment for each commit with which it changed."""
    return envelope(
        "history",
        question_json(question, ground.library),
        evidence_json(ground),
        {
            "commits": [_commit(commit) for commit in past.commits],
            "courses": [_course(course) for course in past.courses],
        },
        notes_json(history_commits_document(past, question, ground.library)),
        ground.skipped,
    )


def _commit(commit: Commit) -> Json:
    """One commit; `cut` says that a shallow clone holds nothing before it."""
    return {
        "id": commit.id,
        "short": commit.short,
        "date": commit.date,
        "author": commit.author,
        "subject": commit.subject,
        "cut": commit.cut,
    }


def _course(course: Course) -> Json:
    line = course.last.line
    return {
        "ref": course_ref(course),
        **named_json(line),
        "text": course_title(course),
        "moments": [_moment(moment) for moment in course.moments],
    }


def _moment(moment: Moment) -> Json:
    """What a commit came to (None: not committed yet); `estimate` is None where nothing stands there any more, and so
    is all that goes with it.
    """
    return {
        "commit": None if moment.commit is None else moment.commit.id,
        "added": [study.id for study in moment.added],
        "removed": [study.id for study in moment.removed],
        "with_errors": list(moment.flawed),
        "moved": list(moment.moved),
        "changes": [change_json(change) for change in moment.changes],
        **(dict.fromkeys(_STANDING) | {"studies": []} if moment.standing is None else _standing(moment.standing)),
        "text": moved_text(moment),
    }


_STANDING = ("studies", "n", "estimate", "absolute", "crude", "verdict", "favours", "certainty")


def _standing(standing: Standing) -> Json:
    line = standing.line
    compared = line if isinstance(line, Comparison) else None
    verdict = standing.verdict
    return {
        "studies": [study.id for study in studies_of(line)],
        "n": patients_of(line),
        "estimate": estimate_json(line.estimate, standing.context.question.level),
        "absolute": None if compared is None else absolute_json(compared.absolute),
        "crude": None if isinstance(line, Comparison) else line.crude,
        "verdict": None if verdict is None else verdict.code,
        "favours": None if verdict is None else verdict.favours,
        "certainty": None if standing.certainty is None else certainty_json(standing.certainty),
    }
