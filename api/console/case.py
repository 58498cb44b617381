"""One conversation as the review page shows it: what was said, what is known, the draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from api.console import around
from api.console.around import Around
from api.console.sheet import Looked, look
from api.console.wording import named
from api.house import House
from api.shown.changes import ThreeWayShown
from desk import authority, casefile
from desk.approval import Rejection
from desk.complaint import Complaint
from desk.conversation import Conversation, Destination, Message
from desk.draft import Draft, DraftState
from desk.ids import ConversationId, DraftId, PersonId
from desk.incident import Incident
from desk.people import ANSWERING, Person
from desk.posting import Posting
from desk.records import Progress
from desk.sheet import Sheet, sheet_of
from desk.three_way import three_way
from policies.company import AuthorityRule
from store.presence import Viewer
from store.seen import ToDo
from store.views import QueueRow, Written

_OPEN = {DraftState.IN_REVIEW, DraftState.APPROVED}


@dataclass(frozen=True)
class Deciding:
    """Whether this person may approve now. `refusal` says why not, in words; `needed` people must
    agree and `agreed` have; `waiting` says that mine is given and another's is missing. `roles` are
    those whose yes counts, `others` the people who could give one now besides this person, and
    `because` the promises that take more than one, in words.
    """

    refusal: str
    needed: int
    because: tuple[str, ...]
    agreed: tuple[str, ...]
    waiting: bool
    roles: tuple[str, ...]
    others: tuple[str, ...]


@dataclass(frozen=True)
class Case:
    """Everything on the review page. `draft` is the newest of the present turn, or the one asked
    for; `sheet`, `looked` and `deciding` are None where it has no text.
    """

    row: QueueRow
    conversation: Conversation
    messages: tuple[Message, ...]
    to_do: tuple[ToDo, ...]
    as_of: date
    draft: Draft | None
    sheet: Sheet | None
    looked: Looked | None
    deciding: Deciding | None
    written: tuple[Written, ...]
    rejections: tuple[Rejection, ...]
    postings: tuple[Posting, ...]
    progress: tuple[Progress, ...]
    names: Mapping[PersonId, str]
    colleagues: tuple[Person, ...]
    changed: ThreeWayShown | None
    complaint: Complaint | None
    incident: Incident | None
    viewers: tuple[Viewer, ...]
    around: Around

    @property
    def posting(self) -> Posting | None:
        """The newest posting of the draft."""
        return self.postings[-1] if self.postings else None

    @property
    def destination(self) -> Destination:
        """Where the draft would appear, or a reply where there is none."""
        if self.draft is None:
            return self.conversation.destination()
        return self.draft.destination(self.conversation)

    @property
    def current(self) -> bool:
        """Whether the draft answers what the customer said last."""
        return self.draft is not None and self.draft.turn == self.conversation.turn


def read(house: House, by: Person, name: ConversationId, wanted: str = "") -> Case:
    """The case of a conversation. Raises NotFound."""
    cabinet, now = house.cabinet, house.desk.law.clock()
    row = cabinet.views.row(cabinet.workspace, name, now)
    to_do = cabinet.views.to_do(cabinet.workspace, name)
    newest = row.draft.id if row.draft else None
    draft_id = DraftId(wanted) if wanted else newest
    people = tuple(a.person for a in cabinet.accounts.all(cabinet.workspace))
    names = {person.id: person.name for person in people}
    with cabinet.reads.begin(cabinet.workspace) as tx:
        conversation = tx.conversations.get(name)
        messages = tx.conversations.messages(name)
        draft = tx.drafts.get(draft_id) if draft_id else None
        if draft is not None and draft.conversation != name:
            draft = None
        if draft is not None and not wanted:
            draft = _first_of(tx.drafts.in_bundle(draft.bundle), draft)
        shown = sheet_of(tx, house.desk.law, draft.id) if draft and draft.revision else None
        found = three_way(tx, house.desk.law, draft) if draft else None
        return Case(
            row=row,
            conversation=conversation,
            messages=messages,
            to_do=to_do,
            as_of=casefile.facts_of(conversation, messages).as_of,
            draft=draft,
            sheet=shown,
            looked=looked(house, shown) if shown else None,
            deciding=deciding(shown, by, people, now, house.desk.law.company().authority)
            if shown
            else None,
            written=cabinet.views.written(cabinet.workspace, name, draft.turn) if draft else (),
            rejections=tx.drafts.rejections(draft.id) if draft else (),
            postings=tx.postings.of_draft(draft.id) if draft else (),
            progress=tx.drafts.progress(draft.id, 0) if draft else (),
            names=names,
            colleagues=tuple(p for p in people if p.active and p.roles & ANSWERING),
            viewers=others(house, by, name, now),
            complaint=tx.complaints.of(name),
            incident=tx.incidents.get(conversation.incident) if conversation.incident else None,
            changed=ThreeWayShown.over(house, found) if found else None,
            around=around.read(house, tx, conversation, draft),
        )


def _first_of(bundle: tuple[Draft, ...], newest: Draft) -> Draft:
    """The one to open: what was put forward, else the first of those beside each other."""
    if newest.chosen_at is not None:
        return newest
    return next((draft for draft in bundle if draft.state is DraftState.IN_REVIEW), newest)


def others(house: House, by: Person, name: ConversationId, now: datetime) -> tuple[Viewer, ...]:
    """Who else has this conversation open now."""
    cabinet = house.cabinet
    there = cabinet.presence.of(cabinet.workspace, (name,), now).get(name, ())
    return tuple(viewer for viewer in there if viewer.person != by.id)


def looked(house: House, shown: Sheet) -> Looked:
    """The text of a review sheet as the screen shows it."""
    return look(
        house,
        shown.snapshot.destination,
        shown.conversation,
        shown.messages,
        shown.revision.text,
        shown.revision.sentences,
        shown.checked,
        shown.findings,
    )


def deciding(
    shown: Sheet,
    by: Person,
    people: tuple[Person, ...],
    now: datetime,
    rules: tuple[AuthorityRule, ...],
) -> Deciding:
    """What this person may do with a sheet, said before they press anything."""
    counted = shown.standing(now)
    agreed = {approval.person for approval in counted}
    names = {person.id: person.name for person in people}
    needs = shown.requirement
    return Deciding(
        refusal=_refusal(shown, by, now),
        needed=needs.people,
        because=_because(shown, rules),
        agreed=tuple(_name(names, approval.person) for approval in counted),
        waiting=by.id in agreed and shown.draft.state is DraftState.IN_REVIEW,
        roles=tuple(sorted(needs.named & needs.roles or needs.roles)),
        others=tuple(
            person.name
            for person in people
            if person.id not in {by.id, *agreed}
            and not needs.refuses(person, shown.revision.author)
        ),
    )


def place(destination: Destination, conversation: Conversation) -> str:
    """A destination in words."""
    kind = "public reply" if destination.public else "private message"
    who = conversation.customer_handle or conversation.customer_name or "the customer"
    where = f"{destination.channel} · {destination.account}"
    return f"{kind} to {who} on {where.rstrip(' ·')}"


def _because(shown: Sheet, rules: tuple[AuthorityRule, ...]) -> tuple[str, ...]:
    """What a text promises for which one person's yes is not enough: "money back of 79 EUR"."""
    said = []
    for licensed in authority.owed(shown.checked.commitments, shown.draft.kind):
        if authority.required((licensed,), rules).people > 1:
            amount = licensed.commitment.amount or licensed.bound
            what = named(licensed.commitment.kind)
            said.append(f"{what} of {amount}" if amount else f"{what} without naming an amount")
    return tuple(dict.fromkeys(said))


def _refusal(shown: Sheet, by: Person, now: datetime) -> str:
    if shown.draft.state not in _OPEN:
        return ""
    if shown.draft.on_hold(now):
        return "It is on hold. Take it off hold first."
    if shown.draft.turn != shown.conversation.turn:
        return "The customer has written again; this draft answers what was said before."
    return shown.requirement.refuses(by, shown.revision.author)


def _name(names: Mapping[PersonId, str], person: PersonId) -> str:
    return names.get(person, "somebody")
