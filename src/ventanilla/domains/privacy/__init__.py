"""Personal data: what is held and why, the keys that make erasure possible, who looked."""
