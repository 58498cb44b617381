"""Real documents, made here byte by byte, and one import in one call."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from kb.importing.batch import Batch, NoWeb, prepare
from kb.importing.merging import Choice
from kb.importing.sources import gather
from kb.importing.writing import alone, write

Import = Callable[..., Batch]

_OOXML = "http://schemas.openxmlformats.org"
_TYPE = "application/vnd.openxmlformats"
_CONTENT_TYPES = (
    f'<?xml version="1.0"?><Types xmlns="{_OOXML}/package/2006/content-types">'
    f'<Default Extension="rels" ContentType="{_TYPE}-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override '
    f'PartName="/word/document.xml" ContentType="{_TYPE}-officedocument.wordprocessingml.'
    'document.main+xml"/></Types>'
)


def _relation(kind: str, target: str) -> str:
    return (
        f'<?xml version="1.0"?><Relationships xmlns="{_OOXML}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_OOXML}/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}"/></Relationships>'
    )


_WORD = f"{_OOXML}/wordprocessingml/2006/main"


def docx(paragraphs: Sequence[tuple[str, str]], extra: str = "") -> bytes:
    """A Word document of paragraphs, each a style's name and its words."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{words}"/></w:style>'
        for name, words in (("Title", "Title"), ("H1", "heading 1"), ("H2", "heading 2"))
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        for style, words in paragraphs
    )
    document = f'<w:document xmlns:w="{_WORD}"><w:body>{body}{extra}</w:body></w:document>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("[Content_Types].xml", _CONTENT_TYPES)
        into.writestr("_rels/.rels", _relation("officeDocument", "word/document.xml"))
        into.writestr("word/document.xml", f'<?xml version="1.0"?>{document}')
        into.writestr(
            "word/styles.xml",
            f'<?xml version="1.0"?><w:styles xmlns:w="{_WORD}">{styles}</w:styles>',
        )
        into.writestr("word/_rels/document.xml.rels", _relation("styles", "styles.xml"))
    return made.getvalue()


def pdf(pages: Sequence[Sequence[tuple[int, str]]], trailer: str = "") -> bytes:
    """A PDF of pages of lines, each a size in points (negative is bold) and its words."""
    objects: dict[int, str] = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
    }
    kids = []
    for number, lines in enumerate(pages):
        page, stream = 5 + 2 * number, 6 + 2 * number
        kids.append(f"{page} 0 R")
        y = 780
        said: list[str] = []
        for size, words in lines:
            y -= 30 if size != 10 else 13
            at = y if size != 8 else 30 if said else 815  # running heads and page numbers
            font = "F2" if size < 0 else "F1"
            plain = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            said.append(f"BT /{font} {abs(size)} Tf 60 {at} Td ({plain}) Tj ET")
        content = "\n".join(said)
        objects[stream] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
        objects[page] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R "
            f"/F2 4 0 R >> >> /Contents {stream} 0 R >>"
        )
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return assembled(objects, trailer)


def assembled(objects: dict[int, str], trailer: str = "") -> bytes:
    out, places = b"%PDF-1.4\n", {}
    for number in sorted(objects):
        places[number] = len(out)
        out += f"{number} 0 obj\n{objects[number]}\nendobj\n".encode("latin-1")
    start, size = len(out), max(objects) + 1
    table = [f"xref\n0 {size}\n0000000000 65535 f \n"]
    table += [f"{places.get(n, 0):010} 00000 n \n" for n in range(1, size)]
    ending = f"trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n"
    return out + "".join(table).encode() + ending.encode()


@pytest.fixture
def policies(tmp_path: Path) -> Path:
    folder = tmp_path / "policies"
    folder.mkdir()
    return folder


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder


@pytest.fixture
def do_import(policies: Path) -> Import:
    """An import that its owner agrees to."""

    def run(
        *sources: Path,
        take: Sequence[str] = (),
        keep: Sequence[str] = (),
        retire: date | None = None,
        agree: bool = True,
    ) -> Batch:
        found, refused, _ = gather(str(source) for source in sources)
        choice = Choice(frozenset(take), frozenset(keep), retire)
        with alone(policies):
            batch = prepare(
                policies, found, web=NoWeb(), choice=choice, done=lambda _d, _a, _n: None
            )
            batch.refused += refused
            if agree:
                write(policies, batch.plans)
        return batch

    return run
