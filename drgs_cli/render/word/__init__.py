"""Documents as Word files (Office Open XML), written part by part: same input, same bytes."""

from drgs_cli.render.word.page import render_docx as render_docx
