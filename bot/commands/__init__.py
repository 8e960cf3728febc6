"""The commands of `python -m bot`; each imports what it needs only when it runs."""
