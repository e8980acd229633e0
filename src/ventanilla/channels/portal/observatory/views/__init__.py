"""Views of the observatory: parse, permission, ask the domain, render."""
