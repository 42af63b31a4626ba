"""The signature of a webhook, as Standard Webhooks has it: who gets one can tell that it is from moot, and new."""

import base64
import binascii
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any

PREFIX = "whsec_"
TOLERANCE = 300.0  # seconds between the clocks of both sides, and on the way


class BadWebhook(Exception):
    """Not from moot, or old: do nothing with it."""


def verify_webhook(body: bytes, headers: Mapping[str, str], secret: str, *, now: float | None = None) -> Any:
    """What a webhook says, once its signature was found good. Raises `BadWebhook`.

    `headers` by any spelling; `secret` as the console showed it, `whsec_…`. The same `webhook-id` may come again:
    keep those that you have dealt with.
    """
    given = {name.lower(): value for name, value in headers.items()}
    id, at, signatures = (given.get(f"webhook-{part}", "") for part in ("id", "timestamp", "signature"))
    if not (id and at.isascii() and at.isdigit()):
        raise BadWebhook("it has no webhook-id, or no webhook-timestamp")
    if abs((time.time() if now is None else now) - int(at)) > TOLERANCE:
        raise BadWebhook("it is too old, or one of the clocks is wrong")
    expected = signature(secret, id, int(at), body)
    if not any(hmac.compare_digest(one.encode(), expected.encode()) for one in signatures.split()):
        raise BadWebhook("its signature is another")
    return json.loads(body)


def signature(secret: str, id: str, at: int, body: bytes) -> str:
    """`v1,…` of a message that is sent `at` this second."""
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise BadWebhook("the secret is not as the console showed it") from None
    digest = hmac.digest(key, f"{id}.{at}.".encode() + body, "sha256")
    return f"v1,{base64.b64encode(digest).decode()}"
