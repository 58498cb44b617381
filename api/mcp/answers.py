"""What the tools answer: a shape for programs, and the same in words for a model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, Field

_STATES = {
    "requested": "It is being written. Ask again in a moment.",
    "in_review": "It waits for a person, who approves, edits or rejects it. It is not sent.",
    "approved": "A person has approved it; it is about to be posted.",
    "posted": "It was approved by a person and posted.",
    "failed": "No draft could be written.",
    "rejected": "A person has rejected it. It will not be sent.",
    "superseded": "A newer draft has replaced it. It will not be sent.",
}


class Clause(BaseModel):
    """One rule of the company, in its own words."""

    id: str = Field(description="POLICY#CLAUSE, to cite it or to read it again.")
    title: str
    text: str
    version: str
    in_force: str | None = Field(description="First day on which it holds; null is always.")
    until: str | None = Field(description="Last day on which it holds; null is open.")
    scope: dict[str, list[str]] = Field(description="Where it holds; empty is everywhere.")
    audience: str = Field(description="An internal clause guides and is never quoted.")
    licences: list[str] | None = Field(description="Exactly what it permits, where that is listed.")

    @staticmethod
    def of(said: Mapping[str, Any]) -> Clause:
        """From the API's answer."""
        return Clause(**{name: said[name] for name in Clause.model_fields})

    @property
    def words(self) -> str:
        """For a model."""
        holds = f" (from {self.in_force or 'ever'} until {self.until or 'further notice'})"
        dated = holds if self.in_force or self.until else ""
        where = "; ".join(f"{name} is {' or '.join(any_)}" for name, any_ in self.scope.items())
        scoped = f" [only where {where}]" if where else ""
        internal = " [internal: never quote it]" if self.audience == "internal" else ""
        permits = "".join(f"\n- permits: {each}" for each in self.licences or ())
        return f"{self.id}: {self.title}{dated}{scoped}{internal}\n{self.text}{permits}"


class Found(BaseModel):
    """The clauses that may answer a question, best first."""

    silent: bool = Field(description="True: no clause answers it; say so and promise nothing.")
    sureness: str = Field(description="sure, likely or silent: whether a clause here answers it.")
    says: str = Field(description="The same in words.")
    confidence: float = Field(description="The chance from 0 to 1 that a clause here answers it.")
    clauses: list[Clause]
    conflicts: list[str] = Field(
        description="Where those clauses disagree on one matter: promise neither, ask a person."
    )
    stale: bool = Field(description="True: policy changed a moment ago; search again for the rest.")

    @staticmethod
    def of(said: Mapping[str, Any]) -> Found:
        """From the API's answer."""
        clauses = [Clause.of(hit["clause"]) for hit in said["hits"]]
        own = ("silent", "sureness", "says", "confidence", "stale")
        told = {name: said[name] for name in own}
        return Found(**told, clauses=clauses, conflicts=list(said["conflicts"]))

    @property
    def words(self) -> str:
        """For a model."""
        if not self.clauses:
            head = "Policy is silent: no clause is near to this question. Promise nothing."
        elif self.silent:
            head = "Policy is silent on this; these clauses are only near. Promise nothing."
        else:
            head = self.says
        notes = [
            f"Conflict, so promise neither and ask a person: {each}" for each in self.conflicts
        ]
        if self.stale:
            notes.append("Policy has just changed and is being indexed: search again in a moment.")
        return "\n\n".join([head, *notes, *(each.words for each in self.clauses)])


class DraftSeen(BaseModel):
    """A draft as it stands now. Only a person can approve it, in the console."""

    draft: str
    conversation: str
    state: str
    says: str = Field(description="What the state means.")
    text: str = Field(description="The drafted reply; empty while there is none.")
    cites: list[str] = Field(description="Ids of the clauses that it stands on.")
    findings: list[str] = Field(description="What a reviewer must look at, or what forbids it.")
    blocked: bool = Field(description="True: it cannot be approved as it stands.")
    review_at: str = Field(description="Where a person reviews it.")

    @staticmethod
    def of(said: Mapping[str, Any], server: str) -> DraftSeen:
        """From the API's answer."""
        current = said.get("current") or {}
        cited = [c["clause"] for s in current.get("sentences", ()) for c in s["citations"]]
        why = " ".join(str(said.get(name) or "") for name in ("explanation", "problem")).strip()
        state = str(said["state"])
        return DraftSeen(
            draft=said["id"],
            conversation=said["conversation"],
            state=state,
            says=" ".join([_STATES.get(state, ""), why]).strip(),
            text=current.get("text", ""),
            cites=list(dict.fromkeys(cited)),
            findings=[f"{each['code']}: {each['why']}" for each in current.get("findings", ())],
            blocked=bool(current.get("blocked", False)),
            review_at=f"{server}/conversations/{said['conversation']}?draft={said['id']}",
        )

    @property
    def words(self) -> str:
        """For a model."""
        parts = [
            f"Draft {self.draft} of conversation {self.conversation}: {self.state}.",
            self.says,
        ]
        if self.text:
            parts += ["", self.text, "", f"Stands on: {', '.join(self.cites) or 'no clause'}."]
        parts += [f"Finding: {each}" for each in self.findings]
        if self.blocked:
            parts.append("It cannot be approved as it stands.")
        return "\n".join([*parts, f"A person reviews it at {self.review_at}"])
