"""The catalogue: what may be asked of an office, in immutable versions. See README.md."""
