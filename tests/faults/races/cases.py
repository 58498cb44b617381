"""A conversation, a draft of it that somebody has on their screen, and what they do there."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field

from api.records_room import WORKSPACE, now
from desk.people import Person, Role
from tests.faults.races.servers import Servers
from tests.services.a_process import COMPLAINT
from tests.services.open_drafts import add_open_draft
from tests.services.web_server import Answer, Client


@dataclass
class Case:
    """A draft in review, what was on the screen, and who will say yes to it."""

    conversation: str
    draft: str
    digest: str
    revision: str
    approver: Person
    kept: str = ""  # what a person wrote
    said: list[tuple[str, Answer]] = field(default_factory=list)


@dataclass
class Team:
    """The people of a race, each at both servers."""

    servers: Servers
    admin: Person
    others: tuple[Person, Person]
    chance: random.Random

    def at(self, person: Person) -> Client:
        """Somebody at one of the servers, by chance."""
        return self.servers.at(self.chance.randrange(2), person)

    def written(self, number: int, name: str) -> list[Case]:
        """So many drafts that promise nothing, each with an approver of its own."""
        with self.servers.records.begin(WORKSPACE) as tx:
            drafts = [
                add_open_draft(tx, WORKSPACE, f"{name}{n}", now(), channel="webhook")
                for n in range(number)
            ]
        return [self._shown(draft.conversation, draft.id) for draft in drafts]

    def drafted(self, number: int, name: str) -> list[Case]:
        """So many complaints, drafted by both workers from the policy of late parcels."""
        opened = []
        for n in range(number):
            with closing(self.at(self.others[0])) as client:
                answer = client.ask("POST", "/v1/conversations", _a_complaint(f"{name}{n}"))
            assert answer.status == 201, answer.data
            opened.append(answer.data["id"])
        self.servers.quiet(120)
        cases = []
        for conversation in opened:
            with closing(self.at(self.others[0])) as client:
                (draft,) = client.ask("GET", f"/v1/conversations/{conversation}").data["drafts"]
            cases.append(self._shown(conversation, draft["id"]))
        return cases

    def _shown(self, conversation: str, draft: str) -> Case:
        with closing(self.at(self.others[0])) as client:
            sheet = client.ask("GET", f"/v1/drafts/{draft}/sheet").data
        approver = self.servers.somebody(draft, Role.AGENT)
        return Case(conversation, draft, sheet["digest"], sheet["revision"]["id"], approver)


Act = Callable[[Client, Case], Answer]
Actor = tuple[str, float, Act]  # who, after how many milliseconds at most, what


def approve(client: Client, case: Case) -> Answer:
    return client.ask("POST", f"/v1/drafts/{case.draft}/approvals", {"digest": case.digest})


def approve_by_key(client: Client, case: Case) -> Answer:
    """As a program of the page does: the same request again while it is still being answered."""
    path, body = f"/v1/drafts/{case.draft}/approvals", {"digest": case.digest}
    while (answer := client.ask("POST", path, body, f"yes-{case.draft}")).code == "key_busy":
        time.sleep(0.01)
    return answer


def edit(client: Client, case: Case) -> Answer:
    body = {"text": "Hello Kim, we are looking into it.", "based_on": case.revision}
    return client.ask("POST", f"/v1/drafts/{case.draft}/revisions", body)


def withdraw(client: Client, case: Case) -> Answer:
    return client.ask("POST", f"/v1/drafts/{case.draft}/withdrawal")


def write_again(client: Client, case: Case) -> Answer:
    body = {"text": "And where is my invoice?", "message_id": f"{case.conversation}-2"}
    return client.ask("POST", f"/v1/conversations/{case.conversation}/messages", body)


def revoke(client: Client, case: Case) -> Answer:
    return client.ask("PATCH", f"/v1/people/{case.approver.id}", {"active": False})


def add_a_sentence(team: Team, case: Case) -> None:
    """A colleague adds words; those before them still cite what they cited."""
    with closing(team.at(team.others[0])) as client:
        sheet = client.ask("GET", f"/v1/drafts/{case.draft}/sheet").data
        case.kept = f"{sheet['revision']['text']}\n\nWrite to us at any time."
        body = {"text": case.kept, "based_on": case.revision}
        assert client.ask("POST", f"/v1/drafts/{case.draft}/revisions", body).status == 201
        case.digest = client.ask("GET", f"/v1/drafts/{case.draft}/sheet").data["digest"]


def approve_within(team: Team, case: Case, seconds: float) -> str:
    """Approve at some moment; the code of the problem, if one came of it."""
    time.sleep(team.chance.uniform(0, seconds))
    with closing(team.at(case.approver)) as client:
        return approve(client, case).code


def at_once(team: Team, actors: tuple[Actor, ...], case: Case) -> None:
    """Let everybody go at one barrier, each at one of the servers."""
    start = threading.Barrier(len(actors))
    people = dict(zip(("first", "second"), team.others, strict=True))
    people |= {"approver": case.approver, "admin": team.admin}
    turns = [
        (what, team.at(people[who]), team.chance.uniform(0, late) / 1000)
        for who, late, what in actors
    ]

    def run(turn: tuple[Act, Client, float]) -> tuple[str, Answer]:
        what, client, pause = turn
        start.wait(20)
        time.sleep(pause)
        with closing(client):
            return what.__name__, what(client, case)

    with ThreadPoolExecutor(len(turns)) as pool:
        case.said = list(pool.map(run, turns))


def _a_complaint(name: str) -> dict[str, object]:
    return {
        "channel": "webhook",
        "account": "shop",
        "thread": name,
        "message_id": name,
        "text": COMPLAINT,
        "customer": {"name": "Kim Example", "handle": f"@{name}"},
        "facts": {"delay": "8 working days", "shipping_fee": "4.90 EUR"},
        "scope": {"region": "EU"},
    }
