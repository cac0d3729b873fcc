"""Everything that answers without knowing who asks. Nothing else does."""

OPEN_ROUTES = frozenset({"/healthz", "/metrics", "/v1/sign-in"})
"""Exact route templates, never prefixes. `/metrics` asks in a way of its own."""

OPEN_DOCUMENTS = frozenset({"/openapi.json", "/docs"})

OPEN_PAGES = frozenset({"/", "/flows/{slug}", "/runs", "/runs/{run}", "/sign-in", "/keys"})
"""The web client, which is the same for everybody. Its files are open besides."""
