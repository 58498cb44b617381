"""The pipeline: triage, fence, retrieve, compose, check, fit. It ends with one outcome.

It says what it does while it does it, so that a person can watch. Whatever goes wrong with a
model, a draft comes out; whatever is wrong with the draft, a holding reply comes out.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, replace

from desk.check import Check
from desk.conversation import MessageKind
from desk.draft import Attribution, Finding, Outcome, Proposal, Reason, Sentence, Side, Stance
from desk.findings import FINDINGS
from drafting import notes
from drafting.abstaining import Refusal, abstention, after_search, before_search
from drafting.asks import asks_of
from drafting.bearing import Weights
from drafting.brief import Brief
from drafting.composing import composed
from drafting.declining import no_such_stance
from drafting.everybody import THANKS, public_note, thanks
from drafting.judging import Judge
from drafting.manuals.untold import Untold
from drafting.modelling import Failed, Written, written
from drafting.preparing import prepared
from drafting.products import Products
from drafting.request import DraftRequest
from drafting.retrieve import retrieve
from drafting.said import Speaker
from drafting.second_reading import Found, read_again
from drafting.writer import Writer
from policies.book import Book
from policies.company import Company
from policies.found import Search
from prompts.answers import ModelFailed, Why
from prompts.phrases import PhraseBook
from prompts.render import Templates


@dataclass(frozen=True)
class Step:
    """One step as a person may watch it.

    `says` is for people, `partial` is text so far if a model streams it, and only the last step
    has an `outcome`.
    """

    stage: str
    says: str
    partial: str = ""
    outcome: Outcome | None = None


class Drafter:
    """Turns one turn of a conversation into a proposal or an abstention."""

    def __init__(
        self,
        *,
        search: Search,
        book: Callable[[], Book],
        company: Callable[[], Company],
        check: Check,
        phrases: PhraseBook,
        templates: Templates,
        writer: Writer | None = None,
        plain: Search | None = None,
    ) -> None:
        """`book` and `company` are asked anew for each draft; without a `writer` it composes.

        `search` may ask a model for help; `plain` is the same without, where there are two.
        """
        self._search = search
        self._plain = plain or search
        self._book = book
        self._company = company
        self._check = check
        self._phrases = phrases
        self._templates = templates
        self._writer = writer
        self._known: tuple[str, Weights, Products, Untold] | None = None

    async def draft(self, request: DraftRequest) -> AsyncGenerator[Step, None]:
        """The steps; the last one has the outcome. Raises what the search raises."""
        began = time.monotonic()
        book, company = self._book(), self._company()
        if request.side is Side.EVERYBODY:
            yield Step("compose", "Thanking everybody.", outcome=self._thanks(request, book))
            return
        yield Step("triage", "Reading the message.")
        ready = prepared(request, company, self._phrases)
        brief, findings = ready.brief, (*ready.findings, *notes.of_message(ready.brief))
        yield Step("triage", _seen(brief))
        if ready.findings:
            yield Step("fence", "The message gives orders to a model; they are not followed.")
        attribution = Attribution("composer", self._phrases.digest, book.digest)
        refusal = before_search(brief)
        if refusal is not None and brief.in_danger:
            # Only for what to do at once: the answer itself is for a person to give.
            brief = await asyncio.to_thread(self._retrieved, brief, book)
        if refusal is None:
            yield Step("retrieve", "Looking for the clauses that apply.")
            brief = await asyncio.to_thread(self._retrieved, brief, book)
            yield Step("retrieve", " ".join((*_helped(brief), _found(brief))))
            findings += (*_across_languages(brief), *notes.of_answers(brief))
            refusal = after_search(brief, translates=self._writer is not None)
        judge = Judge(self._check, book, company, request)
        outcome: Outcome | None = None
        if refusal is None and self._writer is not None and request.side is not Side.NOTE:
            async for result in written(brief, self._writer, self._templates, judge):
                if isinstance(result, str):
                    yield Step("compose", "The model is writing.", partial=result)
                elif isinstance(result, Written):
                    attribution = result.attribution(book.digest)
                    findings += notes.of_reading(result.sentences)
                    outcome = _proposal(brief, result.sentences, attribution, findings)
                else:
                    yield Step("compose", f"{result.says}; composing without the model.")
                    attribution = replace(attribution, note=result.note)
                    findings += (_model_failed(result),)
                    refusal = after_search(brief, translates=False)
        if outcome is None:
            says = "Composing from the clause's own words." if refusal is None else _HOLDING
            yield Step("compose", says)
            outcome = await asyncio.to_thread(
                _without_model, brief, refusal, attribution, findings, judge
            )
        yield Step("check", "Checked against the clauses and the facts.")
        took = _with_search(outcome.attribution, brief, round(time.monotonic() - began, 3))
        yield Step("fit", _ready(outcome), outcome=replace(outcome, attribution=took))

    async def read(self, sentences: tuple[str, ...]) -> tuple[Found, ...]:
        """What each of these sentences commits to, as the model reads it. Raises ModelFailed."""
        if self._writer is None:
            raise ModelFailed(Why.UNREACHABLE, "no model is set")
        return await read_again(sentences, self._writer, self._templates)

    def _thanks(self, request: DraftRequest, book: Book) -> Proposal:
        """A post that answers nobody in particular; nothing is searched and no model is asked."""
        speaker = Speaker(self._phrases.of("en"), request, self._company())
        attribution = Attribution("composer", self._phrases.digest, book.digest)
        return Proposal(thanks(speaker), attribution, THANKS)

    async def outcome(self, request: DraftRequest) -> Outcome:
        """The outcome alone, for programs that nobody watches."""
        last: Outcome | None = None
        async for step in self.draft(request):
            last = step.outcome or last
        if last is None:  # pragma: no cover - draft always ends with an outcome
            raise RuntimeError("the pipeline ended without an outcome")
        return last

    def _retrieved(self, brief: Brief, book: Book) -> Brief:
        """The brief with its answers. Blocks; runs in a thread."""
        request = brief.request
        asks = asks_of(brief.text, brief.seen, public=request.public, again=brief.again)
        asks = tuple(replace(ask, danger=brief.in_danger) for ask in asks)
        weights, products, untold = self._learnt(book)
        english = brief.speaker.phrases.language == "en"  # manuals are read in English alone
        told = f"{request.conversation.subject} {brief.text}"
        found = retrieve(
            asks,
            self._search,
            book,
            weights,
            request.facts,
            brief.claims,
            brief.seen.triage.language,
            grievance=brief.seen.triage.kind is MessageKind.COMPLAINT,
            products=products,
            told=told,
            untold=untold if request.stance is Stance.BEST and english else None,
            public=request.public,
            plain=self._plain,
        )
        return replace(brief, retrieved=found)

    def _learnt(self, book: Book) -> tuple[Weights, Products, Untold]:
        """What there is to know of this book as a whole; found once for each book."""
        known = self._known
        if known is None or known[0] != book.digest:
            known = (book.digest, Weights.of(book), Products.of(book), Untold.of(book))
            self._known = known
        return known[1:]


_NOT_FIT = (
    "A clause bears on this, but what could be composed from it did not pass the check or does not "
    "fit the channel; a person has to write this one."
)


_UNFIT = Refusal(Reason.FACTS_MISSING, _NOT_FIT)
_HOLDING = "Writing a holding reply."


def _without_model(
    brief: Brief,
    refusal: Refusal | None,
    attribution: Attribution,
    findings: tuple[Finding, ...],
    judge: Judge,
) -> Outcome:
    """What the composer makes of it; a holding reply where it must not or cannot. Blocks."""
    refusal = refusal or no_such_stance(brief)
    sentences: tuple[Sentence, ...] | None = None
    if refusal is None:
        sentences = composed(brief, judge)
        refusal = None if sentences is not None else _UNFIT
    if sentences is not None and brief.request.side is Side.NOTE:
        sentences = public_note(sentences, brief.speaker)
    findings += notes.of_instruction(brief, sentences or ())
    unfollowed = notes.unfollowed(brief, sentences or ())
    note = "; ".join(part for part in (attribution.note, unfollowed) if part)
    attribution = replace(attribution, note=note)
    if sentences is not None:
        return _proposal(brief, sentences, attribution, findings)
    return abstention(brief, refusal or _UNFIT, attribution, findings, judge)


def _proposal(
    brief: Brief,
    sentences: tuple[Sentence, ...],
    attribution: Attribution,
    findings: tuple[Finding, ...],
) -> Proposal:
    return Proposal(sentences, attribution, brief.seen.triage, brief.retrieved.citations, findings)


def _across_languages(brief: Brief) -> tuple[Finding, ...]:
    if not brief.retrieved.across_languages:
        return ()
    severity, why = FINDINGS["language_uncertain"]
    return (Finding("language_uncertain", severity, f"{why[0].upper()}{why[1:]}."),)


def _model_failed(failed: Failed) -> Finding:
    severity, _ = FINDINGS["written_without_model"]
    return Finding("written_without_model", severity, f"{failed.note[0].upper()}{failed.note[1:]}.")


def _seen(brief: Brief) -> str:
    triage = brief.seen.triage
    about = f", about {triage.topics[0]}" if triage.topics else ""
    return f"A {triage.kind.value}{about}; it reads {triage.feeling}."


def _helped(brief: Brief) -> tuple[str, ...]:
    """What a model did for the search, in the order in which it did it."""
    steps = (step for helped in brief.retrieved.helped for step in helped.steps)
    return tuple(dict.fromkeys(steps))


def _with_search(attribution: Attribution, brief: Brief, seconds: float) -> Attribution:
    """What it took in all: the model's help to the search counts like its writing."""
    helped = brief.retrieved.helped
    failed = dict.fromkeys(why.rstrip(".") for each in helped for why in each.failed)
    return replace(
        attribution,
        tokens_in=attribution.tokens_in + sum(each.tokens_in for each in helped),
        tokens_out=attribution.tokens_out + sum(each.tokens_out for each in helped),
        cost=attribution.cost + sum(each.cost for each in helped),
        seconds=seconds,
        note="; ".join(part for part in (attribution.note, *failed) if part),
    )


def _found(brief: Brief) -> str:
    answers = brief.retrieved.answers
    if not answers and brief.retrieved.taken:
        named = " and ".join(f"“{each.title}”" for each in brief.retrieved.taken)
        return f"No clause is written for customers; {named} of a manual is about it."
    if not answers:
        return "No clause in force answers this."
    return (
        "It is answered by "
        + " and ".join(f"{answer.clause.title} ({answer.clause.id})" for answer in answers)
        + "."
    )


def _ready(outcome: Outcome) -> str:
    if isinstance(outcome, Proposal):
        return "The draft is ready for review."
    return "There is no ordinary draft: " + outcome.explanation
