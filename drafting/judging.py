"""Whether a text may stand: the desk's own check, asked as the desk will ask it."""

from __future__ import annotations

from dataclasses import dataclass

from desk.check import Case, Check
from desk.draft import Finding, Sentence, Severity, text_of
from drafting.request import DraftRequest
from policies.book import Book
from policies.company import Company

# A person may decide to name somebody in public; what we write by ourselves never does.
_NOT_BY_US = frozenset({"personal_data"})


@dataclass(frozen=True)
class Judge:
    """The check with everything that it needs, for one request."""

    check: Check
    book: Book
    company: Company
    request: DraftRequest

    def blocks(
        self, sentences: tuple[Sentence, ...], *, holding: bool = False, follow_up: str = ""
    ) -> tuple[Finding, ...]:
        """The findings for which these sentences cannot be proposed as a reply."""
        request = self.request
        text = self.text(sentences)
        names = [request.conversation.customer_name, self.company.voice.company]
        names += [message.author for message in request.messages]
        case = Case(
            facts=request.facts,
            said=tuple(message.text for message in request.messages),
            names=tuple(dict.fromkeys(name for name in names if name)),
            public=request.public,
            limits=request.limits,
            length=request.length,
            holding=holding,
            follow_up=follow_up,
        )
        checked = self.check(text, sentences, self.book, self.company, case)
        return tuple(
            f for f in checked.findings if f.severity is Severity.BLOCK or f.code in _NOT_BY_US
        )

    def text(self, sentences: tuple[Sentence, ...]) -> str:
        """The text as the channel will carry it."""
        joined = text_of(sentences, paragraphs=self.request.limits.paragraphs)
        return self.request.normalise(joined)

    def without(
        self, sentences: tuple[Sentence, ...], findings: tuple[Finding, ...]
    ) -> tuple[Sentence, ...]:
        """The sentences in which no finding stands."""
        text = self.text(sentences)
        kept = []
        start = 0
        for sentence in sentences:
            at = text.find(sentence.text, start)
            at, end = (at, at + len(sentence.text)) if at >= 0 else (start, start)
            start = max(start, end)
            if not any(f.start < end and at < f.end for f in findings):
                kept.append(sentence)
        return tuple(kept)
