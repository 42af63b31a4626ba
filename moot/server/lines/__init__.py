"""Connections to people: one frame, built once, written to each line that may see it."""
