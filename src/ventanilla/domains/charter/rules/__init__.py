"""Pure rules of the charter domain."""
