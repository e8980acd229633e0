"""The demonstration: invented municipalities with real laws, plainly marked as invented."""
