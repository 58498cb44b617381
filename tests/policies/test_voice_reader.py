"""voice.yaml: what differs by channel and language, and faults that say what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from policies.company_reader import read_company


def test_channels_and_languages_are_read(tmp_path: Path) -> None:
    (tmp_path / "voice.yaml").write_text(
        "tone: warm\nsign_off: Warm wishes\n"
        "languages:\n  de: {address: du, sign_off: Liebe Grüße, avoid: [leider]}\n"
        "channels:\n  email: {tone: calm, emoji: no, examples: [Dear Ana]}\n",
        "utf-8",
    )
    read = read_company(tmp_path)
    assert read.faults == ()
    german = read.company.voice.on("email", "de")
    assert german.familiar
    assert (german.sign_off, german.tone) == ("Liebe Grüße", "calm")
    assert german.examples == ("Dear Ana",)
    assert read.company.voice.on("email", "fr").sign_off == ""


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("languages:\n  xx: {tone: calm}\n", 2, "no language that we can speak"),
        ("languages:\n  de: {address: vous}\n", 2, 'address: "vous"'),
        ("languages:\n  it: {address: tu}\n", 2, 'address: "tu"'),
        ("address: du\n", 1, 'address: "du"'),
        ("channels:\n  email: {tune: calm}\n", 2, "tune"),
        ("channels: [email]\n", 1, "channels should be keys"),
        ("channels:\n  email: {emoji: maybe}\n", 2, "emoji"),
    ],
)
def test_a_fault_names_its_line(tmp_path: Path, text: str, line: int, says: str) -> None:
    (tmp_path / "voice.yaml").write_text(text, "utf-8")
    (fault,) = read_company(tmp_path).faults
    assert fault.place.line == line
    assert says in fault.message
