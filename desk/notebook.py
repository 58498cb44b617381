"""The notebook: what is known of a case, what colleagues say of it, what edits teach.

Each method is one transaction. It lies open on the desk (`Desk.notebook`) and decides nothing
about postings: a change of facts only makes the gate look again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from desk import gaps, knowing, waiting
from desk.audit import Entry
from desk.draft import Draft
from desk.errors import BadText, NotPermitted, WrongState
from desk.facts import Fact, stamped
from desk.ids import ConversationId, DraftId, mint
from desk.intake import clean
from desk.lessons import Decision, FactChange, Gap, LookUp, Note, Suggestion
from desk.looking_up import FactAnswer, NoFacts
from desk.people import Person
from desk.room import Room

_LONGEST_NOTE = 5_000  # code points


class Notebook(Room):
    """What one workspace writes down beside its conversations."""

    # ---- facts

    def know(
        self,
        conversation: ConversationId,
        facts: tuple[Fact, ...],
        scope: Mapping[str, str],
        actor: str,
    ) -> Draft | None:
        """Add or correct facts; returns the draft to look at now.

        Where nothing changed the draft stands as it is. None where there is none to look at.
        """
        with self._records.begin(self.workspace) as tx:
            now = self.law.clock()
            if knowing.learn(tx, conversation, facts, scope, actor, now):
                return knowing.reconsider(tx, conversation, actor, now)
            return next(iter(tx.drafts.open_in(conversation)), None)

    def forget(self, conversation: ConversationId, name: str, actor: str) -> Draft | None:
        """Take a fact out of a case. Raises NotFound."""
        with self._records.begin(self.workspace) as tx:
            now = self.law.clock()
            knowing.forget(tx, conversation, name, actor, now)
            return knowing.reconsider(tx, conversation, actor, now)

    def undo_facts(self, conversation: ConversationId, actor: str) -> Draft | None:
        """Take the last change of facts back. Raises WrongState where there is none."""
        with self._records.begin(self.workspace) as tx:
            now = self.law.clock()
            knowing.undo(tx, conversation, actor, now)
            return knowing.reconsider(tx, conversation, actor, now)

    def looked_up(
        self,
        conversation: ConversationId,
        answer: FactAnswer | NoFacts,
        actor: str,
        *,
        reconsider: bool,
    ) -> LookUp:
        """Write down what the company's system said of a case.

        Where it did not answer nothing becomes known. `reconsider` is for a look-up that a person
        asked for: what rested on other facts is then looked at again.
        """
        with self._records.begin(self.workspace) as tx:
            now = self.law.clock()
            there = tx.conversations.get(conversation, lock=True)
            if isinstance(answer, NoFacts):
                answered, says = False, str(answer)
            else:
                said = stamped(answer.facts, answer.source, now)
                changed = knowing.learn(tx, conversation, said, answer.scope, actor, now)
                if changed and reconsider:
                    knowing.reconsider(tx, conversation, actor, now)
                names = sorted({f.name for f in answer.facts} | set(answer.scope))
                answered, says = True, f"{answer.source}: {', '.join(names) or 'knows nothing'}"
            look_up = LookUp(mint("lku"), conversation, there.turn, now, answered, says)
            tx.facts.add_look_up(look_up)
            detail: dict[str, str | int | None] = {"answered": int(answered)}
            tx.audit(now, Entry(actor, "facts.looked_up", f"conversation:{conversation}", detail))
            return look_up

    def is_looked_up(self, conversation: ConversationId, turn: int) -> bool:
        """Whether the company's system has answered for this turn."""
        with self._records.begin(self.workspace) as tx:
            return any(one.answered and one.turn == turn for one in tx.facts.look_ups(conversation))

    def facts_of(
        self, conversation: ConversationId
    ) -> tuple[tuple[FactChange, ...], tuple[LookUp, ...]]:
        """Every change of facts and every look-up, oldest first."""
        with self._records.begin(self.workspace) as tx:
            tx.conversations.get(conversation)
            return tx.facts.of(conversation), tx.facts.look_ups(conversation)

    # ---- notes

    def note(self, conversation: ConversationId, text: str, person: Person) -> Note:
        """A word among colleagues. The customer never sees it, and no draft is made of it."""
        if not person.active:
            raise NotPermitted("You may not write here any more.")
        kept = clean(text).strip()
        if len(kept) > _LONGEST_NOTE:
            raise BadText(f"A note has {_LONGEST_NOTE} characters at the most.")
        with self._records.begin(self.workspace) as tx:
            tx.conversations.get(conversation)
            note = Note(mint("nte"), conversation, person.id, kept, self.law.clock())
            tx.notes.add(note)
            subject, detail = f"conversation:{conversation}", {"note": note.id}
            tx.audit(note.at, Entry(person.actor, "note.written", subject, detail))
            return note

    def notes(self, conversation: ConversationId) -> tuple[Note, ...]:
        """Every note about a conversation, oldest first."""
        with self._records.begin(self.workspace) as tx:
            tx.conversations.get(conversation)
            return tx.notes.of(conversation)

    # ---- suggestions and gaps

    def decide(self, name: str, person: Person, decision: Decision) -> Suggestion:
        """The owner of the voice accepts a suggestion, declines it, or opens it again."""
        gaps.may_own(person)
        with self._records.begin(self.workspace) as tx:
            now = self.law.clock()
            suggestion = tx.lessons.suggestion(name)
            if suggestion.state is decision:
                raise WrongState(f"It is {decision.value} already.")
            open_again = decision is Decision.OPEN
            done = replace(
                suggestion,
                state=decision,
                decided_by=None if open_again else person.id,
                decided_at=None if open_again else now,
            )
            tx.lessons.save_suggestion(done)
            tx.audit(
                now, Entry(person.actor, f"suggestion.{decision.value}", f"suggestion:{name}", {})
            )
            return done

    def dismiss_gap(self, name: str, note: str, person: Person) -> Gap:
        """The owner wants no clause for it, and says why."""
        if not note.strip():
            raise BadText("Say why no clause is wanted; the next who meets it will ask.")
        with self._records.begin(self.workspace) as tx:
            return gaps.dismissed(tx, name, clean(note), person, self.law.clock())

    def reopen_gap(self, name: str, person: Person) -> Gap:
        """Undo a decision about a gap."""
        with self._records.begin(self.workspace) as tx:
            return gaps.reopened(tx, name, person, self.law.clock())

    def close_gap(self, name: str, clause: str, person: Person) -> tuple[DraftId, ...]:
        """The owner says which clause answers it; whoever waited is answered anew."""
        gaps.may_own(person)
        if not any(str(each.id) == clause for each in self.law.book()):
            raise BadText(f"No clause of the book is called {clause or '(nothing)'}.")
        return self.gap_answered(name, clause, person.actor)

    def gap_answered(self, name: str, clause: str, actor: str) -> tuple[DraftId, ...]:
        """A clause answers a gap by now. Returns the drafts that were asked for anew.

        Each conversation is a transaction of its own, so that none waits for all the others.
        """
        with self._records.begin(self.workspace) as tx:
            gaps.answered(tx, name, clause, actor, self.law.clock())
            cases = tx.lessons.cases(name)
        made = []
        for case in cases:
            with self._records.begin(self.workspace) as tx:
                draft = waiting.answer_anew(tx, case, self.law.terms, self.law.clock())
            if draft is not None:
                made.append(draft)
        return tuple(made)
