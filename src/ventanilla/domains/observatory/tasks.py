"""Periodic work of the observatory."""
