"""What every part stands on and has no legal meaning: clock, identifiers, text, fields, jobs."""
