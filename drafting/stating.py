"""The rules of a manual in a reply: under their title, in our policy's words, and what is needed.

Every sentence cites its clause. What follows asks, and promises nothing.
"""

from __future__ import annotations

import re

from desk.draft import Citation, Part, Sentence
from drafting.asked import wished
from drafting.brief import Brief
from drafting.manuals.fitting import labelled, names_only
from drafting.manuals.taking import Taken
from policies.clause import Clause

_DEPENDS = re.compile(
    r"\b(?:must|cannot|not (?:permitted|allowed|eligible|available|possible)|requires?|only|if|"
    r"when|eligible|appl(?:y|ies) to)\b",
    re.IGNORECASE,
)


def stated(brief: Brief, barred: tuple[str, ...]) -> tuple[Sentence, ...]:
    """What our policy says about it, what we need, and a question that leads on.

    `barred` are sentences that the check did not let stand; none of them is said.
    """
    left_out = (*brief.request.our_replies, *barred)
    sentences: list[Sentence] = []
    for taken in brief.retrieved.taken:
        sentences += _rules(brief, taken, barred)
        sentences += _needed(brief, taken, left_out)
    if not sentences:
        return ()
    say = brief.speaker
    place = "public" if brief.request.public else "private"
    if any(taken.needed for taken in brief.retrieved.taken):
        return (*sentences, Sentence(say.say(f"ask.missing.{place}"), Part.QUESTION))
    return (*sentences, Sentence(say.say(_question(brief)), Part.QUESTION))


def _question(brief: Brief) -> str:
    """The question that leads on from rules: which, whether they fit, or whether to go ahead."""
    rules = [rule for taken in brief.retrieved.taken for _, rule in taken.rules]
    if rules and all(names_only(rule) for rule in rules):
        return "ask.which_one"
    if any(_DEPENDS.search(rule.text) for rule in rules):
        return "ask.fits_case"
    return "ask.on_this_basis" if wished(brief.text) else "ask.fits"


def _rules(brief: Brief, taken: Taken, barred: tuple[str, ...]) -> list[Sentence]:
    say = brief.speaker
    made: list[Sentence] = []
    for clause, rule in taken.rules:
        if any(rule.text in text for text in brief.request.our_replies):
            continue  # said already
        # A rule with a label of its own is not told without the title that the label stands under.
        alone = () if labelled(rule) else ("policy.stated_plainly",)
        keys = ("policy.stated_also",) if made else ("policy.stated", *alone)
        wordings = (say.say(key, title=taken.title, policy=rule.text) for key in keys)
        text = next((words for words in wordings if words not in barred), "")
        if not text:
            continue
        made.append(Sentence(text, Part.POLICY, (_citation(clause),)))
    return made


def _needed(brief: Brief, taken: Taken, left_out: tuple[str, ...]) -> list[Sentence]:
    if not taken.needed:
        return []
    names = [name for _, name in taken.needed]
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if names[1:] else names[0]
    text = brief.speaker.say("policy.needed", details=listed)
    citation = _citation(taken.needed[0][0])
    return [] if text in left_out else [Sentence(text, Part.POLICY, (citation,))]


def _citation(clause: Clause) -> Citation:
    return Citation(clause.id, clause.version)
