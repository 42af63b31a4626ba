"""Boards of post-its: sections, notes, clusters; what is revealed, hidden, merged, spotlighted; where all came from."""
