"""Which sites the extension leaves alone: by the settings, or by an admin while all runs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from api import staff
from api.house import House
from channels.sites import ADAPTERS
from desk.errors import BadText, NotFound

BY_SETTINGS = "MAKEGOOD_EXTENSION_OFF names it."


def off(house: House) -> Mapping[str, str]:
    """Every site that is off, with why."""
    switched = house.cabinet.sites_off.all(house.cabinet.workspace)
    return {**switched, **dict.fromkeys(house.settings.extension_off, BY_SETTINGS)}


def switch_off(house: House, site: str, why: str, *, actor: str, now: datetime) -> None:
    """Have the extension leave a site alone. Raises NotFound, and BadText without a reason."""
    _insist_known(site)
    if not why.strip():
        raise BadText("Say why, for everybody who meets the switch.")
    house.cabinet.sites_off.put(house.cabinet.workspace, site, why.strip(), now)
    staff.note(house.cabinet, now, actor, "site.off", f"site:{site}")


def switch_on(house: House, site: str, *, actor: str, now: datetime) -> None:
    """Let the extension work on a site again. Raises NotFound."""
    _insist_known(site)
    house.cabinet.sites_off.drop(house.cabinet.workspace, site)
    staff.note(house.cabinet, now, actor, "site.on", f"site:{site}")


def _insist_known(site: str) -> None:
    if site not in ADAPTERS:
        raise NotFound(f"site {site}")
