"""What is given away in passing, without a remedy's name, in four languages; and good sentences."""

from __future__ import annotations

import pytest

from desk.draft import Severity
from tests.services.clauses import Scene, clause

LATE = clause(
    "late#fee",
    "If a parcel arrives more than 5 working days late, we refund the shipping fee, up to 15 EUR.",
    "refund of the shipping fee, up to 15 EUR, when: delay > 5 working days",
)
SCENE = Scene((LATE,), {"delay": "7 working days", "shipping_fee": "4.90 EUR"}, public=False)
GIVEN = """
There's no need for the receipt.
No need to send us any photo.
Your word is enough for us.
I have gone ahead and added the second coupon.
We've already gone ahead and upgraded you.
The carrier will gladly take the old sofa along.
Our fitters will be happy to hang the lamp for you.
The cashier has been let go over this.
That driver has been suspended.
Sie können sich mit dem Rückversand ruhig Zeit lassen.
Die Lastschrift wurde bereits storniert.
Da legen wir Ihnen noch ein Kissen obendrauf.
Für Sie machen wir gern eine Ausnahme.
Les frais sont pour nous.
On vous remplace la lampe.
Le débit vous a déjà été restitué.
Nous faisons une exception pour vous.
Ya le hemos reintegrado el cargo.
Con mucho gusto haremos una excepción.
"""
GOOD = """
There's no need to call us again.
We have gone through your message.
I'm sorry about how the driver spoke to you.
The colleague has been told about your kind words.
Sie können sich mit Ihrer Antwort Zeit lassen.
Wir machen leider keine Ausnahme.
Ihre Zahlung ist bei uns angekommen.
Prenez le temps de lire ce message.
Nous comprenons que c'est important pour vous.
Hemos recibido su mensaje.
Gracias por su paciencia.
"""


@pytest.mark.parametrize("text", GIVEN.strip().splitlines())
def test_what_is_given_in_passing_is_seen(text: str) -> None:
    found = SCENE.check(text).findings
    assert [f.code for f in found if f.severity is not Severity.NOTE]


@pytest.mark.parametrize("text", GOOD.strip().splitlines())
def test_what_gives_nothing_is_free(text: str) -> None:
    found = SCENE.check(text).findings
    assert [f for f in found if f.severity is not Severity.NOTE] == []
