"""The screen of the desk application."""
