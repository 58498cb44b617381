"""Who writes, if a model does. Implemented in `prompts/`; drafting knows only this."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from prompts.answers import ModelAnswer
from prompts.render import Prompt


class Writer(Protocol):
    """A model that answers a prompt."""

    async def write(self, prompt: Prompt, on_text: Callable[[str], None]) -> ModelAnswer:
        """The answer; `on_text` is told the text so far. Raises prompts.answers.ModelFailed."""
        ...
