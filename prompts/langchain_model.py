"""Every other provider by name, through LangChain's `init_chat_model`.

LangChain is imported where a model is opened and nowhere else: it takes seconds, and most
installations never need it. The provider's own package must be installed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from prompts.answers import MOST_CHARACTERS, ModelFailed, Why
from prompts.calling import OnRaw, Raw, Said, Shape, estimated
from prompts.statuses import status_failure

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import AIMessageChunk

_ENDS = frozenset({"length", "max_tokens", "MAX_TOKENS"})
_ROLES = {"system": "system", "user": "human", "assistant": "ai"}


class LangChainModel:
    """One model of one provider that LangChain knows."""

    def __init__(
        self,
        provider: str,
        model: str,
        *,
        base_url: str,
        api_key: str,
        timeout: float,
        max_tokens: int,
    ) -> None:
        """`timeout` is in seconds. Raises ImportError where the provider's package is missing."""
        # Here and not above: see the module's docstring.
        from langchain.chat_models import init_chat_model  # noqa: PLC0415

        settings: dict[str, Any] = {"timeout": timeout, "max_retries": 1, "max_tokens": max_tokens}
        if base_url:
            settings["base_url"] = base_url
        if api_key:
            settings["api_key"] = api_key
        self._name = f"{provider}:{model}"
        self._model: BaseChatModel = init_chat_model(model, model_provider=provider, **settings)

    @property
    def name(self) -> str:
        """Provider and model."""
        return self._name

    async def call(self, messages: Sequence[Said], shape: Shape, on_raw: OnRaw) -> Raw:
        """One answer, streamed. Providers differ in how a shape is asked for, so the prompt alone
        asks for it.
        """
        del shape
        text = ""
        tokens_in = tokens_out = 0
        finish = ""
        said = [(_ROLES[message.role], message.text) for message in messages]
        try:
            async for chunk in self._model.astream(said):
                text += _text(chunk, len(text))
                on_raw(text)
                usage = getattr(chunk, "usage_metadata", None) or {}
                tokens_in = max(tokens_in, int(usage.get("input_tokens", 0)))
                tokens_out += int(usage.get("output_tokens", 0))
                finish = _finish(chunk) or finish
        except ModelFailed:
            raise
        except Exception as fault:  # noqa: BLE001 - each provider has its own family of errors
            raise _failure(fault, begun=bool(text)) from None
        if finish in _ENDS:
            raise ModelFailed(Why.CUT, finish)
        return Raw(
            text,
            tokens_in or estimated([message.text for message in messages]),
            tokens_out or estimated([text]),
        )

    async def close(self) -> None:
        """Close the connections of providers that show them; others close with the process."""
        client = getattr(self._model, "root_async_client", None)
        if client is not None:
            await client.close()


def _text(chunk: AIMessageChunk, so_far: int) -> str:
    """The text of a piece; ModelFailed where it calls a tool or goes on for ever."""
    if chunk.tool_call_chunks or chunk.tool_calls or chunk.invalid_tool_calls:
        raise ModelFailed(Why.TOOL_CALL)
    if so_far + len(chunk.text) > MOST_CHARACTERS:
        raise ModelFailed(Why.TOO_LONG)
    return chunk.text


def _finish(chunk: AIMessageChunk) -> str:
    meta = chunk.response_metadata
    return str(
        meta.get("finish_reason") or meta.get("stop_reason") or meta.get("done_reason") or ""
    )


def _failure(fault: Exception, *, begun: bool) -> ModelFailed:
    """A provider's error as ours, by its status or its name; never its text."""
    status = getattr(fault, "status_code", None) or getattr(fault, "code", None)
    name = type(fault).__name__
    if isinstance(fault, TimeoutError) or "Timeout" in name:
        return ModelFailed(Why.TIMED_OUT)
    if isinstance(status, int):
        return status_failure(status)
    if isinstance(fault, ConnectionError) or "Connect" in name or "Protocol" in name:
        return ModelFailed(Why.CUT if begun else Why.UNREACHABLE)
    if begun:
        return ModelFailed(Why.CUT, name)
    return ModelFailed(Why.NONSENSE if isinstance(fault, ValueError) else Why.SERVER_ERROR, name)
