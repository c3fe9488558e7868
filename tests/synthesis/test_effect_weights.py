"""Studies of an estimate stand in the order of the library with their own figures, and are summed where all can be."""

from comparative_effects import counted, estimate, limits, study, timed, without

from drgs_cli.stats.results import Interval, NotEstimable
from drgs_cli.synthesis.effect_weights import has_figures, in_order, natural_interval, of_studies


def test_studies_stand_by_year_then_id_and_without_a_year_last() -> None:
    found = [
        counted("c-2019", (1, 9), (2, 9), published="2019"),
        counted("b", (1, 9), (2, 9), published=None),
        counted("d-2018", (1, 9), (2, 9), published="2018-05"),
        counted("a-2019", (1, 9), (2, 9), published="2019"),
    ]
    assert [effect.chosen.study.id for effect in in_order(found)] == ["d-2018", "a-2019", "c-2019", "b"]
    assert study("b", None).year is None


def test_each_study_keeps_its_share_and_its_own_figure_whatever_the_order_of_the_computation() -> None:
    effects = [counted("b", (6, 10), (3, 10)), counted("a", (8, 10), (4, 10))]
    found = of_studies(effects, (0.3, 0.7), 2.0, NotEstimable("out-of-range"), "some")
    assert [(one.study, one.rows, one.weight) for one in found.weights] == [
        ("a", ("a/results/0",), 0.7),
        ("b", ("b/results/0",), 0.3),
    ]
    assert [one.value for one in found.weights] == [2.0, 2.0]
    assert limits(found.weights[0].interval) == limits(effects[1].interval)


def test_patients_and_events_are_summed_where_every_study_has_them() -> None:
    both = [counted("a", (6, 10), (3, 11)), counted("b", (1, 20), (2, 21))]
    found = of_studies(both, (0.5, 0.5), 1.0, NotEstimable("too-few"), None)
    assert (found.k, found.n, found.events) == (2, 62, (7, 5))
    some = of_studies([*both, estimate("c", "RR", 0.1, 0.2, "log")], (None,) * 3, 1.0, NotEstimable("too-few"), None)
    assert (some.k, some.n, some.events) == (3, None, ())


def test_a_limit_that_no_float_holds_is_no_limit() -> None:
    assert natural_interval(Interval(0.0, 800.0), "log") == NotEstimable("out-of-range")
    assert natural_interval(Interval(-800.0, 0.0), "log") == Interval(0.0, 1.0)
    assert natural_interval(NotEstimable("too-few"), "log") == NotEstimable("too-few")


def test_a_study_has_figures_with_an_effect_a_difference_or_a_zero_cell() -> None:
    with_figures = [counted("a", (1, 9), (2, 9)), counted("b", (0, 9), (2, 9)), timed("c", (0, 9.0), (1, 9.0))]
    assert all(map(has_figures, with_figures))
    assert not has_figures(without("d", "p-only"))
