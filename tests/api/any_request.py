"""Any request at all, made by schemathesis from the OpenAPI document, for a desk with work on it.

What it makes up alone would hardly meet a thing that exists, so half of the addresses and some of
the values are real: a draft in review, its sheet's digest, a posting, a colleague, a key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.core.result import Ok

from desk.people import Role
from tests.services.a_desk import HERE
from tests.services.a_house import ADDRESS, Rooms, a_message

_HOST = ADDRESS.removeprefix("http://")
# Whether a request that fits the document must succeed is for the other tests to say: what exists
# and who asks decides that, and the document cannot know either.
_CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)

_SCENE_LASTS = 6  # operations; then what was in review is mostly settled


@dataclass
class Walk:
    """Requests of one principal. `headers` is asked each time, because a session may just end."""

    rooms: Rooms
    headers: Callable[[], dict[str, str]]
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: dict[tuple[str, str], str] = field(default_factory=dict)

    def requests(self, count: int) -> None:
        """Send at least `count`, the same number to each operation, and keep what was wrong."""
        load_all_checks()
        checks = CHECKS.get_by_names(_CHECKS)
        document = schemathesis.openapi.from_asgi(
            "/v1/openapi.json", self.rooms.app, headers={"Host": _HOST}
        )
        made = [found.ok() for found in document.get_all_operations() if isinstance(found, Ok)]
        sent, real = 0, _scene(self.rooms)
        while sent < count:
            share = -(-(count - sent) // len(made))
            for number, operation in enumerate(made):
                if number % _SCENE_LASTS == _SCENE_LASTS - 1:
                    real = _scene(self.rooms)
                self._walk(operation, checks, real, share, sent + number)
            sent = self.answers.total()

    def _walk(
        self, operation: Any, checks: Any, real: dict[str, list[str]], share: int, number: int
    ) -> None:
        modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        cases = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in modes))

        @seed(number)
        @settings(
            max_examples=share,
            phases=[Phase.generate],
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=cases, dice=st.randoms(use_true_random=False))
        def send(case: Case[Any], dice: Random) -> None:
            _make_real(case, real, dice)
            self._send(operation.label, case, checks)

        send()

    def _send(self, label: str, case: Case[Any], checks: Any) -> None:
        """Failures are kept, one of a kind, so that one defect does not hide another."""
        try:
            response = case.call(headers=self.headers() | {"Host": _HOST})
            self.answers[label, response.status_code] += 1
            case.validate_response(response, checks=checks)
        except (Exception, BaseExceptionGroup) as fault:  # noqa: BLE001 every fault is reported
            says = str(fault)[:1_500]
            self.wrong.setdefault((label, says.partition("Reproduce")[0][:160]), says)


def _scene(rooms: Rooms) -> dict[str, list[str]]:
    """Things that exist, by the names that the document gives to them."""
    bench = rooms.bench
    while work := bench.desk.claim_draft("w1"):  # what the requests before this scene asked for
        bench.written_for(work, "Hello Kim, we are on it.", cites=False)
    with rooms.person(rooms.admin) as admin:
        mark = f"{bench.clock().timestamp()}-{Random().random()}"  # noqa: S311 a name, no secret
        opened = admin.post("/v1/conversations", json=a_message(message_id=mark, thread=mark))
        waiting = [bench.written("Hello Kim, we are sorry that it came late.", cites=False)]
        for _ in range(3):
            again = admin.post(f"/v1/conversations/{opened.json()['id']}/drafts", json={})
            assert again.status_code == 202, again.text
            waiting.append(bench.written("Hello Kim, we are looking into it.", cites=False))
        other = admin.post(
            "/v1/conversations", json=a_message(message_id=f"{mark}2", thread=f"{mark}2")
        )
        approved = bench.written("Hello Kim, thank you for telling us.", cites=False)
        bench.approved(approved, by=bench.ben)
        postings = admin.get(f"/v1/drafts/{approved.id}/postings").json()
        sheet = admin.get(f"/v1/drafts/{waiting[-1].id}/sheet").json()
    spare = rooms.bench.accounts.add(
        HERE, f"{mark}@shop.example", "Spare", frozenset({Role.AGENT}), bench.clock()
    )
    key, _ = rooms.cabinet.keys.make(HERE, "spare", frozenset(), bench.clock())
    return {
        "conversation_id": [opened.json()["id"], other.json()["id"]],
        "draft_id": [*(each.id for each in waiting), approved.id],
        "posting_id": [each["id"] for each in postings],
        "person_id": [spare.id],
        "key_id": [key.id],
        "policy": ["refunds"],
        "name": ["late"],
        "digest": [sheet["digest"]],
        "based_on": [sheet["revision"]["id"]],
        "channel": ["counting"],
        "message_id": [mark],
        "thread": [mark],
        "clause": ["refunds#late"],
    }


def _make_real(case: Case[Any], real: dict[str, list[str]], dice: Random) -> None:
    """Put real values into a request, here and there."""
    for name in list(case.path_parameters):
        if real.get(name) and dice.random() < 0.7:
            case.path_parameters[name] = dice.choice(real[name])
    if isinstance(case.body, dict):
        for name in list(case.body):
            if real.get(str(name)) and dice.random() < 0.5:
                case.body[name] = dice.choice(real[str(name)])
