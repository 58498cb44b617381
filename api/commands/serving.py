"""`makegood serve` and `makegood work`: the two processes."""

from __future__ import annotations

import logging
import signal
import socket
import threading
from dataclasses import replace
from types import FrameType
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from api.commands import options, terminal
from api.commands.terminal import DONE, FAILED
from api.settings import Settings

if TYPE_CHECKING:
    from api.house import House

_BACKLOG = 2048
_LOOK = 0.5  # seconds between two looks at whether the first drafts are written
_MOST_LOOKS = 240
_GRACE = 5  # seconds that a stop leaves to requests and to streams that somebody watches


def serve(
    *,
    host: Annotated[
        str | None, typer.Option("--host", help="Address to listen on.", show_default="127.0.0.1")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", min=0, max=65535, show_default="8700")
    ] = None,
    worker: Annotated[
        bool, typer.Option("--worker/--no-worker", help="Draft and post in this process too.")
    ] = True,
    policies: options.Policies = None,
    model: options.Model = None,
) -> None:
    """Start the API, the console and, unless told otherwise, a worker.

    Examples:
      makegood serve

      MAKEGOOD_DATABASE_URL=postgresql://… makegood serve --no-worker

    With the sample company it prints a link that signs you in, once.

    """
    chosen = _with(options.settings(policies, model), host, port)
    listener = _listen(chosen)  # before the slow part, so that a taken port is said at once
    import uvicorn  # noqa: PLC0415 slow import

    from api import wiring  # noqa: PLC0415 slow import
    from api.main import create_app  # noqa: PLC0415 slow import

    _log(chosen)
    out = terminal.console()
    with out.status("Reading and indexing the policies …"):
        house = wiring.build(chosen, worker=worker)
    config = uvicorn.Config(
        create_app(house),
        log_config=None,
        lifespan="off",  # entered below, where what goes wrong is told with a next step
        access_log=False,  # it would write sign-in links down
        backlog=_BACKLOG,
        timeout_graceful_shutdown=_GRACE,
        server_header=False,
    )
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, _leave)  # uvicorn raises it again when it has stopped
    with house.running():
        out.print(f"Makegood is at {chosen.address}", style="bold")
        link = _greet(house)
        if worker and link:
            last = (house, link)
            threading.Thread(target=_greet_again, args=last, name="greeting", daemon=True).start()
        server = uvicorn.Server(config)
        stopping = server.handle_exit

        def stop(sig: int, frame: FrameType | None) -> None:
            house.leaving.set()
            stopping(sig, frame)

        server.handle_exit = stop  # type: ignore[method-assign]  # its only way to be told
        server.run(sockets=[listener])


def work(*, policies: options.Policies = None, model: options.Model = None) -> None:
    """Draft what was asked for, post what was approved, fetch what came in; until stopped.

    Example:
      MAKEGOOD_DATABASE_URL=postgresql://… makegood work

    Any number of workers may share one PostgreSQL database.

    """
    chosen = options.settings(policies, model)
    from api import wiring  # noqa: PLC0415 slow import

    _log(chosen)
    stopped = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda _number, _frame: stopped.set())
    house = wiring.build(chosen, worker=True)
    with house.running():
        terminal.console().print("Working. Stop with Ctrl-C.")
        stopped.wait()


def _leave(_number: int, _frame: object) -> NoReturn:
    """Ends the process through every `with` that is open, where a signal would end it at once."""
    raise SystemExit(DONE)


def _with(settings: Settings, host: str | None, port: int | None) -> Settings:
    return replace(
        settings,
        host=settings.host if host is None else host,
        port=settings.port if port is None else port,
    )


def _listen(settings: Settings) -> socket.socket:
    """The socket that the server will answer on; a port that is taken is an error of its own."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        listener.listen(_BACKLOG)  # from now on a second one is refused, and early callers wait
    except OSError as error:
        listener.close()
        terminal.complain(
            f"{settings.host}:{settings.port} cannot be listened on: {error.strerror}.",
            "Stop what listens there, or choose another: makegood serve --port 8701",
        )
        raise typer.Exit(FAILED) from error
    return listener


def _greet(house: House) -> str:
    """A first visitor gets in with one link; nobody has a password that came with the program.

    Returns what was said of it, empty where there is no link.
    """
    from api import staff  # noqa: PLC0415 beside its only use
    from desk.people import Role  # noqa: PLC0415 beside its only use

    out = terminal.console()
    accounts = house.cabinet.accounts.all(house.cabinet.workspace)
    if not house.settings.sample:
        if not accounts:
            out.print("Nobody can sign in yet: makegood user add you@example.org --role admin")
        return ""
    admin = next((a.person for a in accounts if Role.ADMIN in a.person.roles), None)
    if admin is None or not admin.active:
        return ""
    link, _ = staff.make_link(
        house.cabinet,
        admin.id,
        house.settings.address,
        actor="operator",
        now=house.desk.law.clock(),
    )
    says = f"Sign in, once, within half an hour: {link}"
    out.print(says, soft_wrap=True)
    return says


def _greet_again(house: House, says: str) -> None:
    """Once the first drafts are written, the link again: below what was logged meanwhile."""
    from desk.draft import DraftState  # noqa: PLC0415 beside its only use

    views, workspace = house.cabinet.views, house.cabinet.workspace

    def waiting() -> int:
        return views.counts(workspace, house.desk.law.clock()).drafts.get(DraftState.REQUESTED, 0)

    if not waiting():
        return
    for _ in range(_MOST_LOOKS):
        if house.leaving.wait(_LOOK):
            return
        if not waiting():
            terminal.console().print(f"The drafts are ready. {says}", soft_wrap=True)
            return


def _log(settings: Settings) -> None:
    """Log to standard error. Called after the imports, because bm25s sets its level when loaded."""
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    if settings.log_level != "debug":
        for noisy in (
            "alembic",
            "bm25s",
            "chromadb",
            "httpx",
            "httpx2",
            "urllib3",
            "uvicorn",
            "watchfiles",
        ):
            logging.getLogger(noisy).setLevel(logging.WARNING)
