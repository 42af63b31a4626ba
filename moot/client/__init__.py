"""A client of moot's API for programs in Python, on what moot itself installs.

from moot.client import Moot

workshop = Moot("https://moot.example.org", token).workshop("k7m4pq")
for decided in workshop.decisions():
    print(decided.challenge, "→", decided.winner)
"""

from moot.client.calls import NotDone
from moot.client.moot import Moot
from moot.client.webhook import BadWebhook, verify_webhook
from moot.client.workshop import WorkshopApi

__all__ = ["BadWebhook", "Moot", "NotDone", "WorkshopApi", "verify_webhook"]
