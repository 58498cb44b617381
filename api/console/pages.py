"""Every page of the console, put together."""

from __future__ import annotations

from fastapi import APIRouter

from api.console import (
    asks,
    assets,
    beside,
    citing,
    decisions,
    erasing,
    extension,
    health,
    knowing,
    lessons,
    people,
    policies,
    postings,
    presence,
    queue,
    registers,
    review,
    sample_site,
    sign_in,
    to_do,
)
from api.house import House


def router(house: House) -> APIRouter:
    """The console of a house. The sample site is only there where the sample is."""
    made = APIRouter()
    for kind in (
        assets,
        sign_in,
        queue,
        review,
        citing,
        decisions,
        asks,
        beside,
        knowing,
        lessons,
        presence,
        erasing,
        registers,
        postings,
        policies,
        to_do,
        people,
        extension,
        health,
    ):
        made.include_router(kind.router())
    if house.settings.sample:
        made.include_router(sample_site.router())
    return made
