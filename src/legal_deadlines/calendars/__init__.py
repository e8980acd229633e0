"""Calendars: the days an office does not work, published by it as versions; `holidays` only
proposes them.
"""
