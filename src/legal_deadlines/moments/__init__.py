"""Deemed moments: the day on which the law takes a filing as made, or a notice as given."""
