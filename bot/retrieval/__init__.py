"""Floor 4: chunks become an index, a question becomes ranked hits."""
