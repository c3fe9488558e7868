"""A meta-analysis of any table of numbers; knows no study record and no vocabulary of a field."""
