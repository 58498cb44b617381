"""The room that drafts are measured in: the same parts as at the desk, without records."""

from __future__ import annotations

from dataclasses import replace

from api import wiring
from api.settings import Settings
from drafting.pipeline import Drafter
from evals.drafts import Room, today
from prompts.model import open_model
from prompts.phrases import load_phrases
from prompts.render import load_templates


def drafting_room(settings: Settings) -> Room:
    """Pipeline, book and check by these settings. Raises what wiring raises."""
    helped = settings.search_rewrite or settings.search_rerank
    studio = wiring.studio(settings if helped else replace(settings, model="none"))
    law = studio.law
    own = settings.policies / "prompts"
    overrides = own if own.is_dir() else None
    templates = load_templates(overrides)
    writer = open_model(
        settings.model,
        templates=templates,
        clock=today,
        base_url=settings.model_base_url,
        api_key=settings.model_api_key,
        timeout=settings.model_timeout,
        deadline=2 * settings.model_timeout,
        daily_calls=settings.model_daily_calls,
    )
    drafter = Drafter(
        search=studio.search,
        plain=studio.plain,
        book=law.book,
        company=law.company,
        check=law.check,
        phrases=load_phrases(overrides),
        templates=templates,
        writer=writer,
    )
    return Room(drafter, law.book, law.company, law.check, today())
