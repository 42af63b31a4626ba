"""Programs that come in by a token, and webhooks that go out."""
