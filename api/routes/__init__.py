"""The `/v1` API, one file per kind of thing."""
