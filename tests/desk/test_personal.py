from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.personal import personal_data, secrets
from tests.services.clauses import Scene, blocks, codes

PERSONAL = [
    ("write to anna@mail.example please", "an e-mail address"),
    ("card 4111 1111 1111 1111 was charged", "a card number"),
    ("IBAN DE89 3704 0044 0532 0130 00", "a bank account"),
    ("GB82WEST12345698765432", "a bank account"),
    ("call +44 20 7946 0018", "a phone number"),
    ("call (030) 901 8200", "a phone number"),
    ("call 555-867-5309", "a phone number"),
    ("your order number 4711-2281", "an order or customer number"),
    ("order DE-48213 is late", "an order or customer number"),
    ("parcel #AB12345", "an order or customer number"),
    ("ring 78 651 450", "a phone number"),
    ("my number is 60-56-85-91", "a phone number"),
    ("at 12 Baker Street", "an address"),
    ("Skogstien 106", "an address"),
    ("Rúa do Paseo 46", "an address"),
    ("Via Roma 12", "an address"),
    ("I moved to Apt. 864, Elmsford", "an address"),
    ("Springfield, IL 62704", "an address"),
    ("licence no. D1234567", "a licence or identity number"),
    ("my account is 30918272", "a long number"),
    ("6e40:4041:c617:e898:c11:40d2:c669:2eb4", "an IP address"),
    ("Hauptstraße 12", "an address"),
    ("12 rue de Rivoli", "an address"),
    ("078-05-1120", "a social security number"),
    ("from 192.168.10.14", "an IP address"),
    ("born 12.03.1980", "a date of birth"),
]
IMPERSONAL = [
    "card 4111 1111 1111 1112",  # wrong checksum
    "IBAN DE88 3704 9944 8532 9130 99",
    "0000 0000 0000 0000",
    "we refund 84.00 EUR within 14 days",
    "from 9:00 to 17:30",
    "on 12.03.2026",
    "your order is late",
    "version 1.2.3",
    "in 2026 300 people",
    "see it via step 2",
    "2 park close by",
    "an iPhone 15 Pro",
    "it costs 1 200 000 EUR",
    "on 12-03-2026, and in 2025-2026",
    "24/7",
    "we have 1,000,000 customers",
]
SECRETS = [
    "sk-proj-abcdEFGH1234567890abcd",
    "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
    "AKIAIOSFODNN7EXAMPLE",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N",
    "-----BEGIN RSA PRIVATE KEY-----",
    "password: hunter2",
    "your API key is 9f8a7b6c5d",
    "postgresql://desk:pass@db/desk",
    "Bearer abcdefghijklmnopqrstuvwx",
    "token=Zk39dkLs02mPqr81",
    "9hF3kLm2Qz8XwV7tRb5NcY1sDg4JpA6e",
]


@pytest.mark.parametrize(("text", "sort"), PERSONAL)
def test_personal_data_is_found(text: str, sort: str) -> None:
    (found,) = personal_data(text)
    assert found.sort == sort
    assert text[found.start : found.end] == found.words


@pytest.mark.parametrize("text", IMPERSONAL)
def test_other_figures_are_not_personal(text: str) -> None:
    assert list(personal_data(text)) == []


def test_personal_data_blocks_in_public_only() -> None:
    text = "Your order DE-48213 is late."
    said = ("DE-48213",)
    assert blocks(Scene(said=said).check(text)) == ["personal_data"]
    assert codes(Scene(said=said, public=False).check(text)) == []


def test_the_companys_own_contacts_may_stand_in_public() -> None:
    assert codes(Scene().check("Call +49 30 901820 or write to care@lumen.example.")) == []


@pytest.mark.parametrize(
    ("said", "reply", "found"),
    [
        ("Lena Vogt told me so.", "We have spoken with Lena Vogt.", ["Lena Vogt"]),
        ("My name is Lena Vogt.", "Hi Anna, Lena Vogt wrote to us.", ["Lena Vogt"]),
        ("Dr. Okafor saw it.", "Dr. Okafor is right.", ["Okafor"]),
        ("Maria de la Cruz called.", "We heard of Maria de la Cruz.", ["Maria de la Cruz"]),
        ("I live in 86036 Augsdorf.", "We deliver to 86036.", ["86036"]),
        ("The Aurora Desk Lamp is broken.", "Sorry about the Aurora Desk Lamp.", []),
        ("I paid with American Express.", "American Express refunds take longer.", []),
        ("My order came late.", "Kind regards, Tom Weber", []),  # nobody's in the messages
    ],
)
def test_who_only_the_customer_named_is_not_named_in_public(
    said: str, reply: str, found: list[str]
) -> None:
    checked = Scene(said=(said,)).check(reply)
    assert [f.words for f in checked.findings if f.code == "personal_data"] == found
    private = Scene(said=(said,), public=False).check(reply)
    assert not [f for f in private.findings if f.code == "personal_data"]


def test_the_customers_own_name_may_stand_in_public() -> None:
    scene = Scene(said=("I am Anna Berg.",), names=("Anna Berg",))
    assert codes(scene.check("Hi Anna Berg, thank you.")) == []


@pytest.mark.parametrize("text", SECRETS)
def test_secrets_are_found_and_not_carried_on(text: str) -> None:
    (found,) = secrets(f"Here it is: {text} as you asked.")
    assert found.code == "secret"
    assert len(found.words) <= 5
    assert text not in found.why


def test_ordinary_words_are_no_secret() -> None:
    text = "The password reset link and your PIN letter are on their way to you, Anna-Katharina."
    assert list(secrets(text)) == []


@given(st.text(max_size=300))
def test_never_raises(text: str) -> None:
    for found in personal_data(text):
        assert text[found.start : found.end] == found.words
    list(secrets(text))


@given(st.integers(min_value=10**15, max_value=10**16 - 1))
def test_one_in_ten_numbers_passes_the_card_checksum(number: int) -> None:
    tens = range(number // 10 * 10, number // 10 * 10 + 10)
    found = [n for n in tens if any(p.sort == "a card number" for p in personal_data(str(n)))]
    assert len(found) == 1
