"""The terms of the field, as data: keys, labels, synonyms, parents, directions."""
