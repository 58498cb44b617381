"""E-mail against a real Dovecot and a real SMTP server."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes

import pytest

from channels.email import EmailChannel
from channels.mail_server import MailServer, Security
from desk.approval import ApprovedReply
from desk.conversation import Destination
from desk.posting import Incoming, NotReached, OutcomeUnknown, Refused
from tests.services.mail import ADDRESS, PASSWORD, MailHouse, smtp_server
from tests.services.replies import approved, posting_of
from tests.services.scripted_server import closed_port


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def channel(house: MailHouse) -> EmailChannel:
    return EmailChannel(
        ADDRESS,
        house.imap,
        house.smtp,
        now=now,
        display_name="Shop, Care",
        other_addresses=("Team@Shop.example",),
    )


def mail(words: str = "Where is my parcel?", **headers: str) -> bytes:
    said = {
        "From": "Ada Example <ada@customer.example>",
        "To": ADDRESS,
        "Subject": "My parcel",
        "Message-ID": "<m1@customer.example>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = [f"{name}: {value}" for name, value in said.items() if value]
    return ("\n".join(lines) + f"\n\n{words}\n").encode()


def answer_to(
    message: Incoming, text: str = "We are sorry.", extras: Mapping[str, str] | None = None
) -> ApprovedReply:
    place = Destination("email", message.account, message.thread, message.remote, public=False)
    return approved(text, place, extras=extras or {"subject": message.subject})


def test_a_mail_becomes_a_message(house: MailHouse, channel: EmailChannel) -> None:
    house.deliver(mail())
    (message,) = channel.receive("").messages
    assert message.thread == "ada@customer.example <m1@customer.example>"
    assert message.remote == "<m1@customer.example>"
    assert (message.author, message.handle) == ("Ada Example", "ada@customer.example")
    assert (message.subject, message.text) == ("My parcel", "Where is my parcel?")
    assert not message.public
    assert abs(message.sent_at - now()) < timedelta(seconds=60)


def test_reading_marks_and_moves_nothing(house: MailHouse, channel: EmailChannel) -> None:
    house.deliver(mail())
    before = [path.name for path in house.stored()]
    channel.receive("")
    channel.receive("")
    assert [path.parent.name for path in house.stored()] == ["new"]
    assert [path.name for path in house.stored()] == before


def test_the_cursor_goes_on_where_it_was(house: MailHouse, channel: EmailChannel) -> None:
    house.deliver(mail(Message_ID="<m1@c.example>"))
    first = channel.receive("")
    house.deliver(mail(Message_ID="<m2@c.example>"))
    second = channel.receive(first.cursor)
    assert [message.remote for message in second.messages] == ["<m2@c.example>"]
    assert channel.receive(second.cursor).messages == ()


def test_a_folder_that_was_numbered_anew_is_read_again(
    house: MailHouse, channel: EmailChannel
) -> None:
    house.deliver(mail())
    assert len(channel.receive("12345:999999").messages) == 1
    assert len(channel.receive("nonsense").messages) == 1


def test_many_mails_come_in_batches(house: MailHouse, channel: EmailChannel) -> None:
    for number in range(120):
        house.deliver(mail(Message_ID=f"<m{number}@c.example>"))
    sizes, seen, cursor = [], set(), ""
    while (received := channel.receive(cursor)).messages:
        sizes.append(len(received.messages))
        seen |= {message.remote for message in received.messages}
        cursor = received.cursor
    assert sizes == [50, 50, 20]
    assert len(seen) == 120


def test_machines_and_we_ourselves_open_no_conversation(
    house: MailHouse, channel: EmailChannel, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    house.deliver(mail(Auto_Submitted="auto-replied"))
    house.deliver(
        mail(From="MAILER-DAEMON@x.example", Content_Type='multipart/report; boundary="b"')
    )
    house.deliver(mail(From=f"Us <{ADDRESS.upper()}>"))
    house.deliver(mail(From="team@shop.example", Reply_To="ada@customer.example"))
    house.deliver(mail(From="nobody at all"))
    house.deliver(b"\xff\x00 no mail at all")
    house.deliver(mail("A person.", Message_ID="<last@c.example>"))
    received = channel.receive("")
    assert [message.text for message in received.messages] == ["A person."]
    assert channel.receive(received.cursor).messages == ()
    assert "mail.left_aside count=6" in caplog.text
    assert "ada" not in caplog.text


def test_a_mail_without_an_id_has_the_same_one_each_time(
    house: MailHouse, channel: EmailChannel
) -> None:
    house.deliver(mail(Message_ID=""))
    (first,) = channel.receive("").messages
    (again,) = channel.receive("").messages
    assert first.remote == again.remote
    assert first.remote.startswith("digest-")
    channel.post(answer_to(first))
    (sent,) = house.sent()
    assert sent["In-Reply-To"] is None


def test_a_mail_without_words_is_still_shown(house: MailHouse, channel: EmailChannel) -> None:
    house.deliver(mail(" ", Message_ID="<a@c.example>"))
    house.deliver(mail(" ", Message_ID="<b@c.example>", Subject=""))
    texts = [message.text for message in channel.receive("").messages]
    assert texts == ["My parcel", "[This mail has no words.]"]


def test_a_date_to_come_or_long_past_is_not_believed(
    house: MailHouse, channel: EmailChannel
) -> None:
    for number, date in enumerate(
        ("Mon, 2 Mar 2099 10:00:00 +0000", "Mon, 2 Mar 1998 10:00:00 +0000", "?")
    ):
        house.deliver(mail(Date=date, Message_ID=f"<m{number}@c.example>"))
    for message in channel.receive("").messages:
        assert abs(message.sent_at - now()) < timedelta(seconds=60)


def test_the_reply_goes_to_the_customer_in_their_thread(
    house: MailHouse, channel: EmailChannel
) -> None:
    house.deliver(mail(Message_ID="<m2@customer.example>", References="<m0@customer.example>"))
    (message,) = channel.receive("").messages
    text = "Hello Ada,\n\ngrüße — 👍\n.\nFrom us: =3D\n" + "long " * 100 + "end"
    receipt = channel.post(answer_to(message, text))
    ((customers, raw),) = house.outbox
    sent = message_from_bytes(raw)
    assert customers == ["ada@customer.example"]
    assert sent["To"] == "ada@customer.example"
    assert sent["From"] == f'"Shop, Care" <{ADDRESS}>'
    assert sent["Subject"] == "Re: My parcel"
    assert sent["In-Reply-To"] == "<m2@customer.example>"
    assert sent["References"] == "<m0@customer.example> <m2@customer.example>"
    assert sent["Auto-Submitted"] is None
    assert sent["Message-ID"] == receipt.remote
    body = sent.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert body.decode().replace("\r\n", "\n") == text + "\n"
    assert receipt.read_back == text


def test_the_same_key_has_the_same_id_and_another_has_another(
    house: MailHouse, channel: EmailChannel
) -> None:
    house.deliver(mail())
    (message,) = channel.receive("").messages
    reply = answer_to(message)
    ids = [channel.post(replace(reply, key=key)).remote for key in ("a", "a", "b")]
    assert ids[0] == ids[1] != ids[2]


def test_a_copy_is_kept_and_found(house: MailHouse, channel: EmailChannel) -> None:
    house.deliver(mail())
    (message,) = channel.receive("").messages
    receipt = channel.post(answer_to(message))
    (copy,) = house.stored("Sent")
    assert message_from_bytes(copy.read_bytes())["Message-ID"] == receipt.remote
    assert ",S" in copy.name.partition(":2")[2] or copy.name.endswith("S")
    found = channel.find(posting_of(answer_to(message)))
    assert found is not None
    assert (found.remote, found.read_back) == (receipt.remote, receipt.read_back)


def test_a_mail_sent_without_a_copy_is_never_said_to_be_absent(
    house: MailHouse, channel: EmailChannel
) -> None:
    house.deliver(mail())
    (message,) = channel.receive("").messages
    reply = answer_to(message)
    channel.post(reply)
    for copy in house.stored("Sent"):  # as if we had died between the acceptance and the copy
        copy.unlink()
    assert len(house.outbox) == 1
    with pytest.raises(OutcomeUnknown):
        channel.find(posting_of(reply))


def test_a_copy_that_came_to_our_own_inbox_is_proof(
    house: MailHouse, channel: EmailChannel
) -> None:
    house.deliver(mail())
    (message,) = channel.receive("").messages
    reply = answer_to(message)
    receipt = channel.post(reply)
    for copy in house.stored("Sent"):
        copy.unlink()
    house.deliver(house.outbox[0][1])
    found = channel.find(posting_of(reply))
    assert found is not None
    assert found.read_back == receipt.read_back


def test_the_post_stands_though_no_copy_can_be_kept(
    house: MailHouse, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = MailServer("127.0.0.1", closed_port(), security=Security.PLAIN)
    channel = EmailChannel(ADDRESS, nowhere, house.smtp, now=now)
    place = Destination("email", ADDRESS, "ada@c.example <m@c.example>", "<m@c.example>", False)
    assert channel.post(approved("Hello.", place)).remote
    assert len(house.outbox) == 1
    assert "mail.no_copy" in caplog.text


def test_where_the_server_files_sent_mail_no_second_copy_is_made(house: MailHouse) -> None:
    channel = EmailChannel(ADDRESS, house.imap, house.smtp, now=now, keeps_copies=True)
    place = Destination("email", ADDRESS, "ada@c.example <m@c.example>", "<m@c.example>", False)
    channel.post(approved("Hello.", place))
    assert house.stored("Sent") == []


def test_a_folder_for_copies_is_made_where_it_is_missing(house: MailHouse) -> None:
    channel = EmailChannel(ADDRESS, house.imap, house.smtp, now=now, sent_folder="Réponses")
    place = Destination("email", ADDRESS, "ada@c.example <m@c.example>", "<m@c.example>", False)
    reply = approved("Hello.", place)
    channel.post(reply)
    assert channel.find(posting_of(reply)) is not None
    assert house.stored("Sent") == []


def test_the_next_mail_of_the_customer_stays_in_the_thread(
    house: MailHouse, channel: EmailChannel
) -> None:
    house.deliver(mail())
    first = channel.receive("")
    (message,) = first.messages
    ours = channel.post(answer_to(message)).remote
    house.deliver(
        mail(
            "Still nothing.",
            Message_ID="<m2@c.example>",
            References=f"<m1@customer.example> {ours}",
        )
    )
    # A program that names only the mail it answers: our copy of that one knows the beginning.
    house.deliver(mail("And now?", Message_ID="<m3@c.example>", In_Reply_To=ours))
    threads = {m.thread for m in channel.receive(first.cursor).messages}
    assert threads == {message.thread}


def test_a_stranger_in_a_known_thread_opens_a_conversation_of_their_own(
    house: MailHouse, channel: EmailChannel
) -> None:
    house.deliver(mail())
    house.deliver(
        mail(
            From="mallory@evil.example",
            Message_ID="<x@e.example>",
            References="<m1@customer.example>",
        )
    )
    ada, mallory = channel.receive("").messages
    assert ada.thread != mallory.thread
    channel.post(answer_to(ada))
    assert house.outbox[0][0] == ["ada@customer.example"]


def test_quoted_words_of_ours_are_not_the_customers(
    house: MailHouse, channel: EmailChannel
) -> None:
    quoted = "On 2 Mar 2026, Shop wrote:\n> We refund 500 EUR."
    house.deliver(mail(f"No!\n\n{quoted}", Message_ID="<a@c.example>"))
    house.deliver(mail(quoted, Message_ID="<b@c.example>"))
    house.deliver(mail(f"See below.\n\n{quoted}", Message_ID="<c@c.example>", Subject="Fwd: x"))
    texts = [message.text for message in channel.receive("").messages]
    assert texts == ["No!", quoted, f"See below.\n\n{quoted}"]


@pytest.mark.parametrize(
    "thread",
    ["", "thread-1", "<m@c.example>", "no address <m@c>", "größe@c.example <m@c>", "a@b\n <m@c>"],
)
def test_without_a_sound_address_nothing_is_sent(
    house: MailHouse, channel: EmailChannel, thread: str
) -> None:
    place = Destination("email", ADDRESS, thread, "<m@c.example>", False)
    with pytest.raises(Refused):
        channel.post(approved("Hello.", place))
    assert house.outbox == []


@pytest.mark.parametrize(
    ("subject", "sent"),
    [
        ("", "Re: your message"),
        ("AW: Paket", "AW: Paket"),
        ("re: x", "re: x"),
        ("Reply needed", "Re: Reply needed"),
        ("x\r\nBcc: mallory@evil.example", "Re: x Bcc: mallory@evil.example"),
        ("n\x00ul \u202e", "Re: n ul"),
    ],
)
def test_a_subject_is_one_line(
    house: MailHouse, channel: EmailChannel, subject: str, sent: str
) -> None:
    place = Destination("email", ADDRESS, "ada@c.example <m@c.example>", "evil\r\nBcc: x@y", False)
    channel.post(approved("Hello.", place, extras={"subject": subject}))
    ((customers, raw),) = house.outbox
    assert customers == ["ada@c.example"]
    mail_sent = message_from_bytes(raw)
    assert mail_sent["Bcc"] is None
    assert mail_sent["Subject"] == sent


def test_tls_and_starttls_with_a_trusted_certificate(house: MailHouse) -> None:
    trusting = house.certificate.trusting()
    serving = house.certificate.serving()
    outbox: list[tuple[list[str], bytes]] = []
    place = Destination("email", ADDRESS, "ada@c.example <m@c.example>", "<m@c.example>", False)
    with smtp_server(outbox, tls_context=serving, require_starttls=True) as port:
        imap = replace(house.imap, security=Security.STARTTLS, tls=trusting)
        smtp = replace(house.smtp, port=port, security=Security.STARTTLS, tls=trusting)
        EmailChannel(ADDRESS, imap, smtp, now=now).post(approved("Hello.", place))
    assert len(outbox) == len(house.stored("Sent")) == 1
    tls = replace(house.imap, port=house.tls_port, security=Security.TLS, tls=trusting)
    house.deliver(mail())
    assert len(EmailChannel(ADDRESS, tls, house.smtp, now=now).receive("").messages) == 1


def test_a_certificate_that_nobody_vouches_for_ends_it(house: MailHouse) -> None:
    tls = replace(house.imap, port=house.tls_port, security=Security.TLS)
    channel = EmailChannel(ADDRESS, tls, tls, now=now)
    place = Destination("email", ADDRESS, "ada@c.example <m@c.example>", "<m@c.example>", False)
    with pytest.raises(NotReached):
        channel.receive("")
    with pytest.raises(NotReached):
        channel.post(approved("Hello.", place))


def test_a_server_that_hides_starttls_gets_no_password(house: MailHouse) -> None:
    bare = replace(house.smtp, security=Security.STARTTLS)
    place = Destination("email", ADDRESS, "ada@c.example <m@c.example>", "<m@c.example>", False)
    with pytest.raises(NotReached):
        EmailChannel(ADDRESS, house.imap, bare, now=now).post(approved("Hello.", place))
    assert house.outbox == []


def test_plain_mail_over_a_network_must_be_wished_for() -> None:
    with pytest.raises(ValueError, match="TLS"):
        MailServer("mail.example", 143, "u", PASSWORD, Security.PLAIN)
    wished = MailServer("mail.example", 143, "u", PASSWORD, Security.PLAIN, allow_plain=True)
    assert PASSWORD not in repr(wished)


def test_a_password_may_have_any_letters(house: MailHouse) -> None:
    outbox: list[tuple[list[str], bytes]] = []
    place = Destination("email", ADDRESS, "ada@c.example <m@c.example>", "<m@c.example>", False)
    with smtp_server(outbox, password="pässwörd") as port:
        smtp = replace(house.smtp, port=port, password="pässwörd")
        EmailChannel(ADDRESS, house.imap, smtp, now=now).post(approved("Hello.", place))
    assert len(outbox) == 1


def test_a_wrong_password_is_said_without_it(house: MailHouse) -> None:
    wrong = replace(house.imap, password="wröng")
    channel = EmailChannel(ADDRESS, wrong, replace(house.smtp, password="wröng"), now=now)
    place = Destination("email", ADDRESS, "ada@c.example <m@c.example>", "<m@c.example>", False)
    for act in (
        channel.ping,
        lambda: channel.receive(""),
        lambda: channel.post(approved("Hello.", place)),
    ):
        with pytest.raises(NotReached) as raised:
            act()
        assert "wröng" not in str(raised.value)
    assert house.outbox == []
