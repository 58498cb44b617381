"""Triage: what kind of message it is, how it feels, whose it is."""

from __future__ import annotations

import pytest

from desk.conversation import MessageKind, Urgency
from drafting.language import language_of
from drafting.triage import triage_of

C, Q, P, S = MessageKind.COMPLAINT, MessageKind.QUESTION, MessageKind.PRAISE, MessageKind.SALES
ABUSE, SPAM, SAFETY, OTHER = (
    MessageKind.ABUSE,
    MessageKind.SPAM,
    MessageKind.SAFETY,
    MessageKind.OTHER,
)


@pytest.mark.parametrize(
    ("text", "kind", "feeling"),
    [
        ("Oh brilliant, another week with no internet. Well done.", C, "frustrated"),
        ("Great service, thanks for losing my parcel.", C, "frustrated"),
        ("Bravo, slow clap. Only took four days.", C, "frustrated"),
        ("It came ten days late, I want my money back.", C, "disappointed"),
        ("MY PARCEL IS LATE AGAIN AND NOBODY ANSWERS", C, "angry"),
        ("My mug arrived smashed.", C, "neutral"),
        ("Lovely, my money is gone. Top service.", C, "frustrated"),
        ("What a great way to lose a parcel.", C, "frustrated"),
        ("You wrote that it comes on Monday. Nobody came.", C, "neutral"),
        ("Still nothing.", C, "neutral"),
        ("The drawer wobbles.", C, "neutral"),
        ("Wo bleibt mein Paket, I ordered it on Monday?", C, "neutral"),
        ("I'm taking this to small claims court.", C, "neutral"),
        ("Your driver carried it up four floors. Legend.", P, "happy"),
        ("The first shelf of mine that doesn't wobble, amazing!", P, "happy"),
        ("Cheap likes and followers! www.likes.example", SPAM, "neutral"),
        ("😡", C, "angry"),
        ("Someone may be using my card, I'm so worried", C, "worried"),
        ("Do you ship to Norway?", S, "neutral"),
        ("How long do I have to return a lamp?", Q, "neutral"),
        ("What happens if my parcel arrives late?", Q, "neutral"),
        ("Love the new lamp! It's perfect", P, "happy"),
        ("Thank you so much, Jonas in the Leeds shop was wonderful!", P, "happy"),
        ("Love the lamp, but it arrived with a crack.", C, "neutral"),
        ("You idiots", ABUSE, "angry"),
        ("Earn $500 a day, click here https://x.example/y", SPAM, "neutral"),
        ("The blender gave me an electric shock", SAFETY, "neutral"),
        ("Meine Bestellung ist kaputt angekommen.", C, "disappointed"),
        ("Vielen Dank, der Service war super!", P, "happy"),
        ("I need an invoice for my stay. Thanks!", Q, "happy"),
        ("Mon colis n'est toujours pas arrivé", C, "neutral"),
        ("Todavía no ha llegado mi pedido", C, "neutral"),
        ("Mijn bestelling is nog niet binnen", C, "neutral"),
        ("What a lovely surprise: an empty box.", C, "frustrated"),
        ("Genial, otra semana sin lámpara. Enhorabuena.", C, "frustrated"),
        ("Parabéns, conseguiram perder a minha encomenda duas vezes.", C, "frustrated"),
        ("Complimenti, il tavolo è arrivato senza gambe.", C, "frustrated"),
        ("Geweldig, weer een lege doos. Knap werk.", C, "frustrated"),
        ("Super, alles ohne Probleme geliefert, danke!", P, "happy"),
        ("Merci, livré sans aucun problème, génial !", P, "happy"),
        ("How long is the warranty on a chair?", Q, "neutral"),
        ("What a lovely surprise, thank you so much!", P, "happy"),
    ],
)
def test_kind_and_feeling(text: str, kind: MessageKind, feeling: str) -> None:
    triage = triage_of(text, public=True, first=True).triage
    assert (triage.kind, triage.feeling) == (kind, feeling), triage.reasons


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("My lawyer will be in touch.", "legal"),
        ("I have written to the ombudsman.", "legal"),
        ("The cashier made a racist remark to my wife.", "legal"),
        ("I'm a journalist and writing an article about your deliveries.", "press"),
        ("The plug caught fire last night!", "safety"),
        ("The heater smells like smoke.", "safety"),
        ("The stool gave way and I broke my left wrist.", "safety"),
        ("There was metal in my coffee.", "safety"),
        ("He only followed my wife, who was wearing a headscarf.", "legal"),
        ("My son swallowed a part and we are in hospital.", "safety"),
        ("I can't go on, I want to end my life", "safety"),
        ("Ich habe meinen Anwalt eingeschaltet.", "legal"),
        ("Meine Anwältin meldet sich bei Ihnen.", "legal"),
        ("Mi hijo se quemó con la lámpara.", "safety"),
        ("Cortei-me, e a minha mãe magoou a mão.", "safety"),
        ("Ich habe mir den Finger am Glas aufgeschnitten.", "safety"),
        ("Ik heb mijn hand aan het glas gesneden.", "safety"),
        ("Ich habe den Stoff zugeschnitten.", ""),
        ("The court of public opinion is one thing, my lamp is another", "legal"),
        ("My lamp is late.", ""),
    ],
)
def test_sensitive_topics_go_to_a_named_role(text: str, role: str) -> None:
    triage = triage_of(text, public=False, first=True).triage
    assert triage.role == role
    assert triage.needs_reply
    assert (triage.urgency is Urgency.NOW) == bool(role)


@pytest.mark.parametrize(
    ("text", "first", "needed"),
    [
        ("👍", True, False),
        ("@friend @other", True, False),
        ("   ", True, False),
        ("Thanks!", False, False),
        ("ok, got it, thanks", False, False),
        ("Thanks, but it is still broken.", False, True),
        ("😭", True, True),
        ("Get 10.000 REAL followers, offer ends tonight", True, False),
        ("hello?", True, True),
    ],
)
def test_whether_a_reply_is_needed(text: str, *, first: bool, needed: bool) -> None:
    assert triage_of(text, public=True, first=first).triage.needs_reply is needed


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("It came ten days late, I want my money back.", ["late", "refund"]),
        ("The box has only 12 screws. Also you charged me twice.", ["missing_part", "charge"]),
        ("It is not damaged, I just don't like it. Can I return it?", ["return"]),
        ("Tracking says delivered but nothing is here", ["lost"]),
        ("Das Glas ist beschädigt angekommen", ["damaged"]),
        ("Lovely weather", []),
    ],
)
def test_problems_in_policys_words(text: str, topics: list[str]) -> None:
    assert [topic.name for topic in triage_of(text, public=True, first=True).topics] == topics


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is my order? I have been waiting for two weeks", "en"),
        ("Wo ist meine Bestellung? Ich warte seit zwei Wochen", "de"),
        ("Où est ma commande ? J'attends depuis deux semaines", "fr"),
        ("¿Dónde está mi pedido? Llevo dos semanas esperando", "es"),
        ("Onde está a minha encomenda? Não chegou ainda", "pt"),
        ("Dove è il mio ordine? Non è ancora arrivato", "it"),
        ("Waar is mijn bestelling? Ik wacht al twee weken", "nl"),
        ("👍", "en"),
        ("JF-20391", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_text_too_short_to_tell_stays_in_the_conversations_language() -> None:
    assert language_of("ok", "de") == "de"
    assert triage_of("20391", public=True, first=False, language="fr").triage.language == "fr"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I don't know how to change my address", MessageKind.QUESTION),
        ("help me find my invoice", MessageKind.QUESTION),
        ("I need to file a complaint against your shop", MessageKind.COMPLAINT),
        ("show me the cancellation fees", MessageKind.QUESTION),
    ],
)
def test_who_seeks_something_asks_with_or_without_a_question_mark(
    text: str, kind: MessageKind
) -> None:
    assert triage_of(text, public=True, first=True).triage.kind is kind
