"""What the counts themselves come to, for people: Mantel-Haenszel, Peto and mixed models; computes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drgs_cli.render.document import EMPTY, Cell, Column, Note, Paragraph, Part, Row, Table, words
from drgs_cli.stats.results import NotEstimable
from drgs_cli.views.numbers import count, fixed, p_value
from drgs_cli.views.numbers import three_digits as short
from drgs_cli.views.pool.cells import effect_title
from drgs_cli.views.pool.wording import REASONS

if TYPE_CHECKING:
    from drgs_cli.analysis.result import Analysis, Counted, Fit
    from drgs_cli.stats.glmm.answer import MixedModel
    from drgs_cli.views.pool.units import Units

# What each test of the tables asks, and its usual name.
_TESTS = {
    "MH": ("Is there any association?", "Cochran-Mantel-Haenszel, continuity-corrected"),
    "BD": ("One odds ratio for all studies?", "Breslow-Day"),
    "TA": ("One odds ratio for all studies?", "Breslow-Day, corrected by Tarone"),
}
_WAYS = {
    "MH.exact=FALSE": "Review Manager, package meta: 0.5 added to tables with a zero cell",
    "MH.exact=TRUE": "Package meta, nothing added (MH.exact)",
}
# What the analyses beside it do not rest on, and what trim and fill, which pools too, takes instead.
_BESIDE = {
    "mh": ("the sums of Mantel-Haenszel", "a common effect"),
    "peto": ("the sums of Peto", "a common effect"),
    "glmm": ("the mixed model", "random effects (REML)"),
}


def counts_parts(analysis: Analysis, units: Units) -> tuple[Part, ...]:
    """Other ways to pool the same counts, the tests of the tables, and what the mixed models say."""
    parts: list[Part] = []
    if analysis.fit == NotEstimable("zero-cell"):
        added = "" if analysis.mixed else "; --pool-zero-cells only0 adds to them"
        parts.append(Paragraph(f"Summed up, the counts have no finite estimate{added}."))
    parts += _mixed(analysis, units) if analysis.mixed else _counted(analysis, units)
    further = analysis.request.further
    if further.bias or further.bayes or further.cluster is not None:
        sums, model = _BESIDE[analysis.request.method]
        trimmed = f"; trim and fill takes {model}" if further.bias else ""
        rests = f"rests on the studies' own effects, weighted by inverse variance, not on {sums}"
        parts.append(Paragraph(f"What follows {rests}{trimmed}."))
    return tuple(parts)


def _counted(analysis: Analysis, units: Units) -> list[Part]:
    asked, parts = analysis.counted[0], list[Part]()
    if len(analysis.counted) > 1:
        parts.append(_ways(analysis, units))
    if asked.tests:
        parts.append(_tests(asked))
    if asked.positive is not None and asked.k is not None and asked.positive < asked.k and asked.positive > 0:
        silent = count(asked.k - asked.positive, "study tells", "studies tell")
        parts.append(
            Paragraph(f"{silent} nothing about an odds ratio: no event, or nothing but events, in both groups.")
        )
    return parts


def _ways(analysis: Analysis, units: Units) -> Table:
    """What was asked for, and what other programs make of the same tables; the like stand in one row."""
    notes: dict[str, Note] = {}
    rows = [_way("As asked for (metafor: rma.mh)", analysis.counted[0].fit, units, notes)]
    others = analysis.counted[1:]
    alike = others[0].fit == others[1].fit and others[0].random == others[1].random
    for entry in others[:1] if alike else others:
        name = "Review Manager, package meta" if alike else _WAYS[entry.variant]
        rows.append(_way(name, entry.fit, units, notes))
        if entry.random is not None:
            rows.append(_way("with random effects (DerSimonian-Laird)", entry.random, units, notes, indent=1))
    columns = (
        Column("way", "Common effect", min_width=24),
        Column("k", "k", "right"),
        Column("estimate", effect_title(analysis), "right", worded=True),
        Column("p", "p", "right"),
        Column("tau2", "tau2", "right"),
    )
    return Table("Mantel-Haenszel in other programs", columns, tuple(rows), tuple(notes.values()))


def _way(name: str, fit: Fit | NotEstimable, units: Units, notes: dict[str, Note], indent: int = 0) -> Row:
    label = words(name, indent=indent)
    if isinstance(fit, NotEstimable):
        return Row((label, EMPTY, _nothing(fit, notes), EMPTY, EMPTY))
    cells = (
        label,
        Cell(fit.k, str(fit.k)),
        Cell(units.back(fit.estimate), units.with_interval(fit.estimate, fit.interval)),
        _p(fit.p),
        EMPTY if fit.tau2 is None else Cell(fit.tau2, short(fit.tau2)),
    )
    return Row(cells)


def _nothing(found: NotEstimable, notes: dict[str, Note]) -> Cell:
    code = f"not-estimable-{found.reason}"
    notes[code] = Note(code, f"Not estimable: {REASONS[found.reason]}.")
    return Cell(None, "not estimable", (code,))


def _p(value: float | None) -> Cell:
    return EMPTY if value is None else Cell(value, p_value(value))


def _tests(asked: Counted) -> Table:
    """Breslow-Day and Tarone have a degree of freedom less than tables that tell something."""
    given = {name: (statistic, p) for name, statistic, p in asked.tests}
    rows = []
    for name, (question, test) in _TESTS.items():
        if name in given:
            statistic, p = given[name]
            df = 1 if name == "MH" or asked.positive is None else asked.positive - 1
            figures = (Cell(statistic, fixed(statistic, 2)), Cell(df, str(df)), _p(p))
            rows.append(Row((words(question), words(test), *figures)))
    columns = (
        Column("question", "Question", min_width=16, once=True),
        Column("test", "Test", min_width=16),
        Column("statistic", "Chi-squared", "right"),
        Column("df", "df", "right"),
        Column("p", "p", "right"),
    )
    return Table("Tests of the tables", columns, tuple(rows))


def _mixed(analysis: Analysis, units: Units) -> list[Part]:
    """The model with random effects, then the one without; the tests of heterogeneity are of both."""
    notes: dict[str, Note] = {}
    common, random = analysis.mixed
    with_p = analysis.sample.measure.no_effect is not None
    fits = {"Random effects (maximum likelihood)": random, "Common effect": common}
    sigma = any(not isinstance(found, NotEstimable) and found.sigma2 is not None for found in fits.values())
    columns = [
        Column("model", "Model", min_width=16),
        Column("k", "k", "right"),
        Column("estimate", effect_title(analysis), "right", worded=True),
        Column("p", "p", "right"),
        Column("tau2", "tau2", "right"),
        Column("sigma2", "sigma2", "right"),
        Column("log_likelihood", "Log-likelihood", "right"),
    ]
    kept = [
        place
        for place, column in enumerate(columns)
        if (with_p or column.key != "p") and (sigma or column.key != "sigma2")
    ]
    rows = [_model(name, found, units, notes) for name, found in fits.items()]
    table = Table(
        "Mixed models of the counts",
        tuple(columns[place] for place in kept),
        tuple(Row(tuple(cells[place] for place in kept)) for cells in rows),
        tuple(notes.values()),
    )
    parts: list[Part] = [table]
    if sigma:
        parts.append(
            Paragraph(
                "sigma2 is how much the level of both groups varies between studies, a variance of log odds or rates."
            )
        )
    if NotEstimable("not-applicable") in analysis.mixed:
        parts.append(
            Paragraph("The exact conditional model (CM.EL) counts possible tables: it takes whole numbers only.")
        )
    shown = next((found for found in (random, common) if not isinstance(found, NotEstimable)), None)
    return parts if shown is None else [*parts, *_heterogeneity(shown)]


def _model(name: str, found: MixedModel | NotEstimable, units: Units, notes: dict[str, Note]) -> tuple[Cell, ...]:
    if isinstance(found, NotEstimable):
        return (words(name), EMPTY, _nothing(found, notes), *[EMPTY] * 4)
    fixed_at_0 = found.status == "fixed"
    return (
        words(name),
        Cell(found.k, str(found.k)),
        Cell(units.back(found.estimate), units.with_interval(found.estimate, found.interval)),
        _p(found.p),
        EMPTY if fixed_at_0 else Cell(found.tau2, short(found.tau2)),
        EMPTY if found.sigma2 is None else Cell(found.sigma2, short(found.sigma2)),
        Cell(found.log_likelihood, fixed(found.log_likelihood, 2)),
    )


def _heterogeneity(found: MixedModel) -> list[Part]:
    """Both tests; a single study has none, nor has a model whose saturated form has no fit."""
    tests = (
        ("Wald", found.q_wald, found.q_wald_p),
        ("Likelihood ratio", found.q_likelihood_ratio, found.q_likelihood_ratio_p),
    )
    rows = tuple(
        Row((words(name), Cell(q, fixed(q, 2)), Cell(found.q_df, str(found.q_df)), _p(p)))
        for name, q, p in tests
        if q is not None
    )
    if not rows or found.k < 2:
        return (
            [Paragraph("There is no test of heterogeneity: the model with an effect for each study has no fit.")]
            if found.k > 1
            else []
        )
    columns = (
        Column("test", "Test"),
        Column("statistic", "Q", "right"),
        Column("df", "df", "right"),
        Column("p", "p", "right"),
    )
    return [Table("Tests of heterogeneity", columns, rows)]
