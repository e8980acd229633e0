"""Allowances that all processes share. The door is `api`."""
