"""Countries followed through five separate tracks, with imported indices and offices' own figures."""
