"""Devices that take sheets."""
