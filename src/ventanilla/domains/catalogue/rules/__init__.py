"""Reading and checking a procedure's folder: no database."""
