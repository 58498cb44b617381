"""What is to be written, and who writes it: drafts asked for, claimed, proposed, given back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desk import beside, requests, thanking
from desk.draft import Draft, DraftState, Outcome, Stance
from desk.ids import ConversationId, DraftId
from desk.locking import locked_draft
from desk.people import Principal, insist_person
from desk.records import Progress
from desk.requests import Work
from desk.room import Room


class Writing(Room):
    """Drafts until they are before people."""

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
