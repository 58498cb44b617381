"""Who may ask for what: the needs that operations of several files share, by name.

Programs come in by the scope of their key; of people everybody who works here does.
"""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from api.auth import anybody_with, person_with
from desk.people import ANSWERING, Principal, Role

REVIEWERS = tuple(sorted(ANSWERING))

AnyPerson = Annotated[Principal, Depends(person_with())]
Reviewer = Annotated[Principal, Depends(person_with(*REVIEWERS))]
Admin = Annotated[Principal, Depends(person_with(Role.ADMIN))]

MayRead = Annotated[Principal, Depends(anybody_with("conversations:read"))]
MayWrite = Annotated[Principal, Depends(anybody_with("conversations:write"))]
MayReadDrafts = Annotated[Principal, Depends(anybody_with("drafts:read"))]
MayAsk = Annotated[Principal, Depends(anybody_with("drafts:request"))]
