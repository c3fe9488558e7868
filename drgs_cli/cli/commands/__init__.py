"""One module for each command; they do not know one another."""
