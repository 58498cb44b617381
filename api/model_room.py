"""Wiring of the model: the door that writes, and the adviser that helps the search. Nothing here
decides.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from api.advising import Adviser
from api.records_room import now
from api.settings import Settings
from kb.advised import AdvisedSearch
from policies.book import Book
from policies.found import Search
from prompts.guards import Prices
from prompts.model import Door, open_model
from prompts.render import Templates, load_templates

_SOMEBODY_WAITS = 10.0  # seconds until a search goes on without a model


def door(
    settings: Settings,
    templates: Templates,
    patience: float = math.inf,
    beside: Door | None = None,
) -> Door | None:
    """The door to the model that is set, None where none is; it shares the caps of one `beside`.

    `patience` is the most seconds that one answer may take, whatever is set.
    """
    return open_model(
        settings.model,
        templates=templates,
        clock=now,
        base_url=settings.model_base_url,
        api_key=settings.model_api_key,
        timeout=min(settings.model_timeout, patience),
        deadline=min(2 * settings.model_timeout, patience),
        daily_calls=settings.model_daily_calls,
        daily_usd=settings.model_daily_usd,
        prices=Prices(settings.model_price_in, settings.model_price_out),
        beside=beside,
    )


def adviser_of(
    settings: Settings, templates: Templates, book: Callable[[], Book], beside: Door | None
) -> Adviser | None:
    """The model that helps the search, as it is set; it shares the caps of the door `beside`."""
    if not (settings.search_rewrite or settings.search_rerank):
        return None
    helping = door(settings, templates, _SOMEBODY_WAITS, beside)
    return Adviser(helping, templates, book) if helping is not None else None


def advised(
    settings: Settings, search: Search, book: Callable[[], Book], adviser: Adviser | None
) -> Search:
    """A search with as much of an adviser's help as is set."""
    if adviser is None:
        return search
    return AdvisedSearch(
        search,
        book,
        rewriter=adviser if settings.search_rewrite else None,
        reranker=adviser if settings.search_rerank else None,
    )


@contextmanager
def eval_advice(
    settings: Settings, book: Callable[[], Book]
) -> Iterator[Callable[[Search], Search]]:
    """What puts the model before searches of a book that a measure brings, while it runs."""
    adviser = adviser_of(settings, load_templates(), book, None)
    try:
        yield lambda search: advised(settings, search, book, adviser)
    finally:
        if adviser is not None:
            adviser.close()
