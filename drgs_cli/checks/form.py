"""Pages of the rules of family S, which are found where a record is read; finds nothing itself."""

PAGES: dict[str, str] = {
    "S101": """A key that is not known here.

Why it matters: `event: 5` would otherwise be passed over in silence, and be missing from every answer.

Fails:
    drgs: {event: 5, n: 40}

Passes:
    drgs: {events: 5, n: 40}

To waive: not possible. What has no key is said in `note`.
""",
    "S102": """A key that is missing.

Every record has id, label, population and arms; one that is extracted has design and reports too.

Why it matters: without it the record cannot be placed in any answer.

Fails: a record without `arms`.

Passes: `arms: {drgs: {intervention: drgs}}`.

To waive: not possible. A study whose figures were not read has `status: awaiting-extraction`.
""",
    "S103": """A value of the wrong kind.

Why it matters: `n: "40"` is a text, and `n: not reported` is no number. What is not reported is left out.

Fails:
    drgs: {events: 5, n: not reported}

Passes:
    drgs: {events: 5}

To waive: not possible.
""",
    "S104": """A word that is not one of those allowed here.

Why it matters: a list of words is short so that every study can be asked by it.

Fails:
    lund-2019: {role: main}

Passes:
    lund-2019: {role: primary}

To waive: not possible.
""",
    "S105": """A number, or a number of entries, outside the possible range.

Why it matters: minus three patients and a p-value of 4 are slips.

Fails:
    drgs: {events: -3, n: 40}

Passes:
    drgs: {events: 3, n: 40}

To waive: not possible.
""",
    "S106": """A text that is not in the expected form.

Keys are small letters, digits and hyphens; dates are YYYY, YYYY-MM or YYYY-MM-DD; a bound is `">85"`.

Why it matters: dates and bounds are computed with.

Fails:
    published: May 2019

Passes:
    published: 2019-05

To waive: not possible.
""",
    "S107": """Keys that do not go together, or one that another needs.

The first key of a figure says what it is: events, occurrences, rate, mean, average, median, percent; each has
its companions. An estimate needs its measure.

Why it matters: a mean with quartiles of a median is two figures in one.

Fails:
    drgs: {events: 5, n: 40, sd: 2.1}

Passes:
    drgs: {n: 40, mean: 4.0, sd: 2.1}

To waive: not possible.
""",
    "S108": """A key that the vocabulary does not have.

Why it matters: an outcome under a name of its own is found by no question. `drgs vocabulary outcomes` lists
all; `review.yaml` can add some.

Fails:
    outcome: responders-at-50

Passes:
    outcome: responder-50

To waive: not possible.
""",
    "S109": """The id is not the name of the file.

Why it matters: other records name this one by its id, and people look for the file.

Fails: `id: lund-2018` in `lund-2019.yaml`.

Passes: `id: lund-2019` in `lund-2019.yaml`.

To waive: not possible.
""",
    "S110": """An arm that is not declared under `arms`.

Why it matters: only the declaration says what was done in the arm.

Fails: a row with `arms: {drg: ...}` in a record whose arm is `drgs`.

Passes: the same key in both places.

To waive: not possible.
""",
    "S111": """Two rows alike.

Rows are alike when outcome, end point, time, group of patients and all else that names them are the same.

Why it matters: a figure given twice counts twice.

Fails: two rows on responder-50 at 3 months, one for each arm.

Passes: one row with both arms; or rows that say what differs (aspect, definition, subgroup, alternative).

To waive: not possible.
""",
    "S112": """A row, or a figure in it, that says nothing.

Why it matters: an empty row looks like an answer.

Fails:
    {outcome: infection, source: {report: lund-2019}}

Passes:
    {outcome: infection, arms: {drgs: {words: none occurred}}, source: {report: lund-2019}}

To waive: not possible; leave the row out.
""",
    "S113": """A status that does not fit what is there.

A record that awaits extraction, or is excluded, says why and has no results.

Why it matters: figures of an excluded study would otherwise be used.

Fails: `status: excluded` without `why`.

Passes: `status: excluded` with `why: animals, not patients`.

To waive: not possible.
""",
}
