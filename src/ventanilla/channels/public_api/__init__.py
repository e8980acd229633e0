"""The channel of machines: `/api/v1`, and the public log of each office."""
