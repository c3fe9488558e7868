"""Records written and changed by the program."""
