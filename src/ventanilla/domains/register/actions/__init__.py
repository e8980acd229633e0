"""Acts on the register, one file each."""
