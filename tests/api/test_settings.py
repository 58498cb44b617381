"""Settings: read in one place, refused when misspelt, secret where they are secrets."""

from __future__ import annotations

import asyncio
from dataclasses import fields
from pathlib import Path

import pytest

from api.settings import Settings, SettingsWrong, from_env, rows
from api.wiring import eval_parts
from prompts.answers import ModelFailed, Why
from prompts.render import Prompt
from tests.services.scripted_model import reply, scripted_model


def test_without_an_environment_everything_has_a_safe_default() -> None:
    chosen = from_env({"PATH": "/bin", "MAKEGOODNESS": "1"})
    assert chosen == Settings()
    assert chosen.address == "http://127.0.0.1:8700"
    assert chosen.model == "none"
    assert (chosen.policies / "refunds.md").is_file()
    assert chosen.database.startswith("sqlite:///")


def test_values_are_read_as_what_they_are() -> None:
    chosen = from_env(
        {
            "MAKEGOOD_PORT": "9",
            "MAKEGOOD_SAMPLE": "off",
            "MAKEGOOD_MODEL_TIMEOUT": "2.5",
            "MAKEGOOD_POLICIES_DIR": "/policies",
            "MAKEGOOD_WEBHOOK_SECRETS": "new, old",
            "MAKEGOOD_PUBLIC_URL": "https://desk.example/",
            "MAKEGOOD_MODEL": " ",
        }
    )
    assert (chosen.port, chosen.sample, chosen.model_timeout) == (9, False, 2.5)
    assert chosen.policies == Path("/policies")
    assert chosen.webhook_secrets == ("new", "old")
    assert chosen.address == "https://desk.example"
    assert chosen.model == "none"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MAKEGOOD_PROT", "9", "Did you mean MAKEGOOD_PORT?"),
        ("MAKEGOOD_PORT", "nine", "a whole number"),
        ("MAKEGOOD_PORT", "99999", "0 to 65535"),
        ("MAKEGOOD_SAMPLE", "maybe", "on or off"),
        ("MAKEGOOD_MODEL_TIMEOUT", "nan", "more than 0"),
        ("MAKEGOOD_MODEL_TIMEOUT", "0", "more than 0"),
        ("MAKEGOOD_UNDO_SECONDS", "-1", "0 or more"),
        ("MAKEGOOD_MODEL_PRICE_OUT", "-1", "0 or more"),
        ("MAKEGOOD_MODEL_DAILY_USD", "nan", "0 or more"),
        ("MAKEGOOD_LOG_LEVEL", "loud", "one of: debug"),
        ("MAKEGOOD_EMAIL_SMTP_SECURITY", "ssl", "one of: tls"),
        ("MAKEGOOD_CHROMA_URL", "chroma:8000", "starts with http://"),
        ("MAKEGOOD_MODEL_BASE_URL", "https://u:p@model.example", "password"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(name: str, value: str, said: str) -> None:
    with pytest.raises(SettingsWrong) as refused:
        from_env({name: value})
    assert name in str(refused.value)
    assert said in str(refused.value)


def test_the_price_of_a_model_caps_its_day() -> None:
    with scripted_model() as server:
        server.script(reply(("Hi Ana,", "greeting", [])))
        chosen = Settings(
            model="m", model_base_url=server.url, model_price_in=2.0, model_daily_usd=0.001
        )
        door = eval_parts(chosen).model
        assert door is not None

        async def twice() -> Why:
            first = await door.write(Prompt("s", "u", "d"), lambda _: None)
            assert first.usage.cost >= chosen.model_daily_usd
            with pytest.raises(ModelFailed) as over:
                await door.write(Prompt("s", "u", "d"), lambda _: None)
            await door.close()
            return over.value.reason

        assert asyncio.run(twice()) is Why.OVER_BUDGET
        assert len(server.requests) == 1


def test_no_secret_is_shown() -> None:
    told = "a-secret-that-nobody-may-read"
    chosen = from_env(
        {
            row.variable: told
            for row in rows()
            if any(mark in row.variable for mark in ("PASSWORD", "SECRET", "API_KEY", "DATABASE"))
        }
    )
    assert chosen.email_password == chosen.secret_key == chosen.model_api_key == told
    assert told not in repr(chosen)


def test_every_setting_has_a_row_with_words() -> None:
    assert len(rows()) == len(fields(Settings))
    for row in rows():
        assert row.variable.startswith("MAKEGOOD_")
        assert row.doc.endswith(".")
