"""The second reader: what a model says that a sentence commits us to, as commitments.

It comes with the draft itself, so that an ordinary draft takes one call; what a person wrote is
read in a call of its own. Amounts and times are read by the same code as everywhere else: the
model only points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from desk.commitment import Actor, Commitment
from desk.reading.quantities import quantities
from drafting.commitments import LEXICONS
from drafting.untrusted import fenced
from drafting.writer import Writer
from policies.terms import Kind, Money, Percent, Period
from prompts.answers import AnsweredCommitment, ModelFailed, Why
from prompts.render import Templates

Found = tuple[Commitment, ...]


def commitments_of(
    text: str, said: tuple[AnsweredCommitment, ...] | None
) -> tuple[Commitment, ...] | None:
    """What a model says that the sentence `text` commits to; None where it does not say.

    Words that do not stand in the sentence stand for the whole of it: nothing that is named is
    dropped.
    """
    return None if said is None else tuple(dict.fromkeys(_one(text, one) for one in said))


async def read_again(
    sentences: tuple[str, ...], writer: Writer, templates: Templates
) -> tuple[Found, ...]:
    """What each of these sentences commits to, read by a model. Raises ModelFailed, also where it
    did not read them all.
    """
    prompt = templates.reading(tuple(map(fenced, sentences)))
    answer = await writer.write(prompt, _nobody_watches)
    answered = answer.sentences
    if len(answered) != len(sentences):
        raise ModelFailed(Why.NONSENSE, f"{len(answered)} of {len(sentences)} sentences")
    found = []
    for text, one in zip(sentences, answered, strict=True):
        reading = commitments_of(text, one.commitments)
        if reading is None:
            raise ModelFailed(Why.NONSENSE, "a sentence without a reading")
        found.append(reading)
    return tuple(found)


def _one(text: str, said: AnsweredCommitment) -> Commitment:
    words = " ".join(said.words.split())
    stands = re.search(re.escape(words), text, re.IGNORECASE)
    start, end = stands.span() if stands else (0, len(text))
    amount = next(_amounts(f"{said.amount}\n{words}"), None)
    most = amount is not None and any(
        lexicon.at_most.search(text[: mention.start])
        for mention in quantities(text, plain=False)
        if mention.value == amount
        for lexicon in LEXICONS.values()
    )
    period, day = _time(said.time)
    return Commitment(
        kind=said.kind,
        words=text[start:end],
        start=start,
        end=end,
        object=" ".join(said.about.split()),
        amount=amount,
        at_most=most,
        period=period,
        day=day,
        actor=Actor.CUSTOMER if said.kind is Kind.ELIGIBILITY else Actor.US,
    )


def _amounts(words: str) -> Iterator[Money | Percent]:
    for mention in quantities(words, plain=False):
        if isinstance(mention.value, Money | Percent):
            yield mention.value


def _time(words: str) -> tuple[Period | None, date | None]:
    values = [mention.value for mention in quantities(words, plain=False)]
    periods = (value for value in values if isinstance(value, Period))
    days = (value for value in values if isinstance(value, date))
    return next(periods, None), next(days, None)


def _nobody_watches(_text: str) -> None:
    """A reading is not shown while it arrives."""
