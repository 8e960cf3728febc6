"""Floor 8: the Gradio page."""
