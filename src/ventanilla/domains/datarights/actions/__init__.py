"""One file per thing that is done with a person's data."""
