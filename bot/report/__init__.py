"""Floor 2: the text of a report becomes a structure with exact character offsets."""
