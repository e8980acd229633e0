"""Pure: names of entries, and which norms demand an index."""
