"""The check of one text: commitments, grounding, personal data and manners, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desk.check import Case, Checked, Licensed
from desk.commitment import Commitment, CommitmentReader, read_all
from desk.courtesy import Weight, weight
from desk.draft import Citation, Evidence, Finding, Part, Sentence, Severity
from desk.findings import FINDINGS
from desk.grounding import CitedClause, Sources, contacts, figures, names
from desk.alignment import places
from desk.hidden import hidden_characters, open_slots
from desk.licence import Judgement, judge
from desk.manners import asks_to_delete, avoided_words, internal_words
from desk.permission import ClauseReading, ClauseReadings
from desk.personal import in_public, secrets
from desk.reading.conditions import conditions
from desk.reading.language import language_of
from desk.reading.quantities import quantities
from desk.reading.spans import sentences as spans_of
from desk.terms_met import Phrase, Reply
from policies.book import Book
from policies.clause import Clause, ClauseVersion, Covers
from policies.company import Company

_LONGEST = 50_000  # characters that are read; a longer text is refused, and its rest not read


@dataclass(frozen=True)
class _Cited:
    """One clause that a sentence cites: with its reading where it may license."""

    citation: Citation
    clause: Clause
    usable: bool


@dataclass(frozen=True)
class _Stretch:
    """A sentence where it stands in the text."""

    sentence: Sentence
    start: int
    end: int


class TextCheck:
    """The check (`desk.check.Check`) over patterns and, if given, further readers.

    Several readers are united: what any of them finds must be licensed.
    """

    def __init__(self, reader: CommitmentReader | tuple[CommitmentReader, ...]) -> None:
        """`reader` reads commitments in replies and in clauses."""
        self._readers = reader if isinstance(reader, tuple) else (reader,)
        self._readings = ClauseReadings(self._readers)
        self._places: dict[ClauseVersion, CitedClause] = {}

    def __call__(
        self, text: str, sentences: tuple[Sentence, ...], book: Book, company: Company, case: Case
    ) -> Checked:
        """All findings about `text`, in the order in which they stand in it."""
        whole, text = text, text[:_LONGEST]
        stretches = _placed(text, sentences)
        cited = {id(s): self._cited(s.sentence, book) for s in stretches}
        found: list[Finding] = [*_length(whole, case)]
        for stretch in stretches:
            found += _citation_findings(stretch, book, case)
        licensed, faults = self._commitments(text, stretches, cited, case)
        found += faults
        sources = Sources.of(case, company)
        everywhere = {c.clause.version: c for cs in cited.values() for c in cs}
        grounded = {v: self._places_of(c.clause) for v, c in everywhere.items()}
        for stretch in (*stretches, *_gaps(text, stretches)):
            mine = [grounded[c.clause.version] for c in cited.get(id(stretch), ()) if c.usable]
            others = [g for g in grounded.values() if g not in mine]
            found += figures(text, stretch.start, stretch.end, mine, sources, others)
        found += contacts(text, (c.clause for c in everywhere.values()), company, sources)
        found += names(text, case, company)
        found += _plain_findings(text, book, company, case)
        found.sort(key=lambda f: (f.start, f.end, f.code))
        unique = tuple(dict.fromkeys(found))
        return Checked(
            commitments=tuple(licensed),
            findings=unique,
            evidence=tuple(_evidence(s, unique, licensed, sources) for s in stretches),
        )

    def _cited(self, sentence: Sentence, book: Book) -> list[_Cited]:
        found = []
        for citation in sentence.citations:
            clause = book.version(citation.clause, citation.version)
            if clause is not None:
                found.append(_Cited(citation, clause, usable=True))
        return found

    def _places_of(self, clause: Clause) -> CitedClause:
        known = self._places.get(clause.version)
        if known is None or known.clause.id != clause.id:
            known = CitedClause(clause, places(_all_words(clause)))
            if len(self._places) > 5000:  # noqa: PLR2004 - far more than a book holds
                self._places.clear()
            self._places[clause.version] = known
        return known

    def _commitments(
        self, text: str, stretches: list[_Stretch], cited: dict[int, list[_Cited]], case: Case
    ) -> tuple[list[Licensed], list[Finding]]:
        licensed: list[Licensed] = []
        found: list[Finding] = []
        reply = _reply(text)
        stated = tuple(m.value for m in quantities(text, plain=False))
        for commitment in read_all(self._readers, text):
            stretch = next((s for s in stretches if s.start <= commitment.start < s.end), None)
            usable = [
                c
                for c in (cited[id(stretch)] if stretch else ())
                if c.clause.holds_on(case.facts.as_of)
                and c.clause.scope.covers(case.facts.scope) is not Covers.NO
            ]
            readings = [self._readings.of(c.clause) for c in usable]
            verdict = judge(commitment, readings, case.facts, reply, stated)
            by = next(
                (c.citation for c in usable if verdict.by and c.clause is verdict.by.clause), None
            )
            licensed.append(Licensed(commitment, by))
            if case.holding:
                found += _holding(commitment, case)
            elif verdict.fault:
                found.append(_fault_finding(commitment, verdict))
        return licensed, found


def _all_words(clause: Clause) -> str:
    listed = (licence.words for licence in clause.licences or ())
    return "\n".join((clause.title, clause.text, *listed))


def _placed(text: str, sentences: tuple[Sentence, ...]) -> list[_Stretch]:
    """Where each sentence stands; one that is not there (a stale edit) has no place."""
    found = []
    at = 0
    for sentence in sentences:
        start = text.find(sentence.text, at) if sentence.text else -1
        if start < 0:
            found.append(_Stretch(sentence, 0, 0))
            continue
        at = start + len(sentence.text)
        found.append(_Stretch(sentence, start, at))
    return found


def _gaps(text: str, stretches: list[_Stretch]) -> Iterator[_Stretch]:
    """What stands between the sentences: checked as a sentence that cites nothing."""
    at = 0
    for stretch in sorted((s for s in stretches if s.end), key=lambda s: s.start):
        if text[at : stretch.start].strip():
            yield _Stretch(Sentence(text[at : stretch.start], Part.NEXT_STEP), at, stretch.start)
        at = max(at, stretch.end)
    if text[at:].strip():
        yield _Stretch(Sentence(text[at:], Part.NEXT_STEP), at, len(text))


def _reply(text: str) -> Reply:
    stated: list[Phrase] = []
    asked: list[Phrase] = []
    language = language_of(text)
    for start, end in spans_of(text):
        sentence = text[start:end]
        if sentence.rstrip("\"'”’) ").endswith("?"):
            asked.append(Phrase.of(sentence))
            continue
        stated += (
            Phrase.of(c.words) for c in conditions(sentence, language_of(sentence, language))
        )
    return Reply(tuple(stated), tuple(asked))


def _length(text: str, case: Case) -> Iterator[Finding]:
    if not text.strip():
        yield _whole("empty", "there is no text", "Write a reply.")
    limit = case.limits.length
    if len(text) > _LONGEST:
        yield _whole(
            "too_long", f"only the first {_LONGEST} characters could be read", "Write less."
        )
    elif limit is not None and (length := case.length(text)) > limit:
        over = length - limit
        why = f"{length} {case.limits.counted.value}, and the channel takes {limit}"
        yield _whole("too_long", why, f"Shorten it by {over}.")


def _whole(code: str, why: str, mend: str) -> Finding:
    return Finding(code, FINDINGS[code][0], why, mend=mend)


def _citation_findings(stretch: _Stretch, book: Book, case: Case) -> Iterator[Finding]:
    for citation in stretch.sentence.citations:
        clause = book.version(citation.clause, citation.version)
        if clause is None:
            yield _about(
                stretch,
                "clause_unknown",
                f"{citation.clause} is not in the policy book",
                "Cite a clause of the book.",
                citation,
            )
        elif not clause.holds_on(case.facts.as_of):
            yield _about(
                stretch,
                "not_in_force",
                f"{citation.clause} does not hold on {case.facts.as_of}",
                "Cite the version in force on that day.",
                citation,
            )
        elif (covers := clause.scope.covers(case.facts.scope)) is Covers.NO:
            yield _about(
                stretch,
                "out_of_scope",
                f"{citation.clause} does not cover this case",
                "Cite a clause that covers it.",
                citation,
            )
        elif covers is Covers.UNKNOWN:
            missing = ", ".join(clause.scope.unknown(case.facts.scope))
            yield _about(
                stretch,
                "scope_unknown",
                f"the case does not say: {missing}",
                f"Find out: {missing}.",
                citation,
            )


def _about(stretch: _Stretch, code: str, why: str, mend: str, citation: Citation) -> Finding:
    return Finding(
        code,
        FINDINGS[code][0],
        why,
        stretch.sentence.text,
        stretch.start,
        stretch.end,
        mend,
        citation.clause,
    )


def _fault_finding(commitment: Commitment, verdict: Judgement) -> Finding:
    fault = verdict.fault
    assert fault is not None  # noqa: S101 - the caller asked
    return Finding(
        fault.code,
        fault.severity,
        fault.why,
        commitment.words,
        commitment.start,
        commitment.end,
        fault.mend,
        fault.clause,
    )


def _holding(commitment: Commitment, case: Case) -> Iterator[Finding]:
    """A holding reply may speak of the follow-up that somebody's list holds, and of nothing else."""
    task = case.follow_up
    if task and weight(commitment) is Weight.COURTESY:
        return
    if (
        task
        and commitment.grants
        and not commitment.amount
        and weight(commitment.__class__(**{**_fields(commitment), "period": None, "day": None}))
        is Weight.COURTESY
    ):
        known = [m.value for m in quantities(task, plain=False)]
        if all(v in known for v in (commitment.period, commitment.day) if v is not None):
            return
    why = "a holding reply commits to nothing" + (
        " but its follow-up" if task else "; no list holds a task"
    )
    yield Finding(
        "holding_commits",
        FINDINGS["holding_commits"][0],
        why,
        commitment.words,
        commitment.start,
        commitment.end,
        "Take it out, or answer with a clause.",
    )


def _fields(commitment: Commitment) -> dict[str, object]:
    return {name: getattr(commitment, name) for name in commitment.__dataclass_fields__}


def _plain_findings(text: str, book: Book, company: Company, case: Case) -> Iterator[Finding]:
    yield from hidden_characters(text)
    yield from open_slots(text)
    yield from secrets(text)
    if case.public:
        listed = " ".join(
            (
                *(f"{c.phone} {c.email}" for c in company.contacts),
                company.voice.sign_off,
                *company.voice.signatures.values(),
            )
        )
        yield from in_public(text, listed)
    yield from asks_to_delete(text)
    yield from avoided_words(text, company.voice)
    day = case.facts.as_of
    held = [c for c in book if c.holds_on(day)]
    yield from internal_words(
        text, (c for c in held if not c.public), (c for c in held if c.public)
    )


_POLICY_PARTS = frozenset({Part.POLICY, Part.RESOLUTION})


def _evidence(
    stretch: _Stretch, found: Iterable[Finding], licensed: list[Licensed], sources: Sources
) -> Evidence:
    inside = [f for f in found if f.end and stretch.start <= f.start < stretch.end]
    if any(f.severity is Severity.BLOCK for f in inside):
        return Evidence.UNSUPPORTED
    mine = [entry for entry in licensed if stretch.start <= entry.commitment.start < stretch.end]
    if any(entry.by for entry in mine) or stretch.sentence.citations:
        return Evidence.POLICY
    if stretch.sentence.part in _POLICY_PARTS:
        return Evidence.UNSUPPORTED
    measured = quantities(stretch.sentence.text)
    return Evidence.FACT if measured else Evidence.COURTESY


__all__ = ["ClauseReading", "TextCheck"]
