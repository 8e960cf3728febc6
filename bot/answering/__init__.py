"""Floor 5: a question and its hits become a verified answer."""
