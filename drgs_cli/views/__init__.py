"""Results into documents and JSON: every word and every rounding is decided here."""
