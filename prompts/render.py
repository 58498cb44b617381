"""Everything that is said to a model, each prompt by one typed function.

What never changes stands first, what changes with each call last, so that a provider can keep the
beginning. A customer's text is only ever a value, and only ever in the user part.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Template

from desk.draft import Part
from policies.company import Voice
from policies.terms import Kind
from prompts.templates import compiled, digest, environment, source

_PARTS = ", ".join(part.value for part in Part)
_KINDS = ", ".join(kind.value for kind in Kind)
# template -> the variables that it gets, of which an override may drop none
_REQUIRED: Mapping[str, frozenset[str]] = {
    "system.jinja": frozenset({"company", "tone", "avoid", "emoji", "examples", "parts", "kinds"}),
    "reply.jinja": frozenset(
        {
            "clauses",
            "contacts",
            "facts",
            "examples",
            "promises",
            "language",
            "channel",
            "length",
            "signature",
            "stance",
            "instruction",
            "findings",
            "messages",
        }
    ),
    "repair.jinja": frozenset({"problem", "parts"}),
    "reading.jinja": frozenset({"sentences", "parts", "kinds"}),
    "rewriting.jinja": frozenset({"titles", "most", "question"}),
    "reranking.jinja": frozenset({"clauses", "question"}),
}


@dataclass(frozen=True)
class Prompt:
    """What is sent to a model. `digest` names the templates that it was made from."""

    system: str
    user: str
    digest: str


@dataclass(frozen=True)
class PromptClause:
    """A clause as the model is shown it."""

    id: str
    audience: str
    title: str
    text: str
    licences: tuple[str, ...]


@dataclass(frozen=True)
class PromptMessage:
    """A message as the model is shown it; `text` is already fenced."""

    who: str
    text: str


@dataclass(frozen=True)
class ReplyCase:
    """The values of one reply prompt, each in words."""

    clauses: tuple[PromptClause, ...]
    contacts: str
    facts: str
    examples: str
    promises: str
    language: str
    channel: str
    length: str
    signature: str
    stance: str
    instruction: str
    findings: str
    messages: tuple[PromptMessage, ...]


@dataclass(frozen=True)
class Templates:
    """The compiled templates and their digest."""

    by_name: Mapping[str, Template]
    digest: str

    def reply(self, voice: Voice, case: ReplyCase) -> Prompt:
        """The prompt for one reply."""
        system = self.by_name["system.jinja"].render(
            company=voice.company or "the company",
            tone=voice.tone,
            avoid=", ".join(voice.avoid) or "none",
            emoji="sparingly" if voice.emoji else "none",
            examples=" · ".join(voice.examples) or "as the tone says.",
            parts=_PARTS,
            kinds=_KINDS,
        )
        user = self.by_name["reply.jinja"].render(
            clauses=case.clauses,
            contacts=case.contacts,
            facts=case.facts,
            examples=case.examples,
            promises=case.promises,
            language=case.language,
            channel=case.channel,
            length=case.length,
            signature=case.signature,
            stance=case.stance,
            instruction=case.instruction,
            findings=case.findings,
            messages=case.messages,
        )
        return Prompt(system, user, self.digest)

    def reading(self, sentences: tuple[str, ...]) -> Prompt:
        """The prompt that has a model read what a person wrote; `sentences` are already fenced."""
        text = self.by_name["reading.jinja"].render(sentences=sentences, parts=_PARTS, kinds=_KINDS)
        return self._halves(text)

    def rewriting(self, question: str, titles: tuple[str, ...], most: int) -> Prompt:
        """The prompt that has a question said as policy would say it, in at most `most` ways;
        `question` is already fenced, `titles` show the words and the language of the policy.
        """
        return self._halves(
            self.by_name["rewriting.jinja"].render(question=question, titles=titles, most=most)
        )

    def reranking(self, question: str, clauses: tuple[PromptClause, ...]) -> Prompt:
        """The prompt that has clauses ordered; `question` is already fenced."""
        return self._halves(
            self.by_name["reranking.jinja"].render(question=question, clauses=clauses)
        )

    def repair(self, problem: str) -> str:
        """What is said after an answer that could not be read; `problem` says why."""
        return self.by_name["repair.jinja"].render(problem=problem, parts=_PARTS)

    def _halves(self, text: str) -> Prompt:
        """A template that holds both parts, with a line of dashes between them."""
        system, _, user = text.partition("\n---\n")
        return Prompt(system, user, self.digest)


def load_templates(overrides: Path | None = None) -> Templates:
    """Compiles all templates; a file of the same name in `overrides` takes the place of ours.

    Raises TemplateRefused, with file and line, for one that cannot be used.
    """
    env = environment()
    sources: dict[str, str] = {}
    templates: dict[str, Template] = {}
    for name, required in _REQUIRED.items():
        text, place = source(name, overrides)
        sources[name] = text
        templates[name] = compiled(env, text, place, required=required)
    return Templates(templates, digest(sources))
