"""Erasure, on a customer's own request. Nothing else deletes what a customer said."""

from __future__ import annotations

from fastapi import APIRouter

from api import erasure
from api.auth import HouseOf
from api.operations import add
from api.routes.asking import Admin
from api.schemas import NewErasure
from api.shown.base import Shown
from desk.ids import ConversationId


class ErasedShown(Shown):
    """The conversations whose words are gone."""

    conversations: tuple[str, ...]


def router() -> APIRouter:
    """The operations of this file. Its answers are not kept."""
    made = APIRouter(prefix="/v1", tags=["conversations"])
    path = "/conversations/{conversation_id}/erasure"
    add(made, "POST", path, erase_customer, problems=(404, 409))
    return made


def erase_customer(
    conversation_id: str, _body: NewErasure, by: Admin, house: HouseOf
) -> ErasedShown:
    """Erase a customer.

    On their own request: every word of theirs and of ours to them, in all their conversations, for
    good. Ids, digests, times and decisions stay, so that the audit still verifies. Backups made
    before still hold it.
    """
    names = erasure.erase(
        house.desk.registers, house.cabinet, ConversationId(conversation_id), by.actor
    )
    return ErasedShown(conversations=names)
