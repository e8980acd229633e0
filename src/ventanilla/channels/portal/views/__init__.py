"""One file per thing a person comes for."""
