"""Documents as LaTeX that compiles by itself, with pdfLaTeX, LuaLaTeX or XeLaTeX."""

from drgs_cli.render.latex.page import render_latex as render_latex
