"""The acts of the desk, declared: one table, one page."""
