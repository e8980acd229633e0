"""SQLite as a server's database."""
