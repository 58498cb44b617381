"""What the customer is to do is no promise of ours; the time in it must be the clause's."""

from __future__ import annotations

import pytest

from desk.draft import Severity
from drafting.commitments import PatternReader
from policies.terms import Kind
from tests.services.clauses import Scene, blocks, clause

CLAUSE = clause(
    "damage#photo",
    "If an item arrives damaged, send us a photo within 14 days and stop using it. "
    "We then replace it.",
    "replacement of a damaged item, when: photo_provided",
)
RETURNS = clause(
    "returns#window",
    "You may return unused items within 30 days of delivery.",
    "eligibility to return unused items, within 30 days, when: unused",
)
SCENE = Scene((CLAUSE, RETURNS), said=("I need 60 days!",), public=False)
THEIRS = """
Please send us a photo within {}.
Send us a photo within {}.
Could you send us a photo within {}?
You need to send us a photo within {}.
Let us know within {}, with a photo.
We need a photo from you within {}.
Bitte senden Sie uns innerhalb von {} ein Foto.
Merci de nous envoyer une photo dans les {}.
Veuillez nous envoyer une photo dans les {}.
Por favor, envíenos una foto en un plazo de {}.
Per favore, ci invii una foto entro {}.
Por favor, envie-nos uma foto no prazo de {}.
Stuur ons alstublieft binnen {} een foto.
"""
DAYS = {
    "Bitte": "Tagen", "Merci": "jours", "Veuil": "jours", "Por favor, envíe": "días",
    "Per f": "giorni", "Por favor, envie": "dias", "Stuur": "dagen",
}  # fmt: skip


def said(line: str, count: int) -> str:
    unit = next((unit for start, unit in DAYS.items() if line.startswith(start)), "days")
    return line.format(f"{count} {unit}")


LINES = [line for line in THEIRS.strip().split("\n") if line]


@pytest.mark.parametrize("line", LINES)
def test_the_time_of_the_clause_may_be_asked(line: str) -> None:
    assert blocks(SCENE.check(said(line, 14))) == []


@pytest.mark.parametrize("line", LINES)
def test_another_time_is_a_finding_even_if_the_customer_named_it(line: str) -> None:
    assert blocks(SCENE.check(said(line, 60))) != []


@pytest.mark.parametrize("when", ["by Friday", "by Monday"])
def test_a_time_that_no_clause_could_say_is_a_finding(when: str) -> None:
    found = SCENE.check(f"Please send us a photo {when}.").findings
    assert ("unlicensed_commitment", Severity.BLOCK) in [(f.code, f.severity) for f in found]


@pytest.mark.parametrize(
    "text",
    [
        "Please stop using the lamp at once.",
        "Stop using the lamp at once, please.",
        "Unplug it and keep it away from children.",
        "Bitte benutzen Sie die Lampe nicht mehr.",
        "Veuillez ne plus utiliser la lampe.",
    ],
)
def test_a_warning_grants_nothing(text: str) -> None:
    assert blocks(SCENE.check(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Please note that your new lamp arrives within 3 days.",
        "Please give us 3 days to answer.",
        "Send us a photo and we will have a new lamp with you within 3 days.",
        "Send it back within 60 days.",
        "You have 60 days to send it back.",
        "Bitte warten Sie, wir liefern innerhalb von 3 Tagen.",
    ],
)
def test_what_is_asked_hides_no_promise(text: str) -> None:
    found = SCENE.check(text)
    assert [f for f in found.findings if f.severity is Severity.BLOCK]


NEEDED = clause(
    "damaged#receipt",
    "We replace a damaged item if you send us the receipt within 14 days of delivery.",
    listed=False,
)
FOR_IT = clause(
    "new#receipt", "For a replacement we need your receipt within 14 days.", listed=False
)


@pytest.mark.parametrize(
    "text",
    [
        "For a replacement of your damaged item we need your receipt within 14 days.",
        "For a new damaged item, please send us the receipt within 14 days of delivery.",
        "If it is a damaged item, we replace it. For that we need the receipt within 14 days.",
    ],
)
def test_what_is_needed_for_it_is_a_condition_with_its_time(text: str) -> None:
    assert blocks(Scene((NEEDED,), public=False).check(text)) == []
    assert blocks(Scene((NEEDED,), public=False).check(text.replace("14", "30"))) != []


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("For a replacement we need your receipt within 14 days.", True),
        ("We send you a replacement if you send us your receipt within 14 days.", True),
        ("We send you a replacement.", False),
        ("We send you a replacement within 14 days.", False),
        ("For a replacement within 2 days we need your receipt within 14 days.", False),
        ("For a replacement we need your receipt within 14 days and send it within 2 days.", False),
        ("For a replacement and 20 EUR we need your receipt within 14 days.", False),
    ],
)
def test_a_clause_may_say_what_is_needed_for_it(text: str, *, allowed: bool) -> None:
    found = blocks(Scene((FOR_IT,), public=False).check(text))
    assert (not found) is allowed


@pytest.mark.parametrize(
    "line",
    [
        "Für eine Erstattung brauchen wir Ihren Beleg innerhalb von 14 Tagen.",
        "Pour un remboursement, il nous faut votre facture dans les 14 jours.",
        "Para un reembolso necesitamos su factura en un plazo de 14 días.",
        "Para um reembolso precisamos da sua fatura no prazo de 14 dias.",
        "Per un rimborso ci serve la Sua fattura entro 14 giorni.",
        "Voor een terugbetaling hebben wij uw bon binnen 14 dagen nodig.",
    ],
)
def test_what_is_needed_for_it_in_other_languages(line: str) -> None:
    own = clause("own#it", line, listed=False)
    read = PatternReader().read(line)
    assert [(c.kind, c.period) for c in read] == [(Kind.REFUND, None)]
    assert blocks(Scene((own,), public=False).check(line)) == []
    assert blocks(Scene((own,), public=False).check(line.replace("14", "30"))) != []
