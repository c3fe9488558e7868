"""Pages of the rules of family Y, which are found where a file is read; finds nothing itself."""

PAGES: dict[str, str] = {
    "Y101": """The file cannot be read as text.

A record is UTF-8 text whose lines end in a line feed. Other encodings, binary files, characters that do not
print and line breaks that editors count differently are told with their place.

Why it matters: a letter read as another changes a name, and a minus sign that is none changes a number.

Fails: a file saved as Latin-1 or UTF-16; a PDF named `lund-2019.yaml`.

Passes: the same text, saved as UTF-8.

To waive: not possible; nothing after it can be trusted.
""",
    "Y102": """The file is not well-formed YAML.

A bracket or quote that is not closed, a tab in the indentation, a text that holds a colon and a space without
quotes. Reading goes on at the next key at the margin, so that one run shows more than the first of these.

Why it matters: no figure of the file can be read.

Fails:
    label: Lund 2019: knee

Passes:
    label: "Lund 2019: knee"

To waive: not possible.
""",
    "Y103": """A key appears twice in one mapping.

Why it matters: YAML readers keep the last of the two and say nothing; a figure disappears.

Fails:
    drgs: {events: 5, n: 40, events: 6}

Passes:
    drgs: {events: 6, n: 40}

To waive: not possible.
""",
    "Y104": """An anchor, alias, tag or merge key.

Why it matters: with them a figure stands in another place than the one that is read, and no place in print
belongs to it. Texts that begin with `&`, `*` or `!` stand in quotes.

Fails:
    drgs: &both {events: 5, n: 40}

Passes:
    drgs: {events: 5, n: 40}

To waive: not possible.
""",
    "Y105": """More than one document in the file.

Why it matters: one file is one study; a second document would not be read.

Fails: a second line `---` with another study below it.

Passes: two files.

To waive: not possible.
""",
    "Y106": """The file is too large, or nested too deeply.

At most 5 MB and 64 levels are read.

Why it matters: such a file is no study record, and reading it could take all memory.

Fails: a hundred brackets inside one another.

Passes: any record; the deepest place of the format has nine levels.

To waive: not possible.
""",
    "Y107": """The file is empty, or no mapping at its top.

Why it matters: there is nothing to read. A record starts with `id:` at the margin.

Fails:
    - lund-2019

Passes:
    id: lund-2019

To waive: not possible.
""",
    "Y108": """A number that is not finite.

Why it matters: infinity and not-a-number are answers of computers, not of patients. What is not reported is
left out.

Fails:
    drgs: {n: 40, mean: .nan}

Passes:
    drgs: {n: 40}

To waive: not possible.
""",
    "Y109": """A file in the folder cannot be read.

A folder, a named pipe or a device with the name of a record; a link that leads nowhere, or out of the folder of
records; a file without permission, or one that ends in `.yml`.

Why it matters: a study that is silently left out changes the answer, and a figure that stands outside the folder
changes without a commit.

Fails: `lund-2019.yml`.

Passes: `lund-2019.yaml`.

To waive: not possible; move the file away if it is no record.
""",
    "Y110": """A merge conflict that is not resolved.

Git marks the places where two versions of a file disagree with lines of `<<<<<<<`, `=======` and `>>>>>>>`. Nothing
else is said of such a file: its other faults are told once the merge is finished.

Why it matters: the file holds two figures for one place, and nobody has said which of them print has.

Fails:
    <<<<<<< HEAD
          drgs: {events: 56, n: 69}
    =======
          drgs: {events: 65, n: 69}
    >>>>>>> second-extractor

Passes:
          drgs: {events: 56, n: 69}

To waive: not possible.
""",
}
