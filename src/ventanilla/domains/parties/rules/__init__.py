"""Pure rules of the parties domain."""
