"""Pure rules of the clips."""
