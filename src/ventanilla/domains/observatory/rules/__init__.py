"""Pure rules of the observatory: no database, no clock."""
