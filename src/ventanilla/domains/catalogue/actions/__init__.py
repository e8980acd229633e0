"""One file per legal act: publish, withdraw."""
