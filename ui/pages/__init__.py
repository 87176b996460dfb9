"""The pages; they know neither each other nor the shell."""
