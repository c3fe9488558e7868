"""Documents as aligned text, for a terminal and for a pipe."""

from drgs_cli.render.terminal.page import render_terminal as render_terminal
