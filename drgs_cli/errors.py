"""The one exception a user may meet; what is wrong with a record or a question is a value, never this."""


class DrgsError(Exception):
    """Something cannot be done (unreadable, unwritable, not there): one sentence that says what and where."""
