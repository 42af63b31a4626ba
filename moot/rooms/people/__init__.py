"""Who takes part: joined, seated in groups, several on one device, and what is done on their behalf."""
