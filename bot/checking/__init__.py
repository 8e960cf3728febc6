"""Floor 3: the one judge of a statement against the evidence it cites."""
