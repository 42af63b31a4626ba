"""Telling webhooks: when, to which address, signed how. What they are told is decided in `rooms/outside/notice.py`."""
