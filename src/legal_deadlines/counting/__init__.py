"""Counting: pure functions over day ordinals. They know a plan and a calendar, and no law."""
