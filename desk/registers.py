"""The registers: complaints, promises and incidents, one method a move, each one transaction.

They lie open on the desk (`Desk.registers`).
"""

from __future__ import annotations

from datetime import timedelta

from desk import complaints, erasing, incidents, ledger
from desk.complaint import Complaint, Ending
from desk.conversation import Conversation
from desk.ids import ConversationId, IncidentId, PersonId
from desk.incident import Incident
from desk.people import Principal, insist_person
from desk.records import FollowUp, Kept
from desk.room import Room


class Registers(Room):
    """The registers of one workspace."""

    # ---- erasure

    def erase(self, conversation: ConversationId, actor: str) -> tuple[ConversationId, ...]:
        """Erase the customer of a conversation, on their own request. Returns what was erased."""
        with self._records.begin(self.workspace) as tx:
            return erasing.erase(tx, conversation, actor, self.law.clock())

    # ---- promises

    def owed_to(self, conversation: ConversationId) -> tuple[FollowUp, ...]:
        """What we owe this customer still, in all their conversations."""
        with self._records.begin(self.workspace) as tx:
            return ledger.open_promises(tx, conversation)

    def settle(self, promise: str, how: Kept, evidence: str, by: Principal) -> FollowUp:
        """What became of a promise, and what shows it."""
        with self._records.begin(self.workspace) as tx:
            return ledger.settle(tx, promise, how, evidence, insist_person(by), self.law.clock())

    def own_promise(self, promise: str, to: PersonId | None, by: Principal) -> FollowUp:
        """Who sees to a promise."""
        with self._records.begin(self.workspace) as tx:
            return ledger.own(tx, promise, to, insist_person(by), self.law.clock())

    def remind(self) -> tuple[FollowUp, ...]:
        """Promises whose owner has to be reminded: once when due soon, once when late."""
        with self._records.begin(self.workspace) as tx:
            return ledger.remind(tx, self.law.clock(), self.law.terms.remind)

    def mailed(self, promise: FollowUp, came: str) -> None:
        """What came of telling the owner of a promise by mail."""
        with self._records.begin(self.workspace) as tx:
            ledger.mailed(tx, promise, came, self.law.clock())

    # ---- complaints

    def register(self, conversation: ConversationId, by: Principal) -> Complaint:
        """Give a conversation a number in the register of complaints."""
        with self._records.begin(self.workspace) as tx:
            there = tx.conversations.get(conversation, lock=True)
            return complaints.register(tx, there, insist_person(by).actor, self.law.clock())

    def own_complaint(self, number: int, to: PersonId | None, by: Principal) -> Complaint:
        """Whose complaint it is."""
        with self._records.begin(self.workspace) as tx:
            return complaints.own(tx, number, to, insist_person(by), self.law.clock())

    def close(self, number: int, ending: Ending, note: str, by: Principal) -> Complaint:
        """How a complaint ended."""
        with self._records.begin(self.workspace) as tx:
            return complaints.close(tx, number, ending, note, insist_person(by), self.law.clock())

    def reopen(self, number: int, by: Principal) -> Complaint:
        """A complaint is not over."""
        with self._records.begin(self.workspace) as tx:
            return complaints.reopen(tx, number, insist_person(by), self.law.clock())

    # ---- incidents

    def begin(
        self,
        by: Principal,
        *,
        title: str,
        statement: str,
        words: tuple[str, ...],
        every: timedelta,
        holds: bool = True,
        plain: bool = True,
    ) -> Incident:
        """Open an incident, and take in every conversation that is owed a reply and matches.

        Each conversation is a transaction of its own, so that nothing waits for all of them.
        """
        now = self.law.clock()
        with self._records.begin(self.workspace) as tx:
            incident = incidents.begin(
                tx,
                title=title,
                statement=statement,
                words=words,
                holds=holds,
                plain=plain,
                every=every,
                person=insist_person(by),
                now=now,
            )
            owed = tx.incidents.owed()
        for name in owed:
            with self._records.begin(self.workspace) as tx:
                incidents.take_in(tx, name, incident, now)
        return incident

    def leave(self, conversation: ConversationId, by: Principal) -> Conversation:
        """A conversation is not about its incident."""
        with self._records.begin(self.workspace) as tx:
            return incidents.leave(tx, conversation, insist_person(by), self.law.clock())

    def restate(self, incident: IncidentId, statement: str, by: Principal) -> Incident:
        """A new statement from now on."""
        with self._records.begin(self.workspace) as tx:
            return incidents.restate(tx, incident, statement, insist_person(by), self.law.clock())

    def tell(self, incident: IncidentId, by: Principal) -> int:
        """Have the newest statement drafted for everybody of an incident. Returns for how many."""
        with self._records.begin(self.workspace) as tx:
            tx.incidents.get(incident)
            members = tx.incidents.members(incident)
        for name in members:
            with self._records.begin(self.workspace) as tx:
                incidents.tell(tx, name, self.law.terms, insist_person(by), self.law.clock())
        return len(members)

    def end(self, incident: IncidentId, by: Principal) -> Incident:
        """An incident is over; what waited for an ordinary answer is drafted anew."""
        now = self.law.clock()
        with self._records.begin(self.workspace) as tx:
            closed = incidents.end(tx, incident, insist_person(by), now)
            members = tx.incidents.members(incident)
        for name in members:
            with self._records.begin(self.workspace) as tx:
                incidents.released(tx, name, now)
        return closed
