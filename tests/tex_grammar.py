"""What TeX would stumble over, found without TeX: braces, environments, cells of a row, signs that act."""

import re

_TOKEN = re.compile(r"\\begin\{(\w+)\}|\\end\{(\w+)\}|\\([A-Za-z]+|.)|([{}$&#^_~%])", re.DOTALL)
# Nothing else may be called by a text: a command outside this list came out of somebody's record.
COMMANDS = frozenset(
    word
    for line in (
        "hypertarget hyperlink href texorpdfstring section subsection subsubsection paragraph subparagraph",
        "tableofcontents leavevmode par nopagebreak narrowed textbf textit texttt bfseries LARGE hangindent hangafter",
        "makebox setlength parskip textbullet intable belowtable toprule midrule bottomrule endfirsthead endhead",
        "endlastfoot tabularnewline addlinespace multicolumn textsuperscript textsubscript hspace leftskip mbox",
        "strokes block onesign codepoint wordbreak allowbreak ensuremath textbackslash textasciitilde",
        "textasciicircum textless textgreater textbar textquotedbl textasciigrave textminus textpm texttimes textdiv",
        "textperiodcentered textellipsis textdegree textmu texteuro textrightarrow textleftarrow textonesuperior",
        "texttwosuperior textthreesuperior H v u c k r b d",
        "tau Omega leq geq approx mp square blacksquare varepsilon",
    )
    for word in line.split()
)


def faults(source: str) -> list[str]:
    """What is wrong with the text of a document, that is, with what stands between its begin and its end."""
    body = source[source.index("\\begin{document}") :]
    found = [f"a sign that acts: {sign!r}" for sign in sorted(set(re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", body)))]
    return found + _nesting(body) + _rows(body)


def _nesting(body: str) -> list[str]:
    open_environments: list[tuple[str, int]] = []
    depth = 0
    found = []
    for token in _TOKEN.finditer(body):
        begun, ended, command, sign = token.groups()
        if begun:
            open_environments.append((begun, depth))
        elif ended:
            if not open_environments or open_environments.pop() != (ended, depth):
                found.append(f"\\end{{{ended}}} ends something else at {token.start()}")
        elif command and command[0].isalpha():
            if command not in COMMANDS:
                found.append(f"an unknown command: \\{command}")
        elif sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth < 0:
                found.append(f"a brace too many at {token.start()}")
        elif sign and sign not in "&~":
            found.append(f"{sign} acts at {token.start()}: {body[token.start() - 20 : token.start() + 20]!r}")
    if depth or open_environments:
        found.append(f"left open: {depth} braces, {open_environments}")
    return found


def _rows(body: str) -> list[str]:
    """Rows with more or fewer cells than their table has columns."""
    found = []
    for table in re.finditer(r"\\begin\{longtable\}\{@\{\}(.*?)@\{\}\}\n(.*?)\\end\{longtable\}", body, re.DOTALL):
        columns = len(re.findall(r"[LR]\{", table[1]))
        for line in table[2].splitlines():
            cells = 1 + len(re.findall(r"(?<!\\)&", line))
            spans = re.match(r"\\multicolumn\{(\d+)\}", line)
            wanted = 1 if spans else columns
            if "\\tabularnewline" in line and cells != wanted:
                found.append(f"{cells} cells for {wanted}: {line[:80]}")
    return found
