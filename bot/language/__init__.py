"""Floor 1: pure functions on strings of Chinese official prose."""
