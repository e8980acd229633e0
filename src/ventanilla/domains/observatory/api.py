"""The door of the observatory domain."""
