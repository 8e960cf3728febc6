"""Evaluation: cases, scores, runs and benchmarks. It imports the bot, never the reverse."""
