"""The brief: everything that a reply is composed from, by us or by a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desk.conversation import Direction, MessageKind
from desk.facts import Fact
from desk.personal import Personal, personal_data
from drafting.problem import thing_in
from drafting.request import DraftRequest
from drafting.retrieve import Retrieved
from drafting.said import Speaker
from drafting.style import Style
from drafting.triage import Seen


@dataclass(frozen=True)
class Brief:
    """Everything that a reply is composed from. `text` is the turn without orders to a model."""

    request: DraftRequest
    seen: Seen
    text: str
    retrieved: Retrieved
    claims: Mapping[str, Fact]
    speaker: Speaker
    style: Style

    @property
    def again(self) -> bool:
        """Whether we have answered this customer before."""
        return bool(self.request.our_replies)

    @property
    def thing(self) -> str:
        """What it is about, in the customer's words, or "order"."""
        return thing_in(self.text) or "order"

    @property
    def known_thing(self) -> str:
        """What it is about by this turn or, failing that, by what the customer wrote before."""
        before = [m.text for m in self.request.earlier if m.direction is Direction.INCOMING]
        return thing_in(self.text) or thing_in("\n".join(before))

    @property
    def personal(self) -> tuple[Personal, ...]:
        """What of a public message should have come in private; an order number may stay."""
        if not self.request.public:
            return ()
        raw = "\n".join(message.text for message in self.request.turn)
        found = {p.sort: p for p in personal_data(raw) if not p.sort.startswith("an order")}
        return tuple(found.values())

    @property
    def in_danger(self) -> bool:
        """Whether somebody may be hurt by a thing of ours."""
        sensitive = self.seen.sensitive
        return sensitive is not None and sensitive.thing

    @property
    def asks(self) -> bool:
        """Whether the customer asks something, rather than having a grievance."""
        return self.seen.triage.kind in (MessageKind.QUESTION, MessageKind.SALES)
