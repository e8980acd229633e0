"""Acts on what the law says here, one file each."""
