"""SQLite as a server's database (DESIGN §8): ENGINE "ventanilla.kernel.sqlite"."""
