"""Measurements, beside the raw limits of the same run. Each module runs alone."""
