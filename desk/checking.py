"""The check of one text: commitments, grounding, personal data and manners, put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nlargest

from desk.affirming import bare_yes, claimed_met
from desk.check import Case, Checked, Licensed
from desk.commitment import Commitment, CommitmentReader, read_all
from desk.conflicts import Granting
from desk.contacts import contacts
from desk.draft import Citation, Finding, Sentence
from desk.evidence import evidence_of
from desk.found import finding
from desk.grounding import CitedClause, Sources, figures
from desk.hidden import hidden_characters, open_slots
from desk.holding import holding_findings
from desk.licence import Fault, judge, nearest
from desk.lookalikes import lookalikes
from desk.manners import asks_to_delete, avoided_words, internal_words
from desk.names import names
from desk.orders import taken_up
from desk.permission import ClauseReading, ClauseReadings, Permission
from desk.personal import in_public, people_in_public, secrets
from desk.phrases import Reply
from desk.reading.language import language_of
from desk.reading.quantities import quantities
from desk.second_reading import added
from desk.stretches import Stretch, gaps, placed
from desk.unread import unread
from desk.vocabulary import roots
from policies.book import Book
from policies.clause import Clause, ClauseId, ClauseVersion, Covers
from policies.company import Company

_LONGEST = 50_000  # characters that are read; a longer text is refused
_MOST_CLAUSES = 5_000  # clauses kept ready; a book holds far fewer
_NAMES_NEAREST = frozenset({"unlicensed_commitment", "admission"})
_OUT = "Take it out."
_SHARED = 2  # words that such a clause must share with the commitment
_READ = 5  # clauses without a list that are read to say which comes nearest
_AHEAD = 2_000  # clauses that are read ahead; of a larger book the others when they are cited


@dataclass(frozen=True)
class _Prepared:
    """A cited clause, ready to be compared with; `holds` where it may license this case."""

    citation: Citation
    reading: ClauseReading
    figures: CitedClause
    holds: bool


class TextCheck:
    """The check (`desk.check.Check`) over patterns and, if given, further readers.

    Several readers are united: what any of them finds must be licensed. So must what a model found
    in the sentences (`Sentence.read`).
    """

    def __init__(self, reader: CommitmentReader | tuple[CommitmentReader, ...]) -> None:
        """`reader` reads commitments in replies and in clauses."""
        self._readers = reader if isinstance(reader, tuple) else (reader,)
        self._readings = ClauseReadings(self._readers)
        self._figures: dict[ClauseVersion, CitedClause] = {}
        self._granting = Granting(Book())

    def prepare(self, book: Book) -> None:
        """Read the clauses of a book ahead, so that the first check after a start or a change of
        policy is as fast as any other. Any thread may call it.
        """
        for clause in book.clauses[:_AHEAD]:
            _ = self._readings.of(clause).said, self._figures_of(clause).places
        self._granting = Granting(book)

    def __call__(
        self, text: str, sentences: tuple[Sentence, ...], book: Book, company: Company, case: Case
    ) -> Checked:
        """All findings about `text`, in the order in which they stand in it."""
        case = replace(case, facts=case.facts.at_work(company.days_off))
        found = [*_length(text, case)]
        text = text[:_LONGEST]
        stretches = placed(text, sentences)
        reply = Reply.of(text)
        sources = Sources.of(case, company)
        cited = {stretch: self._cited(stretch, book, case) for stretch in stretches}
        resting = [p.reading.clause for each in cited.values() for p in each if p.holds]
        for stretch in stretches:
            found += _citation_findings(stretch, book, case)
            rules = [p.reading.clause for p in cited[stretch] if p.holds]
            found += bare_yes(stretch, rules, case.facts, reply)
            found += self._disagreeing(stretch, rules, book, case)
            found += claimed_met(stretch, rules or resting, case.facts)
        licensed: list[Licensed] = []
        for entry, about in self._commitments(text, reply, cited, book, case):
            licensed.append(entry)
            found += about
        found += _figures(text, cited, sources)
        clauses = [p.reading.clause for prepared in cited.values() for p in prepared]
        found += contacts(text, clauses, company, sources)
        found += names(text, case, company)
        found += _plain_findings(text, book, company, case)
        known = (*(c.text for c in clauses), *(c.title for c in clauses), sources.told)
        found += taken_up(text, case.said, known)
        if case.public:
            found += people_in_public(text, case.said, case.names, known)
        findings = tuple(dict.fromkeys(sorted(found, key=lambda f: (f.start, f.end, f.code))))
        spoken = f"{sources.said} {sources.told}"
        evidence = tuple(
            evidence_of(s, [p.reading.clause for p in cited[s]], findings, licensed, spoken)
            for s in stretches
        )
        return Checked(tuple(licensed), findings, evidence)

    def _cited(self, stretch: Stretch, book: Book, case: Case) -> tuple[_Prepared, ...]:
        found = []
        for citation in dict.fromkeys(stretch.sentence.citations):
            clause = book.version(citation.clause, citation.version)
            if clause is not None:
                holds = clause.holds_on(case.facts.as_of)
                holds = holds and clause.scope.covers(case.facts.scope) is not Covers.NO
                reading = self._readings.of(clause)
                found.append(_Prepared(citation, reading, self._figures_of(clause), holds))
        return tuple(found)

    def _disagreeing(
        self, stretch: Stretch, rules: Sequence[Clause], book: Book, case: Case
    ) -> Iterator[Finding]:
        """A finding where another clause in force says otherwise than a cited one."""
        granting = self._granting
        if granting.book is not book:
            granting = self._granting = Granting(book)
        for clause in rules:
            conflict = granting.against(clause, case.facts.as_of, case.facts.scope)
            if conflict is not None:
                other = conflict.other
                # The words of an internal clause must not come to a writer by way of a finding.
                words = f': "{conflict.yours.words}"' if other.public else ""
                why = f"{other.id} is in force as well and says otherwise than {clause.id}{words}"
                mend = "Ask the owner of the policies which one holds; end or narrow the other."
                yield finding(
                    "policies_conflict",
                    why,
                    stretch.sentence.text,
                    (stretch.start, stretch.end),
                    mend,
                    clause.id,
                )

    def _figures_of(self, clause: Clause) -> CitedClause:
        known = self._figures.get(clause.version)
        if known is None or known.clause.id != clause.id:
            known = CitedClause(clause)
            if len(self._figures) >= _MOST_CLAUSES:
                self._figures.clear()
            self._figures[clause.version] = known
        return known

    def _commitments(
        self,
        text: str,
        reply: Reply,
        cited: Mapping[Stretch, Sequence[_Prepared]],
        book: Book,
        case: Case,
    ) -> Iterator[tuple[Licensed, list[Finding]]]:
        """Each commitment of the text with the clause that licenses it, or with findings."""
        stated = tuple(m.value for m in quantities(text, plain=False))
        settled: list[Permission] = []
        found = read_all(self._readers, text)
        more = tuple(added(cited, found))
        for commitment in (*found, *more):
            mine = next((c for s, c in cited.items() if s.holds(commitment.start)), ())
            usable = [prepared for prepared in mine if prepared.holds]
            readings = [prepared.reading for prepared in usable]
            verdict = judge(commitment, readings, case.facts, reply, stated, settled)
            if verdict.permission and verdict.permission.kind is commitment.kind:
                settled.append(verdict.permission)
            by = next((p.citation for p in usable if p.reading is verdict.by), None)
            if case.holding:
                yield Licensed(commitment, None), [*holding_findings(commitment, case)]
            else:
                bound = verdict.permission.amount if verdict.permission else None
                fault = verdict.fault
                if fault and commitment in more:
                    fault = replace(fault, why=f"{fault.why} (the model reads it so)")
                if fault and fault.code in _NAMES_NEAREST and commitment.grants:
                    fault = self._with_nearest(fault, commitment, mine, book, case)
                yield Licensed(commitment, by, bound), [*_fault(commitment, fault)]

    def _with_nearest(
        self,
        fault: Fault,
        commitment: Commitment,
        mine: Sequence[_Prepared],
        book: Book,
        case: Case,
    ) -> Fault:
        """The fault with the clause that comes nearest: of those cited, else of the whole book."""
        near = nearest(commitment, (p.reading for p in mine if p.holds))
        near = near or nearest(commitment, self._of_book(commitment, book, case))
        if near is None:
            return replace(fault, why=f"{fault.why}; nor does any clause in the book", mend=_OUT)
        clause = near[0].clause.id
        # The words of an internal clause must not come to a writer by way of a finding.
        words = f" ({near[1].words})" if near[0].clause.public else ""
        mend = f"{clause} comes nearest{words}: say that and cite it, or take it out."
        return replace(fault, mend=mend, clause=clause)

    def _of_book(self, commitment: Commitment, book: Book, case: Case) -> Iterator[ClauseReading]:
        """What the clauses of the whole book permit: all that is listed, which takes no reading,
        and of those that list nothing the few that share most words with the commitment.
        """
        unlisted = []
        for clause in book.in_force(case.facts.as_of, case.facts.scope):
            if clause.licences is None:
                unlisted.append(clause)
            else:
                yield self._readings.of(clause)
        words = roots(commitment.words)
        shared = ((len(words & roots(f"{c.title}\n{c.text}")), c) for c in unlisted)
        near = (one for one in shared if one[0] >= _SHARED)
        alike = (clause for _, clause in nlargest(_READ, near, lambda one: one[0]))
        yield from map(self._readings.of, alike)


def _fault(commitment: Commitment, fault: Fault | None) -> Iterator[Finding]:
    if fault:
        span = (commitment.start, commitment.end)
        yield finding(
            fault.code,
            fault.why,
            commitment.words,
            span,
            fault.mend,
            fault.clause,
            severity=fault.severity,
        )


def _length(text: str, case: Case) -> Iterator[Finding]:
    limit = case.limits.length
    if not text.strip():
        yield finding("empty", "there is no text", "", (0, 0), "Write a reply.")
    elif len(text) > _LONGEST:
        why = f"only the first {_LONGEST} of {len(text)} characters are read"
        yield finding("too_long", why, "", (0, 0), "Write less.")
    elif limit is not None and (length := case.length(text)) > limit:
        why = f"{length} {case.limits.counted.value}, and the channel takes {limit}"
        yield finding("too_long", why, "", (0, 0), f"Shorten it by {length - limit}.")


def _citation_findings(stretch: Stretch, book: Book, case: Case) -> Iterator[Finding]:
    span = (stretch.start, stretch.end)
    words = stretch.sentence.text
    for citation in stretch.sentence.citations:
        name = citation.clause
        clause = book.version(name, citation.version)
        if clause is None:
            why, mend = _gone(name, book)
            yield finding("clause_unknown", why, words, span, mend, name)
        elif not clause.holds_on(case.facts.as_of):
            why = f"{name} does not hold on {case.facts.as_of}"
            yield finding(
                "not_in_force", why, words, span, "Cite the version in force on that day.", name
            )
        elif (covers := clause.scope.covers(case.facts.scope)) is Covers.NO:
            why, mend = f"{name} does not cover this case", "Cite a clause that covers it."
            yield finding("out_of_scope", why, words, span, mend, name)
        elif covers is Covers.UNKNOWN:
            missing = ", ".join(clause.scope.unknown(case.facts.scope))
            why = f"whether {name} covers this case depends on: {missing}"
            yield finding("scope_unknown", why, words, span, f"Find out: {missing}.", name)


def _gone(name: ClauseId, book: Book) -> tuple[str, str]:
    """Why a cited version is not in the book, and what to do."""
    if not book.versions(name):
        return f"{name} is not in the policy book", "Cite a clause of the book."
    return (
        f"{name} has other words now than when this was written",
        "Compare them, then save an edit or have it written anew.",
    )


def _figures(
    text: str, cited: Mapping[Stretch, Sequence[_Prepared]], sources: Sources
) -> Iterator[Finding]:
    everywhere = {p.figures.clause.version: p.figures for ps in cited.values() for p in ps}
    for stretch in (*cited, *gaps(text, tuple(cited))):
        mine = [p.figures for p in cited.get(stretch, ())]
        others = [clause for clause in everywhere.values() if clause not in mine]
        yield from figures(text, (stretch.start, stretch.end), mine, sources, others)


def _plain_findings(text: str, book: Book, company: Company, case: Case) -> Iterator[Finding]:
    """What may not stand in any reply, whatever it promises."""
    yield from hidden_characters(text)
    yield from lookalikes(text)
    yield from unread(text)
    yield from open_slots(text)
    yield from secrets(text)
    if case.public:
        yield from in_public(text, company)
    yield from asks_to_delete(text)
    channel = case.facts.scope.get("channel", "")
    yield from avoided_words(text, company.voice.on(channel, language_of(text)))
    held = [clause for clause in book if clause.holds_on(case.facts.as_of)]
    internal = [clause for clause in held if not clause.public]
    yield from internal_words(text, internal, (clause for clause in held if clause.public))
