"""Doors to the outside: people, officials, authors, machines, operators."""
