"""What comes after the answer: what we need to know, and how to reach a person."""

from __future__ import annotations

from desk.draft import Part, Sentence
from drafting.brief import Brief

UPSET = frozenset({"angry", "frustrated", "worried"})


def details_question(brief: Brief, details: tuple[str, ...]) -> tuple[Sentence, ...]:
    """What to ask so that the conditions of a clause can be judged, in one question."""
    if not details:
        return ()
    listed = f"{', '.join(details[:-1])} and {details[-1]}" if details[1:] else details[0]
    return (Sentence(brief.speaker.say("ask.details", details=listed), Part.QUESTION),)


def order_question(brief: Brief) -> tuple[Sentence, ...]:
    """The order number, where an order is at issue and nobody has named it."""
    topic = brief.retrieved.answers[0].ask.topic
    named = "order" in brief.retrieved.answers[0].clause.text.casefold()
    needed = topic is not None and (topic.about_order or (topic.name == "charge" and named))
    if not needed or order_known(brief):
        return ()
    asked = any("order number" in s.text.casefold() for s in brief.retrieved.answers[0].sayings)
    if asked and not brief.request.public:
        return ()
    place = "public" if brief.request.public else "private"
    return (Sentence(brief.speaker.say(f"ask.order.{place}"), Part.QUESTION),)


def opening_question(brief: Brief) -> tuple[Sentence, ...]:
    """What to ask where there is no answer to give: what happened, or which order it is."""
    place = "public" if brief.request.public else "private"
    topic = brief.seen.topics[0] if brief.seen.topics else None
    if topic is not None and topic.about_order and not order_known(brief):
        return (Sentence(brief.speaker.say(f"ask.order.{place}"), Part.QUESTION),)
    if brief.asks:
        return (Sentence(brief.speaker.say("ask.which"), Part.QUESTION),)
    return (Sentence(brief.speaker.say(f"ask.what.{place}"), Part.QUESTION),)


def product_question(brief: Brief) -> tuple[Sentence, ...]:
    """Which product it is about, where the answer depends on that and the customer has not said."""
    named = brief.retrieved.products
    if not named or brief.retrieved.answers:
        return ()
    kinds = {name.split()[-1].casefold() for name in named}
    plainly = brief.speaker.phrases.language == "en" and len(kinds) == 1
    key = "ask.product" if plainly else "ask.which_product"
    return (Sentence(brief.speaker.say(key, thing=kinds.pop()), Part.QUESTION),)


def invitation(brief: Brief) -> tuple[Sentence, ...]:
    """To write in private, where somebody wrote personal data for all to read."""
    if not brief.personal:
        return ()
    return (Sentence(brief.speaker.say("ask.private"), Part.NEXT_STEP),)


def contact(
    brief: Brief, barred: tuple[str, ...] = (), *, always: bool = False
) -> tuple[Sentence, ...]:
    """A way to a person: in letters to upset customers, and in public only when it drags on."""
    feeling = brief.seen.triage.feeling
    wanted = brief.again or (not brief.request.public and feeling in UPSET)
    known = brief.speaker.contact()
    if known is None or not (wanted or always) or brief.style.shorter:
        return ()
    say = brief.speaker
    ways = []
    waited = any(topic.name == "phone" for topic in brief.seen.topics)
    if known.phone and not waited:
        hours = f" ({known.hours})" if known.hours and not brief.request.public else ""
        ways += [say.say("contact.phone", phone=known.phone, hours=hours)]
        ways += [say.say("contact.phone", phone=known.phone, hours="")]
    if known.email and not brief.request.public:
        ways += [say.say("contact.email", email=known.email)]
    if known.link:
        ways += [say.say("contact.link", link=known.link)]
    left = [way for way in ways if way not in barred]
    return (Sentence(left[0], Part.NEXT_STEP),) if left else ()


def order_known(brief: Brief) -> bool:
    """Whether the order number is known, from us or from the customer."""
    return "order_number" in brief.request.facts.facts or "order_number" in brief.claims
