"""The child process that reads one source: bytes of others never meet the main process.

    python -I -m kb.importing.converting KIND KEY PATH

It binds itself to the limits before it reads anything, writes one JSON value and ends.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from pathlib import Path, PurePosixPath

from kb.importing.documents import Converted, Document
from kb.importing.kinds import Kind
from kb.importing.refusals import Refused

MEMORY = 1024 * 1024 * 1024  # bytes of address space
CPU_SECONDS = 60
_DEEPEST = 12_000  # calls: some thousand elements in each other


def convert(kind: Kind, data: bytes, key: str) -> Converted:
    """The documents of one source. Raises Refused."""
    name = PurePosixPath(key).stem.replace("-", " ").replace("_", " ").strip().capitalize()
    if kind is Kind.PDF:
        from kb.importing.from_pdf import read_pdf  # noqa: PLC0415 each child loads one converter

        converted = read_pdf(data, key=key, name=name)
        _one(converted.documents[0])
        return converted
    if kind is Kind.DOCX:
        from kb.importing.from_docx import read_docx  # noqa: PLC0415 as above

        return _one(read_docx(data, key=key, name=name))
    if kind is Kind.HTML:
        from kb.importing.from_html import read_html  # noqa: PLC0415 as above

        address = key if key.startswith("https://") else ""
        return _one(read_html(data, key=key, name=name, address=address))
    if kind is Kind.MARKDOWN:
        from kb.importing.from_markdown import read_markdown  # noqa: PLC0415 as above
        from kb.importing.words import decoded  # noqa: PLC0415 as above

        return _one(read_markdown(decoded(data), key=key, name=name))
    from kb.importing import from_export  # noqa: PLC0415 as above

    read = {
        Kind.ARTICLES_JSON: from_export.read_json,
        Kind.ARTICLES_CSV: from_export.read_csv,
        Kind.PAGES_ZIP: from_export.read_zip,
    }[kind]
    return read(data, key=key)


def main() -> None:
    """One source in, one JSON value out."""
    kind, key, path = sys.argv[1:4]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.setrecursionlimit(_DEEPEST)
    try:
        said: dict[str, object] = convert(Kind(kind), Path(path).read_bytes(), key).as_data()
    except Refused as refused:
        said = {"refused": refused.reason, "mend": refused.mend}
    except MemoryError:
        said = {
            "refused": "Reading it took more than 1 GB of memory: it may be made to do harm.",
            "mend": "If you know it is right, split it into parts.",
        }
    except RecursionError:
        said = {
            "refused": "Its parts are nested too deeply: it may be made to do harm.",
            "mend": "Save it again as plain text or Markdown.",
        }
    # Straight to the descriptor: what a library printed stays out of the answer.
    _write(json.dumps(said).encode("ascii"))


def _one(document: Document) -> Converted:
    if not document.sections:
        raise Refused("It holds no words.", "Check that this is the page or file you mean.")
    return Converted((document,))


def _write(answer: bytes) -> None:
    with memoryview(answer) as left:
        at = 0
        while at < len(left):
            at += os.write(1, left[at : at + 65_536])


if __name__ == "__main__":
    main()
