"""Generalised linear mixed models: proportions, rates and ratios of both pooled from the counts, without increments."""
