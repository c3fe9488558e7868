"""Pure functions on numbers; knows no study and no vocabulary."""
