"""What changed in the evidence between two states of the folder, and what that does to the conclusions."""
