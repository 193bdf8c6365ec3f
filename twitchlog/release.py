"""Which release of Twitchlog this is; also in pyproject.toml."""

RELEASE = "0.1.0"
