"""The desk application without a screen: use cases, workers, settings."""
