"""Rules of the service hall: pure values and functions, no input or output."""
