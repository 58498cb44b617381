"""`makegood mcp`: what AI agents connect to."""

from __future__ import annotations

from typing import Annotated

import typer

from api.settings import SettingsWrong, from_env


def mcp(
    *,
    server: Annotated[
        str | None,
        typer.Option(
            "--server", help="Address of the running Makegood.", show_default="MAKEGOOD_MCP_SERVER"
        ),
    ] = None,
) -> None:
    """Let an AI agent search policy and ask for drafts, over the Model Context Protocol (stdio).

    It asks the Makegood that is running (makegood serve) with the key in MAKEGOOD_MCP_KEY. The
    tools are search_policy, read_clause, request_draft and draft_state; there is none that
    approves or posts, and no key can do either.

    Example:
      makegood key add agent --scope search --scope drafts:read \
--scope drafts:request --scope conversations:write

      MAKEGOOD_MCP_KEY=mk_... makegood mcp

    """
    from api.auth import KEY_MARK  # noqa: PLC0415 slow imports
    from api.mcp.client import Client  # noqa: PLC0415 slow imports
    from api.mcp.server import make_server  # noqa: PLC0415 slow imports

    settings = from_env()
    if not settings.mcp_key.startswith(KEY_MARK):
        what = "is no program's key" if settings.mcp_key else "is empty"
        raise SettingsWrong(
            f"MAKEGOOD_MCP_KEY {what}. Make one: makegood key add agent --scope search "
            "--scope drafts:read --scope drafts:request --scope conversations:write"
        )
    address = (server or settings.mcp_server or settings.address).rstrip("/")
    make_server(Client(address, settings.mcp_key), address).run("stdio")
