"""Wiring: with `records_room` and `model_room`, all that names concrete classes; nothing decides.

It is slow to import (Chroma takes two seconds), so only what starts a process imports it.
"""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from api import in_use, sample_inbox, sample_people, thanks, workers
from api.house import Cabinet, House, Studio
from api.keeping import data_folder, derived, secret
from api.learnt import AcceptedVoice, Examples, close_answered_gaps
from api.library import Library
from api.look_ups import LookUps
from api.memory import give_back, keep_little
from api.model_room import advised, adviser_of, door
from api.pen import Pen
from api.pings import pings_of
from api.records_room import WORKSPACE, cabinet, now
from api.reminding import Reminding
from api.settings import Settings, SettingsWrong
from api.steady_clock import steady_clock
from api.taking_back import TakingBack
from api.tidying import keep_tidy
from api.worker import Worker
from channels.email import EmailChannel
from channels.fact_look_up import SignedLookUp
from channels.in_page import InPageChannel
from channels.mail_server import MailServer, Security
from channels.reminder_mail import ReminderMail
from channels.sample import SampleChannel, SampleSite
from channels.webhook import WebhookChannel
from desk.check import Check
from desk.checking import TextCheck
from desk.law import Law, Terms, bare
from desk.lifecycle import Desk
from desk.posting import Channel
from drafting.commitments import PatternReader
from drafting.pipeline import Drafter
from kb import index
from kb.embeddings import MiniLM
from kb.errors import IndexInUse
from kb.search import KnowledgeBase
from kb.threads import one_thread
from policies.company import Company
from prompts.model import Door
from prompts.phrases import PhraseBook, load_phrases
from prompts.render import Templates, load_templates

_PROMPTS = "prompts"  # folder beside the policies in which a company keeps prompts of its own


@dataclass(frozen=True)
class _Shop:
    """What a studio is made of, for those who also have to close it."""

    studio: Studio
    library: Library
    search: KnowledgeBase
    give_up: Callable[[], None]
    close: Callable[[], None]
    read_ahead: Callable[[], None]
    keep_voice: Callable[[threading.Event], None] | None


@dataclass(frozen=True)
class Parts:
    """What writes and checks, without policies: for measures that bring their own."""

    check: Check
    phrases: PhraseBook
    templates: Templates
    model: Door | None


def build(settings: Settings, *, worker: bool) -> House:
    """The whole house: records, policies, index, model, channels; with a worker or without.

    Raises SettingsWrong, DeskError, IndexFault or TemplateRefused, each with what to do.
    """
    keep_little()
    kept = cabinet(settings)
    channels = _channels(settings, kept.sample_posts)
    shop = _shop(settings, channels, index.embedded, kept)
    desk = Desk(WORKSPACE, kept.records, shop.studio.law)
    if settings.sample:
        sample_people.welcome(kept.accounts, WORKSPACE, now())
        if worker:
            sample_inbox.load(desk, settings.policies, now())
    look_ups = _look_ups(settings, desk)
    hand = Worker(
        desk,
        shop.studio.write,
        owner=workers.name(),
        look_up=look_ups.before_writing if look_ups else lambda work, _say: work,
        inboxes=_inboxes(settings),
        read=shop.studio.read,
        remind=Reminding(desk, kept.accounts, _reminder_mail(settings)).look,
    )

    taking_back = TakingBack(desk, hand.wake, lambda: close_answered_gaps(desk, kept, shop.search))

    def policy_changed() -> None:
        kept.archive.keep(WORKSPACE, shop.library.book(), now())
        taking_back.begin()
        _begin("reading ahead", shop.read_ahead)
        desk.look_again("policies changed")
        hand.wake()

    @contextmanager
    def running() -> Iterator[None]:
        stopping = threading.Event()
        with ExitStack() as stack:
            stack.callback(shop.close)
            stack.enter_context(in_use.serving(data_folder(settings)))
            policy_changed()  # what changed while nothing ran
            stack.callback(stopping.set)
            _begin("taking back", taking_back.run, stopping)
            desk.bury(workers.died)
            _begin("tidying", keep_tidy, kept, now, stopping)
            _begin("policies", shop.library.watch, stopping, policy_changed)
            if shop.keep_voice is not None:
                _begin("voice", shop.keep_voice, stopping)
            if worker and settings.daily_thanks:
                _begin("thanks", thanks.every_day, desk, kept, settings.daily_thanks, stopping)
            if worker:
                stack.enter_context(hand)
                stack.callback(shop.give_up)  # second, so that the hand need not wait for a model
                stack.callback(hand.rest)  # first, so that nothing new is begun
            yield

    give_back()
    return House(
        settings=settings,
        desk=desk,
        studio=shop.studio,
        cabinet=kept,
        pings=pings_of(
            kept.audit_log,
            kept.views,
            channels,
            now,
            shop.search,
            look_ups.ping if look_ups else None,
        ),
        secret=derived(secret(settings), "tokens"),
        wake=hand.wake,
        running=running,
        look_ups=look_ups,
    )


def front_desk(settings: Settings) -> tuple[Desk, Cabinet]:
    """A desk for moves that ask the records and the channels, and read no policy."""
    kept = cabinet(settings)
    law = replace(bare(now), channels=_channels(settings, kept.sample_posts))
    return Desk(WORKSPACE, kept.records, law), kept


def studio(settings: Settings) -> Studio:
    """What writing and checking take, without any record: for the command line and the measures.

    If a server has the embedded index open, this one indexes into a folder of its own.
    """

    def spare(path: Path, *, embedder: MiniLM) -> index.ChromaIndex:
        try:
            return index.embedded(path, embedder=embedder)
        except IndexInUse:
            folder = Path(tempfile.mkdtemp(prefix="makegood-"))
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            return index.embedded(folder, embedder=embedder)

    return _shop(settings, _channels(settings, _NoSite()), spare).studio


def eval_parts(settings: Settings) -> Parts:
    """The check, the words and the model alone: what the measures put over clauses of their own."""
    templates = load_templates()
    return Parts(TextCheck(PatternReader()), load_phrases(), templates, door(settings, templates))


def _begin(name: str, what: Callable[..., object], *told: object) -> None:
    """Have it done beside everything else; it ends by itself, or with the process."""
    threading.Thread(target=what, args=told, name=name, daemon=True).start()


def _shop(
    settings: Settings,
    channels: Mapping[str, Channel],
    embedded: Callable[..., index.ChromaIndex],
    kept: Cabinet | None = None,
) -> _Shop:
    if not settings.policies.is_dir():
        raise SettingsWrong(
            f"There is no folder of policies at {settings.policies.absolute()}. Make it, set "
            "MAKEGOOD_POLICIES_DIR to another, or leave that empty for the sample company's."
        )
    one_thread()
    embedder = MiniLM()
    if settings.chroma_url:
        parts = urlsplit(settings.chroma_url)
        shelf = index.server(parts.hostname or "", parts.port or 8000, embedder=embedder)
    else:
        # One index for each policies folder, so that trying another costs nothing when back.
        name = hashlib.sha256(str(settings.policies.resolve()).encode()).hexdigest()[:12]
        shelf = embedded(data_folder(settings) / "index" / name, embedder=embedder)
    search = KnowledgeBase(shelf)
    library = Library(settings.policies, search.sync)
    library.reload()
    overrides = settings.policies / _PROMPTS
    templates = load_templates(overrides if overrides.is_dir() else None)
    phrases = load_phrases(overrides if overrides.is_dir() else None)
    model = door(settings, templates)
    adviser = adviser_of(settings, templates, library.book, model)
    asked = advised(settings, search, library.book, adviser)
    accepted = AcceptedVoice(library.company, kept.views, WORKSPACE) if kept else None
    company: Callable[[], Company] = accepted or library.company
    check = TextCheck(PatternReader())
    law = Law(
        book=library.book,
        company=company,
        check=check,
        channels=channels,
        clock=now,
        steady=steady_clock,
        terms=Terms(
            reply_due=timedelta(minutes=settings.reply_due_minutes),
            undo=timedelta(seconds=settings.undo_seconds),
        ),
        second_reader=model.name if model is not None else "",
    )
    drafter = Drafter(
        search=asked,
        plain=search,
        book=library.book,
        company=company,
        check=law.check,
        phrases=phrases,
        templates=templates,
        writer=model,
    )

    async def rest() -> None:
        if model is not None:
            await model.close()

    pen = Pen(drafter, law, rest, Examples(kept) if kept is not None else lambda _clauses: ())

    def give_up() -> None:
        pen.give_up()
        if adviser is not None:
            adviser.give_up()

    def close() -> None:
        pen.close()
        if adviser is not None:
            adviser.close()
        search.close()

    return _Shop(
        Studio(
            law,
            asked,
            pen.write,
            library.faults,
            pen.read if model is not None else None,
            plain=search,
        ),
        library,
        search,
        give_up,
        close,
        lambda: check.prepare(library.book()),
        accepted.keep_fresh if accepted else None,
    )


def _channels(settings: Settings, site: SampleSite) -> dict[str, Channel]:
    channels: list[Channel] = [InPageChannel()]
    if settings.sample:
        channels.append(SampleChannel(site, (), base_url=settings.address, now=now))
    if settings.email_imap_host and settings.email_from:
        channels.append(_email(settings))
    if settings.webhook_url and settings.webhook_secrets:
        channels.append(
            WebhookChannel(
                settings.webhook_url,
                settings.webhook_secrets[0],
                now=now,
                look_up_url=settings.webhook_look_up_url,
                private=settings.webhook_private,
                front=settings.webhook_front,
            )
        )
    return {channel.name: channel for channel in channels}


def _email(settings: Settings) -> EmailChannel:
    imap = (settings.email_imap_host, settings.email_imap_port, settings.email_imap_security)
    return EmailChannel(
        settings.email_from,
        _mail_server(settings, *imap),
        _sending(settings),
        now=now,
        folder=settings.email_folder,
        sent_folder=settings.email_sent_folder,
    )


def _reminder_mail(settings: Settings) -> ReminderMail | None:
    if not settings.promise_mail:
        return None
    return ReminderMail(_sending(settings), settings.email_from, settings.address)


def _sending(settings: Settings) -> MailServer:
    host = settings.email_smtp_host or settings.email_imap_host
    return _mail_server(settings, host, settings.email_smtp_port, settings.email_smtp_security)


def _mail_server(settings: Settings, host: str, port: int, security: str) -> MailServer:
    kind = Security.PLAIN if security == "none" else Security(security)
    return MailServer(host, port, settings.email_user, settings.email_password, kind)


def _look_ups(settings: Settings, desk: Desk) -> LookUps | None:
    if not settings.facts_url:
        return None
    try:
        system = SignedLookUp(
            settings.facts_url,
            settings.facts_secrets,
            now=now,
            deadline=timedelta(seconds=settings.facts_timeout),
        )
    except ValueError as wrong:
        raise SettingsWrong(f"MAKEGOOD_FACTS_URL cannot be used. {wrong}") from wrong
    return LookUps(desk, system)


def _inboxes(settings: Settings) -> tuple[tuple[str, str], ...]:
    return (("email", settings.email_from),) if settings.email_imap_host else ()


class _NoSite:
    """The sample site where there are no records: nothing is ever posted there."""

    def put(self, key: str, thread: str, parent: str, text: str, at: datetime) -> str:
        """Refuse: without records nothing can have been approved."""
        raise NotImplementedError("nothing is posted without records")

    def by_key(self, key: str) -> tuple[tuple[str, str, datetime], ...]:
        """Nothing is there."""
        del key
        return ()
