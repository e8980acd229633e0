"""Work of the register that the worker does from time to time."""
