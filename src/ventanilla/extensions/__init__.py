"""Plug-ins, one complete folder each, never importing each other."""
