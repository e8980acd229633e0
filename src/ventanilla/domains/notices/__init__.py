"""Notices: an act made known to a person, with the day on which it takes effect."""
