"""Erasing a customer at the edge, and the audit's head and export."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from api.auditing import verdict, verdict_of_file
from api.shown.staff import AuditRowShown
from policies.faults import NotUnderstood
from tests.services.a_desk import KEY
from tests.services.a_house import Rooms


def test_only_an_admin_erases_and_says_why(rooms: Rooms) -> None:
    conversation = rooms.bench.message("quokka-said")
    path = f"/v1/conversations/{conversation.id}/erasure"
    root = rooms.person(rooms.admin)
    asked = {"asked_by_customer": True}
    assert rooms.person(rooms.bench.ben).post(path, json=asked).status_code == 403
    assert root.post(path, json={"asked_by_customer": False}).status_code == 422
    assert root.post(path, json=asked).json() == {"conversations": [conversation.id]}
    shown = root.get(f"/v1/conversations/{conversation.id}").json()
    assert [message["text"] for message in shown["messages"]] == [""]


def test_the_page_says_what_goes_and_takes_one_word(rooms: Rooms) -> None:
    conversation = rooms.bench.message("quokka-said")
    page, csrf = rooms.browser(rooms.admin)
    path = f"/conversations/{conversation.id}/erasure"
    assert "Stays: numbers, times, digests" in page.get(path).text
    assert page.post(path, data={"csrf": csrf, "word": "yes"}).status_code == 422
    assert "quokka-said" not in page.post(path, data={"csrf": csrf, "word": "erase"}).text


def exported(rooms: Rooms, path: Path) -> list[dict[str, object]]:
    lines = [
        {**AuditRowShown.of(row).model_dump(mode="json"), "before": row.before}
        for row in rooms.cabinet.audit_log.rows(rooms.cabinet.workspace)
    ]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return lines


def test_an_export_is_verified_without_the_database(rooms: Rooms, tmp_path: Path) -> None:
    rooms.bench.message()
    rooms.bench.written()
    file = tmp_path / "audit.jsonl"
    lines = exported(rooms, file)
    number, seal = rooms.cabinet.audit_log.head(rooms.cabinet.workspace)
    good = verdict_of_file(file, KEY, f"{number}:{seal}")
    assert (good.holds, good.rows, good.head) == (True, number, seal)
    lines[1]["actor"] = "somebody else"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert verdict_of_file(file, KEY).first_bad == 2
    file.write_text("no row\n")
    with pytest.raises(NotUnderstood, match="Line 1"):
        verdict_of_file(file, KEY)


def test_a_head_that_was_written_down_notices_a_cut_end(rooms: Rooms, tmp_path: Path) -> None:
    rooms.bench.message()
    file = tmp_path / "audit.jsonl"
    lines = exported(rooms, file)
    number, seal = rooms.cabinet.audit_log.head(rooms.cabinet.workspace)
    file.write_text("".join(json.dumps(line) + "\n" for line in lines[:-1]))
    assert verdict_of_file(file, KEY).holds  # without the head nobody can know
    assert verdict_of_file(file, KEY, f"{number}:{seal}").first_bad == number
    assert verdict(rooms.cabinet, f"{number}:{seal}").holds
    rooms.bench.message(remote="m2")
    assert verdict(rooms.cabinet, f"{number}:{seal}").holds
    with pytest.raises(NotUnderstood, match="no head"):
        verdict(rooms.cabinet, "x")
