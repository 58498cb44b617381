"""The checklist of a good reply: each item a function that says pass, fail or not applicable, why.

`ITEMS` holds them in reading order. Where an item fails for what production calls a finding, its
reason begins with that finding's code, so that both speak of failures in the same words.
"""

from __future__ import annotations

from evals.checklist_manner import (
    acknowledges_first,
    differs,
    empathy_fits,
    language,
    length,
    manner,
    name,
    particular,
    signed,
)
from evals.checklist_substance import (
    asks_no_deletion,
    licensed,
    next_step,
    no_admission,
    no_personal_data,
    no_slot,
    policy_stated,
    praise_thanked,
    way_forward,
)
from evals.grading import Graded, Item, Mark, Subject

__all__ = ["ITEMS", "Graded", "Mark", "Subject", "grade"]

ITEMS: dict[str, tuple[str, Item]] = {
    "name": ("addresses the customer by name when it is known", name),
    "particular": ("names the customer's matter in its own words", particular),
    "acknowledges_first": ("acknowledges before it explains", acknowledges_first),
    "empathy": ("empathy that fits the feeling, and not more", empathy_fits),
    "no_admission": ("no admission of fault that nothing licenses", no_admission),
    "policy": ("states the policy, with its conditions", policy_stated),
    "licensed": ("promises nothing that no clause permits", licensed),
    "way_forward": ("says what we can do, need to know, or who decides", way_forward),
    "next_step": ("a next step, and a way to a person where it is needed", next_step),
    "language": ("in the customer's language", language),
    "length": ("as long as the place bears", length),
    "personal": ("nothing personal in public", no_personal_data),
    "manner": ("no blame, no argument, no filler", manner),
    "praise": ("praise: thanks for the particular thing", praise_thanked),
    "no_deletion": ("never asks to delete or change a post", asks_no_deletion),
    "no_slot": ("no slot left open", no_slot),
    "differs": ("differs from other recent replies", differs),
    "signed": ("signed as the company signs", signed),
}


def grade(subject: Subject) -> tuple[Graded, ...]:
    """Every item of the checklist for one draft; a case that gets no reply has none."""
    if not subject.text:
        return ()
    return tuple(_graded(code, item, subject) for code, (_, item) in ITEMS.items())


def _graded(code: str, item: Item, subject: Subject) -> Graded:
    mark, why = item(subject)
    return Graded(code, mark, why)
