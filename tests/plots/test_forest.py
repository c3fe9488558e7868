"""A forest plot as texts and numbers."""

from forests import entry, forest, usual
from msgspec.structs import replace

from drgs_cli.plots.forest import Badge, Entry, Group


def test_judgements_with_one_sign_share_a_line_of_the_key() -> None:
    """Two tools may call the same by other words."""
    high, serious = Badge("−", "high", "square", "bad"), Badge("−", "serious", "square", "bad")
    studies = (replace(entry("One", 1, 1, 1), badge=high), replace(entry("Two", 1, 1, 1), badge=serious))
    assert forest(Group("", studies)).badges == (Badge("−", "high or serious", "square", "bad"),)


def test_a_plot_without_any_figure_is_not_drawn() -> None:
    """Words alone are for a table."""
    assert usual().drawn
    assert not forest(Group("", (Entry("One", ("", ""), words="only a p-value is printed"),))).drawn


def test_a_figure_is_apart_only_if_it_is_drawn() -> None:
    """What has no figure has no open square."""
    lacking = Entry("One", ("", ""), words="no study", apart=True)
    assert not forest(Group("", (lacking,))).apart
    assert forest(Group("", (replace(entry("Two", 1, 1, 1), apart=True), lacking))).apart
