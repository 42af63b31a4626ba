"""The record of what trainers did, what it changed, and how it is taken back."""
