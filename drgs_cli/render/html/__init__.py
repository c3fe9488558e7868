"""Documents as one page that holds all it needs, for a browser and for paper."""

from drgs_cli.render.html.page import render_html as render_html
