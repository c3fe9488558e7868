"""Two states of the evidence held against one another."""

from two_states import side, trial, update

from drgs_cli.history.update import renamed


def test_comments_and_layout_are_no_change() -> None:
    later = "# looked at again\n" + trial("alpha").replace("events: 15, n: 20", "n: 20,   events: 15")
    found = update(side(trial("alpha")), side(later.replace("# looked at again\n", "") + "# looked at again\n"))
    assert (found.none, found.changes.changes, found.effects.lines) == (True, (), ())


def test_a_description_is_a_change_that_does_nothing() -> None:
    found = update(side(trial("alpha")), side(trial("alpha", more="notes: read twice\n")))
    assert (found.none, found.effects.lines, found.effects.reading_changed) == (False, (), False)


def test_a_record_that_comes_to_have_errors_is_a_change_and_left_out() -> None:
    found = update(side(trial("alpha")), side(trial("alpha", (21, 20))))
    assert found.none is False
    assert [line.after for line in found.effects.lines] == [None]


def test_a_record_that_cannot_be_read_is_left_out_on_its_side_only() -> None:
    found = update(side("id: alpha\n<<<<<<< ours\n"), side(trial("alpha")))
    assert [share.cause for line in found.effects.lines for share in line.shares] == ["errors"]
    assert (found.before.unsound, found.after.unsound) == (frozenset({"alpha"}), frozenset())


def test_errors_on_both_sides_alike_are_no_change() -> None:
    broken = trial("beta", (21, 20))
    assert update(side(trial("alpha"), broken), side(trial("alpha"), broken)).none


def test_a_review_with_errors_is_no_record() -> None:
    found = update(side(trial("alpha")), side(trial("alpha"), review="headline: twelve\n"))
    assert (found.none, found.after.without_review, found.after.unsound) == (False, True, frozenset())


def test_the_later_id_of_a_renamed_study_is_known() -> None:
    found = update(side(trial("alpha")), side(trial("omega")))
    assert renamed(found.changes) == {"alpha": "omega"}
    assert found.effects.lines == ()
