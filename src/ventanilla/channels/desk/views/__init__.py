"""One file per thing an official comes for."""
