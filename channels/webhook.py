"""The webhook channel: replies go out as signed requests to one address of the customer's own.

Messages come in through the API's route, which uses `signature.verify` and `parse_incoming`.
The receiver answers a 2xx with `{"id": "…", "url": "…", "text": "…"}`: its own id of the post,
where it can be seen, and the text as it stands there.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from channels import signature
from channels import text as plain
from channels.http import Answer, Door, NoAnswer
from channels.place import guarded, in_time, insist, web_link
from desk.approval import ApprovedReply
from desk.conversation import Destination
from desk.limits import Limits
from desk.posting import NotReached, OutcomeUnknown, Posting, Receipt, Received, Refused

_TOO_EARLY = 425
_TOO_MANY = 429
_NOT_FOUND = 404
# The request may have been acted upon: it timed out over there, met an earlier copy of itself,
# or (301 to 303) was answered with "see the result elsewhere".
_AMBIGUOUS = frozenset({301, 302, 303, 408, 409})


class WebhookChannel:
    """Posts to one address, and asks another whether a post is there if that is set."""

    in_hands = False

    def __init__(
        self,
        url: str,
        secret: str,
        *,
        now: Callable[[], datetime],
        account: str = "",
        look_up_url: str = "",
        private: bool = False,
        front: bool = False,
        name: str = "webhook",
        limits: Limits | None = None,
        send_deadline: timedelta = timedelta(seconds=30),
        quarantine: timedelta = timedelta(minutes=5),
    ) -> None:
        """Both addresses are https, or http on this machine. Raises ValueError otherwise.

        `account` empty: every account that the other system names goes through this address.

        `private` says that the receiver can write to a customer in private, beside a public
        thread; `front` that it takes posts without a thread, which answer nobody.

        `look_up_url` is asked as `{look_up_url}/{key}`; without one, an unknown outcome goes to
        a person. `quarantine` is how long the receiver may take until a post can be seen.
        """
        if not secret:
            raise ValueError("A webhook needs a signing secret.")
        self.name = name
        self.account = account
        self.looks_up = bool(look_up_url)
        self.quarantine = quarantine
        self.send_deadline = send_deadline
        self._private = private
        self._front = front
        self._url = guarded(url)
        self._look_up_url = guarded(look_up_url).rstrip("/") if look_up_url else ""
        self._secret = secret
        self._now = now
        self._limits = limits or Limits(None, paragraphs=True)
        self._door = Door(send_deadline)

    def __repr__(self) -> str:
        """Names the address, never the secret."""
        return f"WebhookChannel({self._url!r})"

    def normalise(self, text: str) -> str:
        """Plain text, tidied."""
        return plain.normalise(text)

    def limits_for(self, destination: Destination) -> Limits:
        """The same for every destination behind this address."""
        del destination
        return self._limits

    def count(self, text: str, destination: Destination) -> int:
        """The length as the limits count."""
        return plain.count(text, self.limits_for(destination))

    def private_place(self, public: Destination, handle: str) -> Destination | None:
        """The same thread, not in public: the receiver reads `public` of what we post."""
        return replace(public, public=False) if self._private and handle else None

    def front_place(self, account: str) -> Destination | None:
        """The account itself: no thread and no parent, where the receiver knows of such posts."""
        return Destination(self.name, account, "", "", public=True) if self._front else None

    def receive(self, cursor: str) -> Received:
        """Nothing: messages come in through the API's route."""
        return Received((), cursor)

    def post(self, reply: ApprovedReply) -> Receipt:
        """Send the reply with its key as Idempotency-Key, and read the answer."""
        insist(reply.destination, self.name, self.account)
        body = _body(reply)
        headers = {
            "Content-Type": "application/json",
            "Idempotency-Key": reply.key,
            signature.HEADER: signature.sign(self._secret, body, self._now()),
        }
        try:
            answer = self._door.ask(
                "POST", self._url, headers, body, leaving=lambda: in_time(reply, self._now())
            )
        except NoAnswer as silence:
            if silence.left:
                raise OutcomeUnknown(f"{silence}") from silence
            raise NotReached(f"{silence}") from silence
        _insist_done(answer, self._now())
        return self._receipt(answer)

    def find(self, posting: Posting) -> Receipt | None:
        """Ask for the post by its key.

        A 404 counts as "it is not there" only if its body names the key: a wrong path or a
        gateway says 404 too, and knows nothing.
        """
        if not self._look_up_url:
            raise OutcomeUnknown("This webhook has no look-up address.")
        headers = {signature.HEADER: signature.sign(self._secret, _key(posting), self._now())}
        url = f"{self._look_up_url}/{quote(posting.key, safe='')}"
        try:
            answer = self._door.ask("GET", url, headers)
        except NoAnswer as silence:
            raise OutcomeUnknown(f"The look-up failed: {silence}") from silence
        if answer.status == _NOT_FOUND and _object(answer).get("key") == posting.key:
            return None
        if not answer.good:
            raise OutcomeUnknown(f"The look-up was answered with {answer.status}.")
        return self._receipt(answer)

    def ping(self) -> str:
        """Connects, without asking for anything. Raises NotReached."""
        try:
            return self._door.knock(self._url)
        except NoAnswer as silence:
            raise NotReached(f"{silence}") from silence

    def _receipt(self, answer: Answer) -> Receipt:
        data = _object(answer)
        remote = data.get("id")
        if isinstance(remote, int) and not isinstance(remote, bool):
            remote = str(remote)
        if not isinstance(remote, str) or not remote:
            raise OutcomeUnknown(f"It was answered with {answer.status}, but without an id.")
        text = data.get("text")
        return Receipt(
            remote=plain.normalise(remote)[:500],
            link=web_link(data.get("url")),
            read_back=plain.normalise(text) if isinstance(text, str) else "",
            at=self._now(),
        )


def _body(reply: ApprovedReply) -> bytes:
    place = reply.destination
    body = {
        "key": reply.key,
        "approval": reply.approval,
        "conversation": reply.conversation,
        "account": place.account,
        "thread": place.thread,
        "parent": place.parent,
        "public": place.public,
        "text": reply.text,
        "digest": reply.digest,
        "attempt": reply.attempt,
    }
    return json.dumps(body, ensure_ascii=False).encode()


def _key(posting: Posting) -> bytes:
    return posting.key.encode()


def _insist_done(answer: Answer, now: datetime) -> None:
    """Return for a 2xx, and raise what any other status says about the outcome."""
    status = answer.status
    if answer.good:
        return
    if status in {_TOO_MANY, _TOO_EARLY}:
        raise NotReached(f"It asks us to wait ({status}).", answer.retry_after(now))
    definite = 307 <= status < 500 and status not in _AMBIGUOUS  # noqa: PLR2004 the classes of HTTP
    if definite:
        raise Refused(f"It was refused with {status}.")
    raise OutcomeUnknown(f"It was answered with {status}.")


def _object(answer: Answer) -> dict[str, Any]:
    try:
        data = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
