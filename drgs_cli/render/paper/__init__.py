"""Tables and chapters on sheets of paper: how wide, upright or lying, split or whole; knows no format."""
