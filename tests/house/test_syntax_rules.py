"""Rules that cannot be said as imports: read off the syntax tree of every file in the house."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PACKAGES = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]

_ENVIRONMENT = {"environ", "getenv", "putenv"}
Rule = Callable[[str, ast.Module], Iterator[str]]


def environment_only_in_settings(name: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if name == "api/settings.py":
            continue
        if isinstance(node, ast.Attribute) and node.attr in _ENVIRONMENT:
            yield f"{name}:{node.lineno} reads the environment"
        elif isinstance(node, ast.ImportFrom) and {a.name for a in node.names} & _ENVIRONMENT:
            yield f"{name}:{node.lineno} imports the environment"


def approved_reply_only_from_the_door(name: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        made = isinstance(node, ast.Call) and _last(node.func) == "ApprovedReply"
        if made and name != "desk/approval.py":
            yield f"{name}:{getattr(node, 'lineno', 0)} constructs an ApprovedReply"


def channels_post_only_from_the_desk(name: str, tree: ast.Module) -> Iterator[str]:
    """`router.post(…)` declares a route, and a connector's own HTTP client may post."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        receiver = _last(node.func.value)
        mine = name == "desk/sending.py"
        route = name.startswith("api/") and receiver in {"router", "routes", "app", "api"}
        client = name.startswith("channels/") and receiver in {"client", "_client", "httpx"}
        if node.func.attr == "post" and not (mine or route or client):
            yield f"{name}:{node.lineno} calls {receiver}.post"


def no_print_of_customers_words(name: str, tree: ast.Module) -> Iterator[str]:
    """The command line prints through its own tables; nothing below it prints at all."""
    for node in ast.walk(tree):
        below = not name.startswith(("api/", "evals/"))
        if below and isinstance(node, ast.Call) and _last(node.func) == "print":
            yield f"{name}:{node.lineno} prints"


def constants_written_once_and_read(name: str, tree: ast.Module) -> Iterator[str]:
    """What is left behind when a file is parted: a constant twice, or one that nobody reads."""
    written = [
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    ]
    read = {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    for number, target in enumerate(written):
        if target.id in {other.id for other in written[:number]}:
            yield f"{name}:{target.lineno} writes {target.id} again"
        elif target.id.startswith("_") and target.id not in {*read, "__all__"}:
            yield f"{name}:{target.lineno} writes {target.id}, which nothing reads"


def _last(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


RULES: dict[Rule, tuple[str, str]] = {
    environment_only_in_settings: ("store/x.py", "import os\nurl = os.environ['URL']"),
    approved_reply_only_from_the_door: ("api/x.py", "reply = approval.ApprovedReply(text='hi')"),
    channels_post_only_from_the_desk: (
        "api/x.py",
        "channels['email'].post(reply)\nchannel.post(r)",
    ),
    no_print_of_customers_words: ("drafting/x.py", "print(message.text)"),
    constants_written_once_and_read: ("kb/x.py", "MOST = 3\nMOST = 4"),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_rule_holds_everywhere(rule: Rule) -> None:
    broken = [
        line
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        for line in rule(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8")))
    ]
    assert not broken, "\n".join(broken)


@pytest.mark.parametrize(
    ("rule", "planted"), RULES.items(), ids=lambda x: getattr(x, "__name__", "")
)
def test_a_planted_violation_is_caught(rule: Rule, planted: tuple[str, str]) -> None:
    name, code = planted
    assert list(rule(name, ast.parse(code)))


def test_no_package_escapes() -> None:
    """What is on disk, in the build, in the linter and in the type checker is the same."""
    on_disk = {p.parent.name for p in ROOT.glob("*/__init__.py")}
    tools = PROJECT["tool"]
    assert on_disk == set(PACKAGES)
    assert on_disk == set(tools["importlinter"]["root_packages"])
    assert on_disk == set(tools["mypy"]["packages"]) - {"tests", "bench"}
    assert all((ROOT / package / "py.typed").exists() for package in on_disk)


def test_long_files_are_seen() -> None:
    """A file answers one question; past this length it answers two."""
    most = 400
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > most
    }
    assert not long
