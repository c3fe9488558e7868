"""Whether each key that a record uses is one that exists: in the vocabulary, among its arms; knows no figures."""

from collections.abc import Iterable

from drgs_cli.documents.positions import Path
from drgs_cli.records.faults import Faults
from drgs_cli.records.model import Result, Study
from drgs_cli.vocabulary.terms import Terms, Vocabulary


def note_unknown_references(study: Study, vocabulary: Vocabulary, faults: Faults) -> None:
    """Note keys that the vocabulary does not have (S108) and arms that are not declared (S110)."""
    check = _References(study, vocabulary, faults)
    check.head()
    for row in study.results:
        check.row(row)


class _References:
    """The keys of one study, each held against what exists."""

    def __init__(self, study: Study, vocabulary: Vocabulary, faults: Faults) -> None:
        self._study = study
        self._vocabulary = vocabulary
        self._faults = faults

    def head(self) -> None:
        """Everything above the rows."""
        study, words = self._study, self._vocabulary
        self._term(words.designs, study.design, ("design",))
        for key in study.population.indications:
            self._term(words.indications, key, ("population", "indications", key), at_key=True)
        self._terms(words.locations, study.population.pain_locations, ("population", "pain_location"))
        for name in ("age_years", "female", "duration_years", "baseline_pain"):
            for description in getattr(study.population, name):
                path = description.observation.path
                self._term(words.scales, description.scale, (*path, "scale"))
                self._terms(words.locations, description.pain_locations, (*path, "pain_location"))
        for key, arm in study.arms.items():
            self._term(words.interventions, arm.intervention, ("arms", key, "intervention"))
            self._arm(arm.part_of, (*arm.path, "part_of"))
            self._arm(arm.same_as, (*arm.path, "same_as"))
            for number, other in enumerate(arm.made_of):
                self._arm(other, (*arm.path, "made_of", number))
        for entry in study.risk_of_bias:
            self._term(words.outcomes, entry.outcome, (*entry.path, "outcome"))

    def row(self, row: Result) -> None:
        """The keys of one row."""
        words, path = self._vocabulary, row.path
        self._term(words.outcomes, row.outcome, (*path, "outcome"))
        self._term(words.indications, row.indication, (*path, "indication"))
        self._term(words.groups, row.analysed, (*path, "analysed"))
        self._term(words.scales, row.scale, (*path, "scale"))
        self._terms(words.locations, row.pain_locations, (*path, "pain_location"))
        self._terms(words.components, row.composite, (*path, "composite"))
        for key in row.arms:
            self._arm(key, (*path, "arms", key), at_key=True)
        for contrast in row.contrasts:
            for number, key in enumerate(contrast.arms):
                self._arm(
                    key,
                    (*contrast.path, "arms", number) if len(contrast.arms) > 1 else (*contrast.path, "arm"),
                )
            if contrast.favours != "neither":
                self._arm(contrast.favours, (*contrast.path, "favours"))

    def _term(self, terms: Terms, key: str | None, path: Path, *, at_key: bool = False) -> None:
        if key is None or key in terms:
            return
        meant = terms.find(key)
        what = f"one of the {terms.name} of the vocabulary"
        if meant is not None:
            self._faults.add(path, "S108", f"{key} is not {what}", f"write {meant.key}", at_key=at_key)
        else:
            self._faults.unknown(path, "S108", what, key, terms, at_key=at_key)

    def _terms(self, terms: Terms, keys: Iterable[str], path: Path) -> None:
        for number, key in enumerate(keys):
            listed = (*path, number)
            self._term(terms, key, listed)

    def _arm(self, key: str | None, path: Path, *, at_key: bool = False) -> None:
        if key is not None and key not in self._study.arms:
            self._faults.unknown(path, "S110", "an arm of this study", key, self._study.arms, at_key=at_key)
