"""Explanations: structured steps first, then their words in Spanish, Portuguese and English."""
