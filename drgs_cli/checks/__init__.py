"""Rules about records, one module for each family."""
