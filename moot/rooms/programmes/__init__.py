"""Programmes: the plan of a training, as a file, as a draft in the editor, and changed while it runs."""
