"""Documents as LaTeX that compiles by itself with pdfLaTeX; other engines are provided for."""

from drgs_cli.render.latex.page import render_latex as render_latex
