"""The model that helps the search: it says a question in policy's words, and orders what was found.

It runs on an event loop of its own: a search blocks the thread that asks it, and that thread may be
one that the pen's loop needs.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future

from drafting.untrusted import fenced
from policies.advice import Advice, NoAdvice
from policies.book import Book
from policies.clause import Clause
from prompts.answers import ModelFailed, Usage
from prompts.model import Door
from prompts.render import Prompt, PromptClause, Templates

_FURTHER = 3  # questions that are asked for
_TITLES = 60  # of clauses, spread over the book, that show the words and the language of policy
_TITLE = 120  # characters of one
_CLAUSE = 700  # characters of a clause that the model is shown
_QUESTION = 4_000  # characters of a question


class Adviser:
    """A rewriter and a reranker by one model. Any number of threads may ask at the same time."""

    def __init__(self, door: Door, templates: Templates, book: Callable[[], Book]) -> None:
        """`door` belongs to this adviser, which closes it."""
        self._door = door
        self._templates = templates
        self._book = book
        self._asking: set[Future[tuple[tuple[str, ...], Usage]]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="adviser", daemon=True)
        self._thread.start()

    def rewrite(self, question: str) -> Advice:
        """The question as policy would say it. Raises NoAdvice."""
        titles = _titles(self._book())
        return self._asked(self._templates.rewriting(_shown(question), titles, _FURTHER))

    def rerank(self, question: str, candidates: Sequence[Clause]) -> Advice:
        """The ids of the candidates, what answers best first. Raises NoAdvice."""
        shown = tuple(
            PromptClause(
                clause.id, clause.audience.value, clause.title[:_TITLE], clause.text[:_CLAUSE], ()
            )
            for clause in candidates
        )
        return self._asked(self._templates.reranking(_shown(question), shown))

    def give_up(self) -> None:
        """Whoever waits for advice goes on without it: a stop does not wait for a model."""
        for asking in tuple(self._asking):
            asking.cancel()

    def close(self) -> None:
        """Stop the loop and give the connections back."""
        self.give_up()
        asyncio.run_coroutine_threadsafe(self._door.close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=5)
        self._loop.close()

    def _asked(self, prompt: Prompt) -> Advice:
        asking = asyncio.run_coroutine_threadsafe(self._door.listed(prompt), self._loop)
        self._asking.add(asking)
        try:
            lines, usage = asking.result()
        except ModelFailed as failed:
            raise NoAdvice(failed.words) from None
        except CancelledError:
            raise NoAdvice("the program is stopping") from None
        finally:
            self._asking.discard(asking)
        return Advice(lines, usage.tokens_in, usage.tokens_out, usage.cost)


def _shown(question: str) -> str:
    """A customer's words as they may stand in a prompt."""
    return fenced(question[:_QUESTION])


def _titles(book: Book) -> tuple[str, ...]:
    """Titles from all over the book, each once."""
    every = [f"{clause.policy_title}: {clause.title}"[:_TITLE] for clause in book]
    each = list(dict.fromkeys(every))
    return tuple(each[:: max(1, -(-len(each) // _TITLES))])
