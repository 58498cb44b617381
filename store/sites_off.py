"""Sites on which the extension must not work, as somebody switched them while the server runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine, select

from desk.ids import WorkspaceId
from store.schema import sites_off
from store.work import look, work


class SitesOff:
    """The switches of every workspace. Each change is the caller's to audit."""

    def __init__(self, engine: Engine) -> None:
        """Over a database that has been migrated."""
        self._engine = engine

    def all(self, workspace: WorkspaceId) -> Mapping[str, str]:
        """Each site that is off, with why."""
        with look(self._engine, workspace) as scoped:
            query = select(sites_off).where(scoped.here(sites_off)).order_by(sites_off.c.site)
            return {row.site: row.why for row in scoped.rows(query)}

    def put(self, workspace: WorkspaceId, site: str, why: str, now: datetime) -> None:
        """Switch a site off, or say anew why it is."""
        with work(self._engine, workspace) as scoped:
            here = scoped.here(sites_off, site=site)
            if not scoped.change(sites_off.update().where(here).values(why=why, at=now)):
                scoped.add(sites_off, {"site": site, "why": why, "at": now})

    def drop(self, workspace: WorkspaceId, site: str) -> None:
        """Switch a site on; one that is on already is no matter."""
        with work(self._engine, workspace) as scoped:
            scoped.change(sites_off.delete().where(scoped.here(sites_off, site=site)))
