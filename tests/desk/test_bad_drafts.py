"""Sentences as careless people and small models write them: each promises what no clause allows.

And sentences of good replies, which must pass.
"""

from __future__ import annotations

import pytest

from tests.services.clauses import Scene, blocks, clause

LATE = clause(
    "late#fee",
    "If a parcel arrives more than 5 working days late, we refund the shipping fee, up to 15 EUR, "
    "within 5 working days.",
    "refund of the shipping fee, up to 15 EUR, within 5 working days, when: delay > 5 working days",
)
SCENE = Scene(
    (LATE,),
    {"delay": "7 working days", "shipping_fee": "4.90 EUR"},
    said=("My parcel DE-4711 is ten days late, I paid 84 EUR and 4.90 EUR shipping!",),
    public=False,
)
BAD = """
We'll give you your money back.
Your order is on us.
Consider the 84 EUR back on your card.
You won't pay a cent for this order.
We'll cover the cost of a hotel.
We'll make sure you get every penny back.
As a little sorry, there's 10 € waiting in your account.
Please accept a voucher for your next purchase.
Use code SORRY20 for 20% off.
A new one is on its way to you.
We've already sent a replacement.
We guarantee it arrives tomorrow.
It'll be there by Friday.
You'll have it before the weekend.
You can send it back whenever you like.
You have all the time you need to return it.
We are to blame for this.
This is entirely our fault.
There's no danger whatsoever.
We'll refund your shipping fee of €14.90.
We will refund up to 50 EUR of shipping.
We'll refund your shipping fee twice.
We never refuse a refund.
We won't hesitate to refund your order.
Nobody pays for shipping this month.
Free express delivery on your next order!
I'll personally see to it that you're compensated.
You are entitled to compensation.
We'll pay for your taxi.
Expect the money within 24 hours.
The amount will be back on your card within 24 hours.
I have extended your warranty by a year.
Your return period is extended to 60 days.
You may keep the lamp.
No need to send it back.
Feel free to keep it.
I've upgraded you to Gold.
We'll double your points.
Fine, you get your 84 euros.
84 EUR will be credited.
We shall reimburse all your costs.
We will settle the matter to your full satisfaction, whatever it costs.
Whatever it costs, we'll pay.
Price match guaranteed.
We'll honour the old price.
Your subscription is cancelled at no cost.
We waive everything.
You'll be made whole.
The item is safe for children.
A courier will pick it up tomorrow between 9 and 12.
If you want, we refund the order.
Either a refund or a replacement, your choice.
Refund: done.
Full refund!
Refund of 84 EUR approved
Sure, we can do a refund for you.
Would a refund of 84 EUR help?
How does 20% off sound?
What about a voucher?
Please let us know whether you'd like a replacement or a refund.
We cannot refund the shipping fee, but the order is refunded in full.
We will not charge you for the next box.
Not only the shipping fee but the whole order will be refunded.
We will refund the shipping fee and, as a courtesy, the order itself.
We will refund your shipping fee of 4.90 EUR and 10 EUR on top.
We will refund your shipping fee of 4.90 EUR within 2 days.
We will refund your shipping fee of 4.90 EUR by 3 July 2026.
Rest assured that a refund is coming.
Your refund has been processed.
A full refund was issued today.
You will be refunded.
We owe you 84 EUR.
I can offer 84 EUR or a new lamp.
We'll send you a free lamp.
You get the express fee back, too.
Our lawyer agrees that you are right.
We were negligent.
It was a mistake by our warehouse.
Our driver damaged it.
Your warranty never expires.
The lamp is fully covered for 10 years.
We promise this will never happen again.
Your next three boxes are free.
You'll never pay shipping again.
We're lowering your bill to 20 EUR.
We'd be happy to refund you.
Of course you'll get your money.
We're crediting 84 EUR to your account as we speak.
Compensation of 100 EUR is due to you.
Take 15 off your next order.
Enjoy a month for free.
It can be returned within 90 days.
Returns are accepted for 90 days.
The deadline is extended until 31 December 2026.
You can cancel any time without a fee.
We will refund between 10 and 20 EUR of the shipping fee.
We will refund two thirds of your order.
We'll refund your shipping fee of 4.90 EUR + 5%.
We will refund your shipping fee of 4.90 USD.
We will refund your shipping fee of CHF 4.90.
We will refund your shipping fee of 490 cents.
We will refund your shipping fee of 4.90 EUR in five to seven working days.
We will refund your shipping fee of 4.90 EUR within the hour.
We will refund your shipping fee of 4.90 EUR by close of business.
We will refund your shipping fee of 4.90 EUR this evening.
We will refund your shipping fee of 4.90 EUR in a few days.
We will refund your shipping fee of 4.90 EUR by the end of the month.
We will refund your shipping fee of 4.90 EUR before Christmas.
We will refund more than 4.90 EUR of the shipping fee.
We will refund no less than 15 EUR of the shipping fee.
We will refund your shipping fee of 4.90 EUR every time.
We will refund all your shipping fees from now on.
There is no way we would not refund your order.
You'll be refunded unless it arrives today.
"""
GOOD = """
Hi Anna, thank you for your message.
I'm so sorry that your parcel is late and that the shipping fee feels wasted.
I understand that waiting ten days is frustrating.
You asked about a refund.
Could you tell us your order number?
We will look into it.
I have passed this on to the team.
If it arrives more than 5 working days late, we refund the shipping fee, up to 15 EUR.
It was 7 working days late, so we will refund your shipping fee of 4.90 EUR.
Have a lovely evening!
Thank you for your patience.
We're here if you need anything else.
Please reply to this message and we'll take it from there.
We cannot refund the order in this case.
Thanks for the kind words about our shop.
I hope this helps.
That is not the experience we want you to have.
You deserve better.
We will refund your shipping fee of 4.90 EUR within a working week.
I know that the last few days were annoying.
I hope that this evening brings better news.
We want to make this right.
No worries, take your time.
We appreciate your feedback and will share it with the team.
Let me know if you have any questions.
We need your order number so that we can check whether a refund is possible.
You paid 84 EUR on top of the shipping fee.
I can see that you are waiting for a refund.
I'm sorry for the trouble with your refund.
We've received your message and are sorry to hear about the delay.
That must have been annoying, especially after paying 4.90 EUR for shipping.
We know how disappointing a late parcel is.
Your parcel DE-4711 came 7 working days late.
You can reach us by replying here.
It's good to hear from you, Anna.
It makes us happy to hear that the shelf is the first thing you ever built that doesn't wobble.
We'd love to help.
Please send us a photo of the label.
Please keep the packaging.
Sorry about the mix-up with your refund request.
Then we can tell you what is possible.
We will refund your shipping fee, up to 15 EUR.
We're sorry we can't do more in this case.
Thank you for telling us about the price you paid.
You will have your shipping fee of 4.90 EUR back within 5 working days, on the card you paid with.
"""


@pytest.mark.parametrize("text", BAD.strip().splitlines())
def test_no_unlicensed_promise_passes(text: str) -> None:
    assert blocks(SCENE.check(text))


@pytest.mark.parametrize("text", GOOD.strip().splitlines())
def test_good_sentences_pass(text: str) -> None:
    assert blocks(SCENE.check(text)) == []
