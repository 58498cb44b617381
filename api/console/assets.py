"""Styles, scripts and front-end libraries, read once and served under a name that is their digest.

A file that changes has another address, so browsers may keep what they have for ever.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from fastapi import APIRouter
from fastapi.responses import Response

from desk.errors import NotFound

_KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True)
class Asset:
    """One file as it is served. `kind` is its media type."""

    body: bytes
    kind: str


@cache
def assets() -> Mapping[str, Asset]:
    """Every asset by its path under `static/`."""
    return dict(_read(files("api.console") / "static", ""))


@cache
def version() -> str:
    """A name for exactly these assets."""
    digest = hashlib.sha256()
    for name, asset in sorted(assets().items()):
        digest.update(name.encode() + b"\0" + asset.body)
    return digest.hexdigest()[:16]


def address(name: str) -> str:
    """Where an asset is. Raises KeyError for one that does not exist."""
    assets()[name]
    return f"/static/{version()}/{name}"


def router() -> APIRouter:
    """The door to the assets; it is open to anybody."""
    made = APIRouter(include_in_schema=False)
    made.add_api_route("/static/{digest}/{name:path}", read_asset, methods=["GET"])
    return made


async def read_asset(digest: str, name: str) -> Response:
    """One asset. An old digest still finds the present file, but no browser keeps that."""
    asset = assets().get(name)
    if asset is None:
        raise NotFound("No such file.")
    kept = _FOR_EVER if digest == version() else "no-store"
    return Response(asset.body, media_type=asset.kind, headers={"Cache-Control": kept})


def _read(folder: Traversable, path: str) -> list[tuple[str, Asset]]:
    found: list[tuple[str, Asset]] = []
    for entry in folder.iterdir():
        name = f"{path}{entry.name}"
        if entry.is_dir():
            found += _read(entry, f"{name}/")
        elif (kind := _KINDS.get(entry.name.rpartition(".")[2])) is not None:
            found.append((name, Asset(entry.read_bytes(), kind)))
    return found
