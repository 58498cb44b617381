"""A model's draft: written, read, fitted and checked; sent back once with what the check found."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

from desk.draft import Attribution, Finding, Sentence
from desk.findings import FINDINGS
from drafting.asking_model import prompt_for, sentences_of
from drafting.brief import Brief
from drafting.calm import calmed
from drafting.fit import fitted
from drafting.judging import Judge
from drafting.writer import Writer
from prompts.answers import ModelAnswer, ModelFailed, Usage
from prompts.render import Prompt, Templates

_EVERY = 0.2  # seconds between two looks at text that is still arriving


@dataclass(frozen=True)
class Written:
    """Sentences of a model that passed the check, and what they took."""

    sentences: tuple[Sentence, ...]
    model: str
    prompt: str
    usage: Usage
    note: str

    def attribution(self, book: str) -> Attribution:
        """Who wrote it, from which prompt and book, and what it took."""
        return Attribution(
            self.model,
            self.prompt,
            book,
            self.usage.tokens_in,
            self.usage.tokens_out,
            self.usage.cost,
            note=self.note,
        )


@dataclass(frozen=True)
class Failed:
    """No sentences of a model can stand. `says` is for people, `note` for the record."""

    says: str
    note: str


async def written(
    brief: Brief, writer: Writer, templates: Templates, judge: Judge
) -> AsyncIterator[str | Written | Failed]:
    """Text so far while it arrives, then what was written or why nothing was."""
    usage = Usage()
    findings: tuple[Finding, ...] = ()
    for attempt in (1, 2):
        prompt = prompt_for(brief, templates, findings)
        answer: ModelAnswer | None = None
        try:
            async for arrived in _arriving(writer, prompt):
                if isinstance(arrived, str):
                    yield arrived
                else:
                    answer = arrived
        except ModelFailed as failed:
            yield Failed(
                f"The model failed: {failed.words}", f"{failed.words}; composed without it"
            )
            return
        if answer is None:  # pragma: no cover - arriving ends with an answer or raises
            return
        usage += answer.usage
        sentences = calmed(sentences_of(answer, brief.retrieved.consulted), brief.request)
        fit = fitted(sentences, brief.request) if sentences else None
        findings = (_too_long(),) if fit is None else await asyncio.to_thread(judge.blocks, fit)
        if fit is not None and not findings:
            note = "" if attempt == 1 else "the check sent the first attempt back"
            yield Written(fit, answer.model, prompt.digest, usage, note)
            return
    codes = ", ".join(sorted({finding.code for finding in findings}))
    yield Failed(
        "The check refused what the model wrote, twice",
        f"the check refused what the model wrote, twice ({codes}); composed without it",
    )


async def _arriving(writer: Writer, prompt: Prompt) -> AsyncIterator[str | ModelAnswer]:
    """The text so far, now and then, and at last the answer."""
    so_far = ""

    def on_text(text: str) -> None:
        nonlocal so_far
        so_far = text

    task = asyncio.ensure_future(writer.write(prompt, on_text))
    shown = ""
    try:
        while not task.done():
            await asyncio.wait({task}, timeout=_EVERY)
            if so_far != shown and not task.done():
                shown = so_far
                yield shown
        yield task.result()
    finally:
        if not task.done():
            task.cancel()


def _too_long() -> Finding:
    severity, why = FINDINGS["too_long"]
    return Finding("too_long", severity, why, mend="Say the same in fewer words.")
