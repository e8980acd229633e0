"""What a unit notes beside its cases: for those who work on them, never part of a file."""
