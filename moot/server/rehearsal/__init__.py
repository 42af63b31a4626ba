"""Simulated people over real connections: for the demo, for dress rehearsals, for measuring."""
