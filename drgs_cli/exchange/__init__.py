"""Other people's formats of references, read."""
