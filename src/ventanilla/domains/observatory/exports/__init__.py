"""The observatory as data: tables, files and their description."""
