"""The form pages of a procedure: the same on both sides of the counter."""
