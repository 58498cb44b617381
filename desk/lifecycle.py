"""The desk: everything that may happen to a conversation, a draft or a posting, one method each.

Each method is one transaction, except `send` and `look_up`, which commit before and after they
speak to a channel and hold nothing while they do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime

from desk import (
    assignment,
    beside,
    corrections,
    incidents,
    intake,
    requests,
    review,
    staleness,
    thanking,
    voiding,
)
from desk.approval import Approval
from desk.conversation import Closing, Conversation, Message
from desk.corrections import Said
from desk.draft import Citation, Draft, DraftState, Outcome, Revision, Stance
from desk.errors import NotFound
from desk.facts import Fact
from desk.ids import ConversationId, DraftId, PersonId, PostingId, RevisionId, WorkspaceId
from desk.law import Law
from desk.locking import locked_draft
from desk.notebook import Notebook
from desk.outbox import Outbox, insist_person
from desk.people import Principal
from desk.posting import Incoming, Posting
from desk.records import Progress, Records, Transaction
from desk.registers import Registers
from desk.requests import Work
from desk.rereading import Rereading
from desk.sheet import Sheet, sheet_of
from policies.book import Book

_BATCH = 50  # drafts that one transaction looks at when a policy changes


class Desk(Outbox):
    """The desk of one workspace: what people and the pipeline do, over what leaves."""

    def __init__(self, workspace: WorkspaceId, records: Records, law: Law) -> None:
        """`records` keeps, `law` is what is decided by."""
        super().__init__(workspace, records, law)
        self.notebook = Notebook(workspace, records, law)
        self.registers = Registers(workspace, records, law)
        self.rereading = Rereading(workspace, records, law)

    # ---- conversations

    def open(
        self,
        incoming: Incoming,
        *,
        facts: tuple[Fact, ...] = (),
        scope: Mapping[str, str] | None = None,
        actor: str = "connector",
        drafted: bool = True,
    ) -> Conversation:
        """Keep a message and have a draft made for it. Receiving it twice changes nothing.

        `drafted=False` is for a message of the past that needs no answer any more.
        """
        self.law.channel(incoming.channel)
        now = self.law.clock()
        with self._records.begin(self.workspace) as tx:
            conversation, new = intake.receive(
                tx,
                self.workspace,
                incoming,
                facts=facts,
                scope=scope or {},
                actor=actor,
                now=now,
                terms=self.law.terms,
            )
            if new:
                conversation = incidents.matched(tx, conversation, now)
            if new and drafted:
                requests.request(
                    tx,
                    conversation.id,
                    stance=Stance.BEST,
                    instruction="",
                    actor=actor,
                    now=now,
                )
            return conversation

    def said(self, conversation: ConversationId) -> tuple[Conversation, tuple[Message, ...]]:
        """A conversation and its messages. Raises NotFound."""
        with self._records.begin(self.workspace) as tx:
            return tx.conversations.get(conversation), tx.conversations.messages(conversation)

    def edited(self, said: Said, text: str, at: datetime, actor: str) -> Conversation:
        """The customer edited a message: what rested on it is void, and it is drafted anew."""
        with self._records.begin(self.workspace) as tx:
            now, terms = self.law.clock(), self.law.terms
            conversation, news = corrections.edited(tx, said, text, at, actor, now, terms)
            if news:
                self._drafted(tx, conversation, actor, now)
            return conversation

    def deleted(self, said: Said, actor: str) -> Conversation:
        """The customer deleted a message: what rested on it is void. It stays in the record."""
        with self._records.begin(self.workspace) as tx:
            now = self.law.clock()
            conversation, owed = corrections.deleted(tx, said, actor, now)
            if owed:
                self._drafted(tx, conversation, actor, now)
            return conversation

    def _drafted(
        self, tx: Transaction, conversation: Conversation, actor: str, now: datetime
    ) -> None:
        requests.request(
            tx, conversation.id, stance=Stance.BEST, instruction="", actor=actor, now=now
        )

    def remember(
        self, conversation: ConversationId, text: str, remote: str, at: datetime, actor: str
    ) -> None:
        """Keep a reply that we gave before, so that the next one knows what was said."""
        with self._records.begin(self.workspace) as tx:
            intake.remember(tx, conversation, text, remote, at, actor)

    def receive(self, channel: str, account: str) -> int:
        """Take what a connector has for us; returns how many messages it had.

        The cursor moves after the messages are kept, so that a crash receives some twice and
        none never.
        """
        with self._records.begin(self.workspace) as tx:
            cursor = tx.cursors.get(channel, account)
        received = self.law.channel(channel).receive(cursor)
        for message in received.messages:
            self.open(message)
        for correction in received.corrections:
            said = Said(channel, account, correction.remote)
            with suppress(NotFound):  # it was said before we listened
                if correction.text is None:
                    self.deleted(said, "connector")
                else:
                    self.edited(said, correction.text, correction.at, "connector")
        if received.cursor != cursor:
            with self._records.begin(self.workspace) as tx:
                tx.cursors.put(channel, account, received.cursor)
        return len(received.messages)

    def know(
        self,
        conversation: ConversationId,
        facts: tuple[Fact, ...],
        scope: Mapping[str, str],
        by: Principal,
    ) -> Draft:
        """Add facts to a case. What was drafted without them is drafted again; what a person has
        edited is kept, and back in review.
        """
        draft = self.notebook.know(conversation, facts, scope, by.actor)
        return draft if draft is not None else self.request(conversation, by)

    def close(self, conversation: ConversationId, why: Closing, by: Principal) -> Conversation:
        """A person says that no reply is owed any more, and why.

        The customer's next message opens it again; nothing is deleted.
        """
        person, now = insist_person(by), self.law.clock()
        with self._records.begin(self.workspace) as tx:
            return intake.close(tx, conversation, why, person, now)

    # ---- drafts

    def request(
        self,
        conversation: ConversationId,
        by: Principal,
        *,
        stance: Stance = Stance.BEST,
        instruction: str = "",
    ) -> Draft:
        """Ask for a draft; the row itself is the job."""
        with self._records.begin(self.workspace) as tx:
            return requests.request(
                tx,
                conversation,
                stance=stance,
                instruction=instruction,
                actor=by.actor,
                now=self.law.clock(),
            )

    def alternatives(
        self,
        conversation: ConversationId,
        by: Principal,
        *,
        stances: tuple[Stance, ...] = beside.STANCES,
        instruction: str = "",
    ) -> tuple[Draft, ...]:
        """Ask for one draft for each stance, beside each other."""
        with self._records.begin(self.workspace) as tx:
            now = self.law.clock()
            return beside.alternatives(tx, conversation, stances, instruction, by.actor, now)

    def pair(self, conversation: ConversationId, by: Principal) -> tuple[Draft, ...]:
        """Ask for a public note and a private message. Raises WrongState where nothing private
        can be sent there.
        """
        with self._records.begin(self.workspace) as tx:
            return beside.pair(tx, self.law, conversation, by.actor, self.law.clock())

    def thanks(
        self, channel: str, account: str, day: date, praised: int, by: Principal | None = None
    ) -> Draft:
        """Ask for a post that thanks everybody who praised us on a day; it posts nothing."""
        with self._records.begin(self.workspace) as tx:
            return thanking.request(
                tx,
                self.law,
                self.workspace,
                thanking.Thanks(channel, account, day, praised),
                by.actor if by else "desk",
                self.law.clock(),
            )

    def beside(
        self, draft: DraftId, by: Principal, *, stance: Stance, instruction: str = ""
    ) -> Draft:
        """Ask for one more draft beside this one, which stays."""
        with self._records.begin(self.workspace) as tx:
            there = tx.drafts.get(draft)
            wish = requests.Wish(stance, instruction, there.side, there.place)
            return requests.beside(tx, draft, wish, actor=by.actor, now=self.law.clock())

    def choose(self, draft: DraftId, by: Principal) -> Draft:
        """Put one of several drafts forward; the others are kept."""
        with self._records.begin(self.workspace) as tx:
            return beside.choose(tx, draft, insist_person(by), self.law.clock())

    def claim_draft(self, owner: str) -> Work | None:
        """The next draft to write, leased to this worker."""
        with self._records.begin(self.workspace) as tx:
            return requests.claim(tx, self.law, owner, self.law.clock())

    def report(self, progress: Progress) -> None:
        """Let people watch how a draft comes along."""
        with self._records.begin(self.workspace) as tx:
            tx.drafts.add_progress(progress)

    def progress(self, draft: DraftId, after: int) -> tuple[Draft, tuple[Progress, ...]]:
        """A draft and its steps after the one with this number."""
        with self._records.begin(self.workspace) as tx:
            return tx.drafts.get(draft), tx.drafts.progress(draft, after)

    def propose(self, draft: DraftId, owner: str, outcome: Outcome) -> Draft:
        """Take what the pipeline returned and put it before people."""
        with self._records.begin(self.workspace) as tx:
            return requests.propose(tx, self.law, draft, owner, outcome, self.law.clock())

    def fail(self, draft_id: DraftId, owner: str, problem: str) -> None:
        """Writing failed. It is tried again until it was tried too often."""
        with self._records.begin(self.workspace) as tx:
            _, draft = locked_draft(tx, draft_id)
            if draft.state is not DraftState.REQUESTED or tx.drafts.owner(draft_id) != owner:
                return
            if draft.attempts >= self.law.terms.max_draft_attempts:
                requests.fail(tx, draft, problem, self.law.clock())
            else:
                tx.drafts.unlease(draft_id)

    def give_back(self, draft_id: DraftId, owner: str) -> None:
        """This worker stops and was not to blame: another may take the draft at once."""
        with self._records.begin(self.workspace) as tx:
            _, draft = locked_draft(tx, draft_id)
            if draft.state is DraftState.REQUESTED and tx.drafts.owner(draft_id) == owner:
                tx.drafts.unlease(draft_id, counted=False)

    def still_writing(self, owner: str, drafts: frozenset[DraftId]) -> None:
        """This worker lives: its leases last for another while."""
        with self._records.begin(self.workspace) as tx:
            tx.drafts.renew(owner, drafts, self.law.clock() + self.law.terms.draft_lease)

    def bury(self, died: Callable[[str], bool]) -> int:
        """Drafts whose worker died can be taken at once. Returns how many there were."""
        with self._records.begin(self.workspace) as tx:
            return sum(tx.drafts.free(owner) for owner in tx.drafts.owners() if died(owner))

    # ---- review

    def sheet(self, draft: DraftId) -> Sheet:
        """What a reviewer is shown, with the digest that an approval must quote."""
        with self._records.begin(self.workspace) as tx:
            return sheet_of(tx, self.law, draft)

    def revise(
        self,
        draft: DraftId,
        text: str,
        based_on: RevisionId | None,
        by: Principal,
        *,
        citing: tuple[Citation, ...] | None = None,
    ) -> Revision:
        """A person's edit, as a new revision."""
        with self._records.begin(self.workspace) as tx:
            return review.revise(
                tx,
                self.law,
                draft,
                text,
                based_on,
                insist_person(by),
                self.law.clock(),
                citing=citing,
            )

    def approve(
        self, draft: DraftId, digest: str, by: Principal
    ) -> tuple[Approval, Posting | None]:
        """A person's yes to exactly the sheet with this digest."""
        with self._records.begin(self.workspace) as tx:
            # Roles as they are now, not at sign-in, and until this is committed.
            person = tx.people.get(insist_person(by).id, lock=True)
            return review.approve(tx, self.law, draft, digest, person, self.law.clock())

    def reject(self, draft: DraftId, reason: str, by: Principal) -> Draft:
        """A person's no."""
        with self._records.begin(self.workspace) as tx:
            return review.reject(tx, draft, reason, insist_person(by), self.law.clock())

    def hold(
        self, draft: DraftId, by: Principal, *, until: datetime | None = None, why: str = ""
    ) -> Draft:
        """Put a draft on hold, until a time or until it is taken off."""
        with self._records.begin(self.workspace) as tx:
            return review.hold(tx, draft, insist_person(by), self.law.clock(), until=until, why=why)

    def resume(self, draft: DraftId, by: Principal) -> Draft:
        """Take a draft off hold."""
        with self._records.begin(self.workspace) as tx:
            return review.resume(tx, draft, insist_person(by), self.law.clock())

    def withdraw(self, draft: DraftId, by: Principal) -> Draft:
        """Undo an approval while nothing has left."""
        with self._records.begin(self.workspace) as tx:
            return review.withdraw(tx, draft, insist_person(by), self.law.clock())

    def assign(
        self, conversation: ConversationId, to: PersonId | None, by: Principal
    ) -> Conversation:
        """Put a conversation on a colleague's list, or on nobody's."""
        with self._records.begin(self.workspace) as tx:
            return assignment.assign(tx, conversation, to, insist_person(by), self.law.clock())

    # ---- what changed under what was written

    def policy_changed(self) -> tuple[DraftId, ...]:
        """Lock what rests on clauses that are not in force any more.

        A queued posting becomes void and its draft comes back to review with the person's edits.
        A draft that no person has edited is written anew. Returns the drafts that were touched,
        those that were approved first.
        """
        book = self.law.book()
        with self._records.begin(self.workspace) as tx:
            cited = tx.drafts.cited_in_open()
            moved = [c for c in cited if staleness.may_have_fallen(c, book)]
            candidates = tx.drafts.open_citing(moved)
        return tuple(
            draft
            for at in range(0, len(candidates), _BATCH)
            for draft in self._fell(candidates[at : at + _BATCH], book)
        )

    def _fell(self, drafts: tuple[DraftId, ...], book: Book) -> list[DraftId]:
        with self._records.begin(self.workspace) as tx:
            now = self.law.clock()
            return [draft for draft in drafts if voiding.fell(tx, draft, book, now)]

    def look_again(self, why: str) -> int:
        """Read the guards of everything that is queued again: somebody's permission was taken
        back, a rule changed, an incident began. What may not go is void. Returns how many.
        """
        with self._records.begin(self.workspace) as tx:
            waiting = tx.postings.waiting()
        return sum(self._again(posting, why) for posting in waiting)

    def _again(self, posting: PostingId, why: str) -> bool:
        with self._records.begin(self.workspace) as tx:
            return voiding.guarded(tx, self.law, posting, why, self.law.clock())
