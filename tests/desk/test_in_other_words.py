"""Promises that name no remedy, class by class, as people type them; and good sentences like them.

What gives away, sets money in motion, hints at a gift or gives its word must be licensed.
"""

from __future__ import annotations

import pytest

from desk.draft import Severity
from policies.terms import Kind
from tests.services.clauses import Scene, blocks, clause

LATE = clause(
    "late#fee",
    "If a parcel arrives more than 5 working days late, we refund the shipping fee, up to 15 EUR.",
    "refund of the shipping fee, up to 15 EUR, when: delay > 5 working days",
)
SCENE = Scene((LATE,), {"delay": "7 working days", "shipping_fee": "4.90 EUR"}, public=False)
PROMISES = """
You'll not see a bill for this one.
Expect a fresh lamp at your door.
The price of the lamp goes back to you.
Your money's safe: it all comes back.
Consider the invoice torn up.
Everything you spent will be returned to you.
We shall indemnify you.
We will re-fund your order.
Return it whenever suits you.
No receipt needed: just send it.
84,- back to you.
You receive: lamp (new), free.
RMA approved.
Return label attached, postage paid.
We have decided in your favour: the full amount.
Your claim was accepted.
Request granted.
Approved!
As you wish.
The payment has been undone.
Payment cancelled.
A fiver for you.
We'll knock a tenner off.
This lamp will never break again.
It's entirely down to us.
The blame lies with our warehouse.
Not unless it is damaged will we not refund it.
We refund the shipping fee, and up to 15 EUR on top.
We refund the shipping fee, up to 15 EUR, and 5 EUR more.
Consider the rug free.
Your money is on its way, all of it.
I'll make sure you get something nice with your next order.
Consider it yours.
Consider it done, the bill is settled.
Consider the invoice settled.
Consider your debt forgotten.
This one is on the house.
This one's on us.
The lamp is all yours.
It's yours, with our compliments.
Don't worry about paying.
Don't worry about the bill.
Don't worry about the invoice.
Forget about the bill.
You needn't pay.
There is nothing to pay.
There's nothing left to pay.
Your money is coming.
Your refund is on its way.
Your refund has been sent.
The money has been sent.
The money is already with your bank.
You'll see it in your account.
You will see the money in your account.
The full amount is coming home.
It will be in your account by morning.
Expect every penny.
You'll have all of it back.
You get it all back.
Every cent will be returned to you.
Something special is coming with your next order.
We'll put a little extra in the parcel.
There's a surprise for you in your next order.
We'll add a little something to your parcel.
Expect a treat in the post.
We'll make it up to you.
We will make this right.
We'll make it good.
We'll make good on this.
We'll take care of the cost.
We will take care of the bill.
The cost is ours to bear.
We'll bear the cost.
We'll foot the bill.
We'll pick up the tab.
The postage is on our account.
We owe you one.
We owe you a lamp.
You have my word.
You have our word on it.
I give you my word.
This won't happen again.
It will never happen again.
This will not happen a second time.
You can count on it.
You will not have to pay.
You won't be out of pocket.
You won't lose a penny.
You will not be worse off.
The team will sort your refund today.
Finance will send the money tonight.
The warehouse will pop a new one in the post.
My manager has agreed to give you half back.
Our manager approved your money back.
They will reimburse you.
Rest assured it will arrive tomorrow.
We guarantee it.
Guaranteed.
I promise.
It's free.
It's free for you.
No charge this time.
Have this one free.
Enjoy it free.
Enjoy it on us.
Please keep the lamp as a gift.
Have the lamp as our gift.
It is our gift to you.
A gift from us is on its way.
A small present is coming your way.
A new rug is coming your way.
A fresh one leaves our warehouse today.
We've popped another in the post.
We'll swap it out.
We'll do it half price.
We'll knock the price down.
I've taken the charge off.
I have removed the fee from your bill.
We've dropped the delivery fee.
You're getting the shipping back.
You'll get your delivery back.
We'll square this with you.
We'll see you right.
You'll be looked after financially.
We'll compensate.
We'll cover it.
We'll cover everything.
It'll be covered.
Your account has been credited.
I have put 20 in your account.
We'll drop a voucher in the box.
There's a voucher in your inbox.
A voucher is waiting for you.
Your next order ships free.
Delivery is our treat next time.
Next time delivery is free.
I'll throw in a candle.
We'll throw in a free candle.
You can send it back whenever.
Take as long as you need to return it.
Keep it with our compliments.
Hang on to the rug, no need to send it back.
Hold on to it.
It won't cost you anything.
It will not cost you a penny.
Nothing will be charged.
We will not charge you.
We'll wipe the slate clean.
We'll write it off.
The balance is cleared.
You are off the hook for the bill.
We will settle the repair bill.
Send us the invoice and we'll pay it.
We'll absorb the customs charges.
Whatever you paid, you get back.
You'll be reimbursed.
What you paid will find its way back to you.
We are returning what you paid.
You'll get back what you paid.
We'll give it all back.
Money back, no questions asked.
Your wallet won't suffer.
Don't worry, your purse will never notice.
Your bank account won't feel a thing.
It won't leave a dent in your budget.
You will not be a cent poorer for it.
You won't be left short.
You'll be as well off as before.
The courier's fee is our problem now.
The loss is ours.
Shipping for you: zero.
Your orders ship without the 4.90.
The lamp stays with you, and no invoice.
It is paid back to the last cent.
The whole lot comes back to you.
Back goes your money.
There will be an extra in your parcel.
A voucher may well drop into your next order.
You asked for a refund. You have it.
Your wish for a full refund? No problem at all.
A replacement? Gladly!
A voucher of 20 EUR? Of course.
You want your money back? Consider it done.
We do the same again for you.
Same as last time.
Take all your time with the return.
Nobody will count the days.
There is no clock.
No matter how long you have had it, return it.
Your gift card never runs out.
We honour it after that too.
Cancel whenever: we pay you back.
It is a known fault of this series.
It should never have left our warehouse.
That one is on our conscience.
You would win that in court.
We look the other way for the deadline.
We turn a blind eye to the missing box.
We'll gladly make an exception.
We are not so strict with the 30 days.
All three of your demands are met.
Every wish is granted.
The answer is yes to all three points.
You're getting everything on your list.
My boss says yes.
I approve this on my own authority.
A marketplace offer? That counts too.
Tell them Anna from the team allowed it.
The transfer is out.
Your bank should have the money.
"""
COURTESY = """
I'm sorry.
We are sorry about the rug.
Thank you for telling us.
Thank you for your patience.
A colleague will look into this.
We will look into this and come back to you.
I understand how annoying this is.
It is good to hear that the rug arrived in time.
Please send us your order number.
Could you send us a photo of the damage?
What is the order number on your invoice?
Did you get the refund e-mail?
We hope to see you again soon.
You are always welcome in our shop.
Have a lovely weekend.
I have read your message twice.
We have passed this on to the team.
I'm happy to help.
Let us know if there is anything else.
Feel free to write to us at any time.
Please reply to this message.
That is not how it should be.
You waited far too long.
Thank you for the kind words about Mia.
It means a lot to us.
We take this seriously.
We know you paid for express delivery.
You asked about a refund for the lamp.
You wrote that the rug is still missing.
Your order was delivered.
It makes sense that you want your money back.
Best wishes from the shop.
Juniper & Finch
Kind regards
Please do not send your card number here.
We would like to find out what happened.
I am sorry that your money is not back yet.
Can you send us your order number? Of course we will look into it.
Would you like to add anything? Gladly.
Your order number? Yes, that is the one.
Take your time to decide.
The order is on its way to your address.
Which of your three points is the most urgent?
Mr Grisham is a writer, attorney and baker.
We wonder if it can be mended? Not yet.
We're glad that everything is all right again.
Your message has reached us.
Thank you for your free time and the feedback.
It is a nice idea and we will pass it on.
We cannot see your order from here.
Nothing is more annoying than a late parcel.
That sounds frustrating.
We look forward to hearing from you.
Please have your order number ready.
Enjoy your new rug!
You have a good eye.
Something went wrong with your delivery.
I hope the little one likes the surprise.
Have you checked your inbox for our e-mail?
We are here for you.
Yours sincerely
It was a gift for your aunt, you wrote.
You bought it on sale last week.
It's all yours to decide.
Take your time.
One colleague takes over and stays with you until it is solved.
"""


@pytest.mark.parametrize("text", PROMISES.strip().splitlines())
def test_a_promise_in_other_words_needs_a_licence(text: str) -> None:
    assert blocks(SCENE.check(text))


@pytest.mark.parametrize("text", COURTESY.strip().splitlines())
def test_what_promises_nothing_is_free(text: str) -> None:
    found = SCENE.check(text).findings
    assert [f for f in found if f.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("You pay nothing for sending it back.", Kind.WAIVER),
        ("Consider the rug free.", Kind.WAIVER),
        ("Your money is on its way, all of it.", Kind.REFUND),
        ("A new rug is coming your way.", Kind.REPLACEMENT),
        ("I'll make sure you get something nice with your next order.", Kind.COMPENSATION),
        ("You have my word.", Kind.ACTION),
        ("We read your words out in the next team meeting.", Kind.ACTION),
        ("Eine Kollegin oder ein Kollege sieht sich das an.", Kind.ACTION),
        ("Un collègue regarde cela et vous répond ici.", Kind.ACTION),
        ("Un compañero lo revisará y le responderá aquí.", Kind.ACTION),
        ("Um colega vai ver isto e responder-lhe aqui.", Kind.ACTION),
        ("Un collega guarderà la cosa e le risponderà qui.", Kind.ACTION),
        ("Een collega kijkt ernaar en antwoordt u hier.", Kind.ACTION),
    ],
)
def test_each_is_of_its_kind(text: str, kind: Kind) -> None:
    assert [c.commitment.kind for c in SCENE.check(text).commitments] == [kind]


def test_one_promise_is_listed_once_and_in_whole_words() -> None:
    found = SCENE.check(
        "If it arrives chipped, cracked or damaged, send us a photo and we send you a new one."
    )
    assert [c.commitment.words for c in found.commitments] == ["we send you a new one"]
    twice = SCENE.check("We refund the fee and we refund the fee.").commitments
    assert len(twice) == 1


FEE = clause(
    "fees#late",
    "If a parcel is late, the shipping fee is refunded, up to 15 EUR. Parcels arrive 2 to 4 "
    "working days after you order. Below 60 EUR, shipping costs 4.90 EUR.",
    listed=False,
)


@pytest.mark.parametrize(
    "text",
    [
        "Should your parcel be late, the shipping fee is refunded, up to 15 EUR.",
        "If your parcel is late, the shipping fee is refunded, up to 15 EUR.",
        "Below 60 EUR, shipping costs 4.90 EUR.",
        "Parcels arrive two to four working days after you order.",
        "We see that you would rather have your money back.",
        "You'd rather have your money back, we understand.",
    ],
)
def test_a_rule_may_be_said_in_other_words(text: str) -> None:
    assert blocks(Scene((FEE,), public=False).check(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "The shipping fee should be refunded, up to 15 EUR.",
        "Should your parcel be early, the shipping fee is refunded, up to 15 EUR.",
        "Should your parcel be late, the shipping fee is refunded, up to 16 EUR.",
        "Below 70 EUR, shipping costs 4.90 EUR.",
        "Parcels arrive two to three working days after you order.",
        "Parcels arrive two or three days after you order.",
        "You would rather have your money back? Of course.",
    ],
)
def test_and_not_another_rule(text: str) -> None:
    assert blocks(Scene((FEE,), public=False).check(text)) != []
