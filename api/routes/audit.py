"""The audit: its head, to be kept elsewhere, and whether its chain holds. For admins."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.auditing import verdict
from api.auth import HouseOf
from api.operations import add
from api.routes.asking import Admin
from api.schemas import LAST_ROW
from api.shown.staff import AuditPage, AuditRowShown, AuditVerdict


def router() -> APIRouter:
    """The operations of this file."""
    made = APIRouter(prefix="/v1", tags=["audit"])
    add(made, "GET", "/audit", list_audit)
    add(made, "GET", "/audit/verdict", verify_audit)
    return made


def list_audit(
    _by: Admin,
    house: HouseOf,
    after: Annotated[int, Query(ge=0, le=LAST_ROW)] = 0,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> AuditPage:
    """List rows of the audit.

    Those after the row with this number, oldest first. Rows hold ids and digests, never what was
    said.
    """
    cabinet = house.cabinet
    rows = cabinet.audit_log.page(cabinet.workspace, after, limit)
    return AuditPage(items=tuple(AuditRowShown.of(row) for row in rows))


def verify_audit(_by: Admin, house: HouseOf) -> AuditVerdict:
    """Verify the whole audit.

    Names the first row that does not fit the chain, and the head: write its seal down elsewhere,
    and a cut-off end is noticed too.
    """
    return verdict(house.cabinet)
