"""Network meta-analysis of contrasts, each from two arms of a study; knows treatments by their names only."""
