"""Service letters: what other bodies publish of their services, shown at information level."""
