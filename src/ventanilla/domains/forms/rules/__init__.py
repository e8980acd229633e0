"""Pure rules of forms: no database, no request."""
