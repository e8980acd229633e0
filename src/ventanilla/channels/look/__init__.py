"""The look: layout, components and form pages that every screen shares. Imports no domain."""
