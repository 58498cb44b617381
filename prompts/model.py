"""The one door to a model: opened by provider, guarded by budget, breaker and deadline.

What comes out of it is an answer in the asked shape, or ModelFailed with its reason.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from prompts.answers import (
    Answered,
    ModelAnswer,
    ModelFailed,
    Usage,
    Why,
    listed_schema,
    read_answer,
    read_listed,
    schema,
    text_so_far,
)
from prompts.calling import Caller, OnRaw, Raw, Said, Shape
from prompts.guards import Breaker, Budget, Clock, Prices
from prompts.render import Prompt, Templates

_Done = TypeVar("_Done")

OPENAI_URL = "https://api.openai.com/v1"
# Providers that LangChain opens by name. Other words before a colon are part of a model's name.
PROVIDERS = frozenset(
    {
        "anthropic",
        "anthropic_bedrock",
        "azure_ai",
        "azure_openai",
        "baseten",
        "bedrock",
        "bedrock_converse",
        "cohere",
        "deepseek",
        "fireworks",
        "google_anthropic_vertex",
        "google_genai",
        "google_vertexai",
        "groq",
        "huggingface",
        "ibm",
        "litellm",
        "mistralai",
        "nvidia",
        "ollama",
        "openai",
        "openrouter",
        "perplexity",
        "together",
        "upstage",
        "xai",
    }
)
_REPLY = Shape("reply", schema())
_LIST = Shape("list", listed_schema())
_SHOWN_AGAIN = 6_000  # characters of an unreadable answer that the model is shown for its repair


class Door:
    """Asks one model for replies. Any number of tasks may ask at the same time."""

    def __init__(
        self,
        caller: Caller,
        templates: Templates,
        *,
        budget: Budget,
        breaker: Breaker,
        prices: Prices,
        deadline: float,
    ) -> None:
        """`deadline` in seconds is for one answer with its repair, however it drips. `budget` and
        `breaker` may be those of another door to the same model.
        """
        self._caller = caller
        self._templates = templates
        self.budget = budget
        self.breaker = breaker
        self._prices = prices
        self._deadline = deadline

    @property
    def name(self) -> str:
        """The model's name."""
        return self._caller.name

    async def write(self, prompt: Prompt, on_text: Callable[[str], None]) -> ModelAnswer:
        """One answer; `on_text` is told the sentences so far. Raises ModelFailed."""
        began = time.monotonic()
        answered, usage = await self._guarded(lambda: self._answer(prompt, on_text))
        seconds = time.monotonic() - began
        return ModelAnswer(answered.sentences, self.name, usage, seconds)

    async def listed(self, prompt: Prompt) -> tuple[tuple[str, ...], Usage]:
        """The lines of a list, by one call: a list that cannot be read is not asked for again.
        Raises ModelFailed.
        """
        return await self._guarded(lambda: self._lines(prompt))

    async def close(self) -> None:
        """Give back the connections."""
        await self._caller.close()

    async def _guarded(self, work: Callable[[], Awaitable[_Done]]) -> _Done:
        """Within the deadline, and only while the provider is not left alone."""
        self.breaker.ask()
        failure: ModelFailed | None = None
        try:
            async with asyncio.timeout(self._deadline):
                return await work()
        except TimeoutError:
            failure = ModelFailed(Why.TIMED_OUT, f"{self._deadline:g} s")
            raise failure from None
        except ModelFailed as failed:
            failure = failed
            raise
        finally:
            self.breaker.went(failure)

    async def _lines(self, prompt: Prompt) -> tuple[tuple[str, ...], Usage]:
        raw, usage = await self._call(_messages(prompt), _LIST, lambda _text: None)
        return read_listed(raw.text), usage

    async def _answer(
        self, prompt: Prompt, on_text: Callable[[str], None]
    ) -> tuple[Answered, Usage]:
        def on_raw(raw: str) -> None:
            on_text(text_so_far(raw))

        messages = _messages(prompt)
        raw, usage = await self._call(messages, _REPLY, on_raw)
        try:
            return read_answer(raw.text), usage
        except ModelFailed as failed:
            if failed.reason is not Why.NONSENSE:
                raise
            messages += [
                Said("assistant", raw.text[:_SHOWN_AGAIN]),
                Said("user", self._templates.repair(failed.detail)),
            ]
        # One repair, and no more: a model that cannot keep the shape twice will not keep it.
        raw, more = await self._call(messages, _REPLY, on_raw)
        return read_answer(raw.text), usage + more

    async def _call(self, messages: list[Said], shape: Shape, on_raw: OnRaw) -> tuple[Raw, Usage]:
        self.budget.begin()
        raw = await self._caller.call(messages, shape, on_raw)
        cost = self._prices.cost(raw.tokens_in, raw.tokens_out)
        usage = Usage(raw.tokens_in, raw.tokens_out, cost)
        self.budget.spend(usage)
        return raw, usage


def _messages(prompt: Prompt) -> list[Said]:
    return [Said("system", prompt.system), Said("user", prompt.user)]


def open_model(
    name: str,
    *,
    templates: Templates,
    clock: Clock,
    base_url: str = "",
    api_key: str = "",
    timeout: float = 20.0,
    deadline: float = 60.0,
    max_tokens: int = 2500,
    daily_calls: int | None = 2000,
    daily_usd: float | None = 10.0,
    prices: Prices | None = None,
    rest: timedelta = timedelta(seconds=60),
    beside: Door | None = None,
) -> Door | None:
    """The door to a model; None where `name` is empty or "none".

    A plain name ("gpt-5-mini", "llama3:8b") is a model of the OpenAI-compatible server at
    `base_url`; "provider:name" goes through LangChain for a provider that it knows
    ("anthropic:claude-…", "ollama:llama3:8b"). `timeout` in seconds is between two pieces of an
    answer, `deadline` for a whole one; the caps are for a day of UTC and this process. A door
    belongs to one event loop; one `beside` another is for a second loop, and both share the caps
    and the breaker. Raises ImportError where a provider's package is missing.
    """
    if name in {"", "none"}:
        return None
    provider, _, rest_of_name = name.partition(":")
    if provider not in PROVIDERS or not rest_of_name:
        provider, rest_of_name = "", name
    return Door(
        _caller(provider, rest_of_name, base_url, api_key, timeout, max_tokens),
        templates,
        budget=beside.budget if beside else Budget(clock, calls=daily_calls, usd=daily_usd),
        breaker=beside.breaker if beside else Breaker(clock, rest=rest),
        prices=prices or Prices(),
        deadline=deadline,
    )


def _caller(
    provider: str, model: str, base_url: str, api_key: str, timeout: float, max_tokens: int
) -> Caller:
    # Imported here: an installation without a model loads neither client.
    if not provider:
        from prompts.openai_model import OpenAIModel  # noqa: PLC0415

        return OpenAIModel(
            model,
            base_url=base_url or OPENAI_URL,
            api_key=api_key,
            timeout=timeout,
            max_tokens=max_tokens,
        )
    from prompts.langchain_model import LangChainModel  # noqa: PLC0415

    return LangChainModel(
        provider,
        model,
        base_url=base_url,
        api_key=api_key,
        timeout=timeout,
        max_tokens=max_tokens,
    )
