"""The calling voice: recordings joined to one call, and who plays them."""
