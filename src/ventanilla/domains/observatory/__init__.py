"""Countries in five separate tracks, imported indices, and what offices measure themselves."""
