"""The answer of `drgs pool`: tables and sentences for people, JSON for programs."""
