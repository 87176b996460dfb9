"""The parts of the case file."""
