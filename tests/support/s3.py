"""An S3 bucket on loopback."""

from uuid import uuid4

import pytest
import requests


def bucket_in(endpoint: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A new bucket at `endpoint`, the environment set up for it; answers `s3://bucket/prefix`."""
    for name, value in {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    bucket = f"test-{uuid4().hex}"
    requests.put(f"{endpoint}/{bucket}", timeout=10).raise_for_status()
    return f"s3://{bucket}/pictures"
