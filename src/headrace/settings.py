"""Every setting, each from the environment with the prefix `HEADRACE_`."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Read once, by `app`."""

    model_config = SettingsConfigDict(
        env_prefix="HEADRACE_", env_ignore_empty=True, use_attribute_docstrings=True
    )

    host: str = "127.0.0.1"
    """The address to listen on."""
    port: int = Field(8000, ge=0, le=65535)
    """The port to listen on; 0 takes any free one."""
    data: Path = Path("data")
    """The folder that holds the database and the files."""
    database_url: str | None = None
    """A PostgreSQL to use instead of the bundled one: `postgresql://user@host/name`."""
    blobs: str | None = None
    """Where files are kept: a folder, or `s3://bucket/prefix`; by default in the data folder."""
    public_url: str | None = None
    """What addresses in answers start with, when it is not what callers connect to."""
    hosts: str = ""
    """Further names this server goes by, comma-separated."""
    secret_key: SecretStr | None = Field(None, min_length=32)
    """What keys of providers are sealed with, instead of `secret.key` in the data folder: at
    least 32 random characters, the same for every server and worker of one database."""
    metrics_token: str | None = None
    """What `/metrics` asks for as a bearer token; without one, only this machine may call it."""
    egress_allow: str = ""
    """Private hosts or networks that may be called all the same, comma-separated."""
    keep_runs_days: int | None = Field(None, ge=1)
    """How many days runs are kept after they ended; for ever when not set."""
    keep_deleted_days: int = Field(30, ge=0)
    """How many days the files of deleted pictures are kept."""
    worker_concurrency: int = Field(8, ge=1, le=64)
    """How many items of runs are worked on at once."""
    media_children: int = Field(2, ge=1, le=64)
    """How many sandboxed processes compute pictures."""
    crash_at: str | None = None
    """A place to die at, for tests of what survives: `settle.charged:3`."""
