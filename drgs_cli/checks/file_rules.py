"""What is found while a file other than a record is read, as short pages; finds nothing itself.

Tables are read by `pool` and `network`, files of references by `new`. None of it is a rule about records: it can be
neither chosen nor waived.
"""

from drgs_cli.analysis.columns import ROW_RULES
from drgs_cli.checks.rule import Rule
from drgs_cli.documents.delimited_cells import TABLE_RULES
from drgs_cli.documents.problems import Level

FAMILIES: dict[str, str] = {"T": "tables", "B": "files of references"}

_REFERENCES: dict[str, str] = {
    "B101": "the file of references is too large",
    "B102": "the file cannot be read as references",
    "B103": "there is no reference in the file",
    "B104": "the file of references is not UTF-8",
}
_WHERE = {
    "T": "Found where a table is read, with its line and column: `drgs pool`.",
    "B": "Found where a file of references is read: `drgs new --from FILE`.",
}
_WARNINGS = ("B104",)


def _rule(rule_id: str, about: str) -> Rule:
    title = about[0].upper() + about[1:]
    level: Level = "warning" if rule_id in _WARNINGS else "error"
    return Rule(id=rule_id, level=level, title=title, page=f"{title}.\n\n{_WHERE[rule_id[0]]}\n")


FILE_RULES: dict[str, Rule] = {
    rule_id: _rule(rule_id, about) for rule_id, about in {**TABLE_RULES, **ROW_RULES, **_REFERENCES}.items()
}
