"""A mail that the server will not hand over keeps none of the others from us."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from channels import mailbox

DAY = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass
class Box:
    """A folder of mails by number, of which some cannot be handed over."""

    there: list[int]
    broken: set[int] = field(default_factory=set)

    @property
    def folder(self) -> Box:
        return self

    @property
    def client(self) -> Box:
        return self

    def set(self, folder: str, *, readonly: bool) -> None:
        del folder, readonly

    def response(self, name: str) -> tuple[str, list[bytes]]:
        return name, [b"7"]

    def uids(self, criteria: str, charset: str | None) -> list[str]:
        del criteria, charset
        return [str(uid) for uid in self.there]

    def uid(self, command: str, uid: str, parts: str) -> tuple[str, list[Any]]:
        del command, parts
        if int(uid) in self.broken:
            return "NO", [b"The message could not be converted."]
        said = f'{uid} (INTERNALDATE "01-Mar-2026 10:00:00 +0000" BODY[]<0> {{4}}'.encode()
        return "OK", [(said, b"mail"), b")"]


def read(box: Box, cursor: str) -> tuple[list[int], str]:
    found, onward = mailbox.new_mail(box, "INBOX", cursor, DAY)  # type: ignore[arg-type]
    return [raw.uid for raw in found], onward


def test_those_that_came_after_it_are_read(caplog: pytest.LogCaptureFixture) -> None:
    box = Box([1, 2, 3], broken={2})
    with caplog.at_level(logging.WARNING):
        assert read(box, "") == ([1, 3], "7:3")
    assert "uids=[2]" in caplog.text


def test_while_nothing_came_after_it_it_is_asked_for_again(
    caplog: pytest.LogCaptureFixture,
) -> None:
    box = Box([1, 2, 3], broken={2, 3})
    with caplog.at_level(logging.WARNING):
        assert read(box, "") == ([1], "7:1")
    assert caplog.text == ""
    with pytest.raises(mailbox.TROUBLE):
        read(box, "7:1")  # a server that hands over nothing at all may be well again soon
    box.broken = {2}
    assert read(box, "7:1") == ([3], "7:3")
    box.there = [3]
    assert read(box, "7:3") == ([], "7:3")
