"""Acts on the observatory, one file each."""
