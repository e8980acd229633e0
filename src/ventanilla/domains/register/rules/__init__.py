"""What the register decides without asking anybody: pure functions, no Django."""
