"""The rules of a workshop, pure: no clock, no chance, no disk, no network. `workshop.py` is the door."""
