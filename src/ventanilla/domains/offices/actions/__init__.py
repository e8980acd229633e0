"""Acts on an office, one file each."""
