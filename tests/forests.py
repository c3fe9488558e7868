"""Invented forest plots, and any that Hypothesis makes."""

from hypothesis import strategies as st

from drgs_cli.plots.forest import Axis, Badge, Entry, Forest, Group, Summary

LOW = Badge("+", "low", "disc", "good")
HIGH = Badge("\N{MINUS SIGN}", "high", "square", "bad")
RATIO = Axis("Risk ratio", log=True, null=1.0, left="favours B", right="favours A")


def entry(name: str, value: float, low: float | None, high: float | None, share: float = 0.5) -> Entry:
    """A study with counts and a badge."""
    return Entry(name, ("1/10", "2/11"), value, low, high, share, text=f"{value:.2f} ({low} to {high})", badge=LOW)


def forest(*groups: Group, axis: Axis = RATIO, columns: tuple[str, ...] = ("A events/n", "B events/n")) -> Forest:
    """A plot of some groups."""
    return Forest(
        "Relief", "In words.", columns, groups, axis, "RR (95 % CI)", "Study", "RoB", "RoB, risk of bias", "squares"
    )


def usual() -> Forest:
    """Two kinds: one with a summary, one with a study and one without an estimate."""
    summary = Summary(
        "Summary, 2 studies", ("2/20", "4/22"), 1.5, 1.0, 2.2, "1.50 (1.00 to 2.20)", (0.6, 3.5), "Predicted", "0.6 to"
    )
    first = Group("Kind one", (entry("One", 1.2, 0.8, 1.9), entry("Two", 1.9, 1.1, 3.2)), summary, "lead", ("line",))
    lacking = Entry("Four", ("3/9", ""), words="only a p-value is printed", badge=HIGH)
    return forest(first, Group("Kind two", (entry("Three", 2.5, 1.5, 40.0), lacking)))


LABELS = st.one_of(
    st.text(min_size=1, max_size=120),
    st.sampled_from(["<script>", "漢字" * 40, "مرحبا" * 20, "x" * 5000, "😀" * 9, "\x1b[31m", "a b"]),
)


@st.composite
def forests(draw: st.DrawFn) -> Forest:
    """A plot of any shape and any texts, on a logarithmic or a linear axis."""
    log = draw(st.booleans())
    number = st.floats(0.01, 100) if log else st.floats(-1e4, 1e4)

    def one() -> Entry:
        cells = tuple(draw(LABELS) for _ in range(2))
        if draw(st.integers(0, 4)) == 0:
            return Entry(draw(LABELS), cells, words=draw(LABELS), badge=HIGH)
        low, value, high = sorted(draw(number) for _ in range(3))
        return Entry(draw(LABELS), cells, value, low, high, draw(st.floats(0, 1)), text=draw(LABELS), badge=LOW)

    groups = []
    for _ in range(draw(st.integers(1, 3))):
        low, value, high = sorted(draw(number) for _ in range(3))
        summary = Summary("Summary", ("", ""), value, low, high, "1.5 (1 to 2)", (low, high), "Predicted", "1 to 2")
        entries = tuple(one() for _ in range(draw(st.integers(1, 4))))
        groups.append(Group(draw(LABELS), entries, summary if draw(st.booleans()) else None, lines=(draw(LABELS),)))
    axis = Axis("Axis", log=log, null=1.0 if log else 0.0, left="favours the one", right="favours the other")
    return forest(*groups, axis=axis, columns=(draw(LABELS), "B events/n"))
