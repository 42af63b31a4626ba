"""Workshops that people are in: asked, decided, kept and told, and who is here."""
