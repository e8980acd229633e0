"""The acts of the person in their case, declared: one table, one page."""
