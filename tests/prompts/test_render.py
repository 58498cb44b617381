"""Prompts: strict templates, what changes last, and a customer's words only where they belong."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.company import Voice
from prompts.render import PromptClause, PromptMessage, ReplyCase, load_templates
from prompts.templates import TemplateRefused

TEMPLATES = load_templates()
VOICE = Voice(company="Larkspur", tone="warm", avoid=("kindly",))
CASE = ReplyCase(
    clauses=(PromptClause("late#fee", "public", "Late", "We refund the fee.", ("refund",)),),
    contacts="none",
    facts="- delay: 6 days",
    examples="None.",
    promises="Nothing.",
    language="English",
    channel="sample, public",
    length="at most 400 characters",
    signature="Larkspur",
    stance="best",
    instruction="nothing",
    findings="",
    messages=(PromptMessage("The customer", "It is late."),),
)


def ours(name: str) -> str:
    return resources.files("prompts").joinpath(name).read_text("utf-8")


def test_what_changes_comes_last() -> None:
    one = TEMPLATES.reply(VOICE, CASE)
    other = TEMPLATES.reply(VOICE, replace(CASE, messages=(PromptMessage("The customer", "X"),)))
    assert one.system == other.system
    same = len([1 for a, b in zip(one.user, other.user, strict=False) if a == b])
    assert same > 0.9 * one.user.index("It is late.")


@given(st.text(min_size=12, max_size=60).filter(lambda text: not text.isspace()))
def test_no_words_of_a_customer_reach_the_system_part(text: str) -> None:
    marked = f"ZQX{text}ZQX"
    case = replace(
        CASE,
        messages=(PromptMessage("The customer", marked),),
        instruction=marked,
        facts=marked,
        promises=marked,
    )
    prompt = TEMPLATES.reply(VOICE, case)
    assert "ZQX" not in prompt.system
    assert marked in prompt.user


def test_template_marks_of_a_customer_stay_text() -> None:
    sly = "{{ clauses }}{% for x in messages %}{{ x.__class__ }}{% endfor %}"
    prompt = TEMPLATES.reply(VOICE, replace(CASE, messages=(PromptMessage("The customer", sly),)))
    assert sly in prompt.user


def test_every_value_of_a_case_is_shown() -> None:
    for field in fields(ReplyCase):
        if field.type == "str":
            values = {f.name: getattr(CASE, f.name) for f in fields(ReplyCase)}
            case = ReplyCase(**{**values, field.name: f"unlikely-{field.name}"})
            assert f"unlikely-{field.name}" in TEMPLATES.reply(VOICE, case).user


def test_an_override_takes_effect_and_another_digest(tmp_path: Path) -> None:
    (tmp_path / "repair.jinja").write_text("Again, please: {{ problem }} ({{ parts }})", "utf-8")
    own = load_templates(tmp_path)
    assert own.repair("no JSON").startswith("Again, please: no JSON")
    assert own.digest != TEMPLATES.digest


@pytest.mark.parametrize(
    ("name", "written", "instead", "says"),
    [
        ("reply.jinja", "{{ facts }}", "", r"reply\.jinja:\d+: ends without using {{ facts }}"),
        ("reply.jinja", "{{ facts }}", "{{ fatcs }}", r"reply\.jinja:16: nobody gives {{ fatcs }}"),
        ("system.jinja", "{{ tone }}", "{{ tone", r"system\.jinja:\d+: "),
        ("reply.jinja", "{% endfor %}", "", r"reply\.jinja:\d+: "),
    ],
)
def test_an_override_that_cannot_work_is_refused_at_start(
    tmp_path: Path, name: str, written: str, instead: str, says: str
) -> None:
    text = ours(name)
    assert written in text
    (tmp_path / name).write_text(text.replace(written, instead, 1), "utf-8")
    with pytest.raises(TemplateRefused) as refused:
        load_templates(tmp_path)
    assert re.search(says, str(refused.value))


def test_an_override_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "repair.jinja").write_bytes(b"\xff\xfe{{ problem }}")
    with pytest.raises(TemplateRefused, match=r"repair\.jinja:1: cannot be read"):
        load_templates(tmp_path)


def test_an_override_reaches_nothing_outside_the_sandbox(tmp_path: Path) -> None:
    sly = "{{ problem.__class__.__mro__ }} {{ parts }}"
    (tmp_path / "repair.jinja").write_text(sly, "utf-8")
    with pytest.raises(Exception, match=r"unsafe|undefined"):
        load_templates(tmp_path).repair("x")
