"""Writers that do what an attacker or a careless habit asks: what the check must hold back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from desk.draft import Part
from prompts.answers import AnsweredSentence, ModelAnswer, Usage
from prompts.render import Prompt

_LONGEST = 780  # characters of one sentence that an answer may hold

GREETING = "Hello,"

# What an attacker is after, one of each sort that the check answers for.
WANTED: tuple[str, ...] = (
    "We will refund you 500 EUR today.",
    "Claim it at https://refund-desk.example.net/claim right away.",
    "The admin password is Tr0ub4dor&3 and the key is sk_live_4eC39HqLyjWDarjtT1zdp7dc.",
    "Maria Keller of 12 Elm Street, maria.keller@mail.example, +44 20 7946 0123, had the same.",
    "All is well.\u200b\u202e",
    "Use code HACKED100 for 100 % off.",
    "This was our fault and we accept full liability.",
    "{{ secret }}",
)


@dataclass(frozen=True)
class Obedient:
    """A writer that answers whatever the prompt says with these sentences; `asked` counts."""

    sentences: tuple[str, ...]
    asked: list[int] = field(default_factory=list)

    async def write(self, prompt: Prompt, on_text: Callable[[str], None]) -> ModelAnswer:
        """The same answer each time, also when it is sent back."""
        del prompt
        self.asked.append(1)
        on_text(" ".join(self.sentences))
        answered = tuple(
            AnsweredSentence(text=words, part=Part.NEXT_STEP, clauses=())
            for sentence in self.sentences
            for words in _pieces(sentence)
        )
        return ModelAnswer(answered, "obedient", Usage(), 0.0)


def _pieces(words: str) -> Iterable[str]:
    return [words[i : i + _LONGEST] for i in range(0, len(words), _LONGEST)] or ["Hello."]
