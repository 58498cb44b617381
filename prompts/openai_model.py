"""Any OpenAI-compatible server through the `openai` client: hosted, vLLM, llama.cpp, Ollama.

"OpenAI-compatible" is not one thing: a server may know strict JSON schemas, only JSON objects, or
neither, and may refuse what it does not know with 400, 404, 422 or 500. What this one takes is
found out with the first call and kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import openai
from openai import AsyncOpenAI, omit

from prompts.answers import MOST_CHARACTERS, ModelFailed, Why
from prompts.calling import OnRaw, Raw, Said, Shape, estimated
from prompts.statuses import status_failure

if TYPE_CHECKING:
    from openai.types.chat import ChatCompletionChunk, ChatCompletionMessageParam
    from openai.types.chat.completion_create_params import ResponseFormat

_CONNECT = 5.0  # seconds
_A_FEW_WORDS = 32  # characters between two looks at an answer that is still arriving
_REFUSALS = frozenset({400, 404, 415, 422, 500, 501})  # how servers say that they do not know it


class Way(StrEnum):
    """How an answer in JSON is asked for, from strict to plain."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    PLAIN = "plain"


@dataclass
class _Arrived:
    """What has come so far."""

    text: str = ""
    finish: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    told: int = 0


class OpenAIModel:
    """One model of one server; one client for the process."""

    def __init__(
        self,
        model: str,
        *,
        base_url: str,
        api_key: str,
        timeout: float,
        max_tokens: int,
        way: Way | None = None,
    ) -> None:
        """`timeout` in seconds is between two pieces of an answer; `way` skips finding out."""
        self._model = model
        self._max_tokens = max_tokens
        self._way = way
        self._client = AsyncOpenAI(
            api_key=api_key or "none",  # local servers want none, and the client insists on one
            base_url=base_url,
            timeout=openai.Timeout(timeout, connect=_CONNECT),
            max_retries=1,  # on 429 and 5xx, after the delay that the server asks for
        )

    @property
    def name(self) -> str:
        """The model's name."""
        return self._model

    @property
    def way(self) -> Way | None:
        """How this server takes JSON; None before the first answer."""
        return self._way

    async def call(self, messages: Sequence[Said], shape: Shape, on_raw: OnRaw) -> Raw:
        """One answer; the first call finds out how this server can be asked."""
        ways = list(Way) if self._way is None else [self._way]
        for way in ways:
            try:
                raw = await self._ask(messages, shape, way, on_raw)
            except openai.APIStatusError as fault:
                known = self._way is not None or way is Way.PLAIN
                if known or fault.status_code not in _REFUSALS:
                    raise _failure(fault) from None
                continue
            except openai.OpenAIError as fault:
                raise _failure(fault) from None
            self._way = way
            return raw
        raise ModelFailed(Why.REFUSED_REQUEST)  # pragma: no cover - PLAIN returns or raises

    async def close(self) -> None:
        """Close the client's connections."""
        await self._client.close()

    async def _ask(self, messages: Sequence[Said], shape: Shape, way: Way, on_raw: OnRaw) -> Raw:
        stream = await self._client.chat.completions.create(
            model=self._model,
            messages=[_message(said) for said in messages],
            response_format=omit if way is Way.PLAIN else _format(way, shape),
            stream_options=omit if way is Way.PLAIN else {"include_usage": True},
            max_completion_tokens=self._max_tokens,
            stream=True,
        )
        arrived = _Arrived()
        try:
            async for chunk in stream:
                _take(chunk, arrived)
                if len(arrived.text) > MOST_CHARACTERS:
                    raise ModelFailed(Why.TOO_LONG)
                if len(arrived.text) - arrived.told >= _A_FEW_WORDS:
                    arrived.told = len(arrived.text)
                    on_raw(arrived.text)
        except openai.APITimeoutError:
            raise
        except (openai.APIConnectionError, ValueError) as fault:
            raise ModelFailed(Why.CUT if arrived.text else Why.NONSENSE) from fault
        finally:
            await stream.close()
        if arrived.finish != "stop":
            raise ModelFailed(Why.CUT, arrived.finish or "no end")
        return Raw(
            arrived.text,
            arrived.tokens_in or estimated([said.text for said in messages]),
            arrived.tokens_out or estimated([arrived.text]),
        )


def _take(chunk: ChatCompletionChunk, arrived: _Arrived) -> None:
    if chunk.usage is not None:
        arrived.tokens_in = chunk.usage.prompt_tokens
        arrived.tokens_out = chunk.usage.completion_tokens
    for choice in (chunk.choices or [])[:1]:
        if choice.delta is not None:
            if choice.delta.tool_calls or choice.delta.function_call:
                raise ModelFailed(Why.TOOL_CALL)
            if choice.delta.refusal:
                raise ModelFailed(Why.NONSENSE, "the model refused")
            arrived.text += choice.delta.content or ""
        arrived.finish = choice.finish_reason or arrived.finish
        if arrived.finish in {"tool_calls", "function_call"}:
            raise ModelFailed(Why.TOOL_CALL)


def _message(said: Said) -> ChatCompletionMessageParam:
    if said.role == "system":
        return {"role": "system", "content": said.text}
    if said.role == "user":
        return {"role": "user", "content": said.text}
    return {"role": "assistant", "content": said.text}


def _format(way: Way, shape: Shape) -> ResponseFormat:
    if way is Way.OBJECT:
        return {"type": "json_object"}
    return {
        "type": "json_schema",
        "json_schema": {"name": shape.name, "strict": True, "schema": dict(shape.schema)},
    }


def _failure(fault: openai.OpenAIError) -> ModelFailed:
    """The client's error as ours, without its text, which may hold what was sent."""
    if isinstance(fault, openai.APITimeoutError):
        return ModelFailed(Why.TIMED_OUT)
    if isinstance(fault, openai.APIConnectionError):
        return ModelFailed(Why.UNREACHABLE)
    if isinstance(fault, openai.APIStatusError):
        return status_failure(fault.status_code)
    return ModelFailed(Why.SERVER_ERROR)
