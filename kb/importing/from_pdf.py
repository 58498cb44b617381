"""A PDF to sections: pdfminer reads the letters, `printed/` says what they make together."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException

from kb.importing.documents import Converted, Document
from kb.importing.printed.blocks import Block, as_blocks, as_text
from kb.importing.printed.headings import headings
from kb.importing.printed.page import Line, Page, read_pages
from kb.importing.printed.running import without_running
from kb.importing.printed.table import Table
from kb.importing.printed.tables import find_tables
from kb.importing.refusals import Refused
from kb.importing.sections import Piece, as_sections
from kb.importing.words import plain_title, prose

_PAGES = 1_000


def read_pdf(data: bytes, *, key: str, name: str) -> Converted:
    """The headings and words of a PDF. Raises Refused where it has none that can be read."""
    try:
        _count_pages(data)
        pages: list[Page] = []
        tables: dict[int, list[Table]] = {}
        for page in read_pages(data):
            pages.append(page)
            tables[page.number] = find_tables(page)
            page.letters.clear()  # by far the most of a page, and of no more use
    except PDFPasswordIncorrect as error:
        raise Refused("The PDF is encrypted.", "Save it without a password.") from error
    except (
        PDFException,
        PSException,
        ValueError,
        TypeError,
        KeyError,
        IndexError,
        OSError,
    ) as error:
        raise Refused("The PDF is broken.", "Save or load it again.") from error
    if not any(page.lines for page in pages):
        raise Refused(
            "The PDF holds no text, only pictures of it.",
            "Run text recognition (OCR) over it, or find the file that it was made from.",
        )
    lines, left_out = without_running(pages)
    title, sections = as_sections(_pieces(pages, tables, lines), name)
    return Converted((Document(key, title, sections),), left_out)


def _count_pages(data: bytes) -> None:
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    count = 0
    for count, _ in enumerate(PDFPage.create_pages(document), start=1):
        if count > _PAGES:
            raise Refused(f"The PDF has more than {_PAGES:,} pages.", "Split it into parts.")
    if not count:
        raise Refused("The PDF is broken: it has no pages.", "Save or load it again.")


def _pieces(
    pages: Sequence[Page], tables: Mapping[int, Sequence[Table]], lines: Sequence[Line]
) -> list[Piece]:
    printed = list(_with_tables(tables, lines))
    usual = _usual_size(printed)
    blocks = as_blocks(printed, usual, max(page.width for page in pages))
    found = headings(blocks, usual)
    pieces, below = [Piece(0, "")], list[Block]()
    for place, block in enumerate(blocks):
        heading = found.get(place)
        if heading is None:
            below.append(block)
            continue
        pieces[-1].text = prose(as_text(below))
        pieces.append(Piece(heading.level, plain_title(heading.title)))
        below = []
        if heading.words:
            below.append(Block(heading.words, block.size, block.bold, block.first))
    pieces[-1].text = prose(as_text(below))
    return pieces


def _with_tables(
    tables: Mapping[int, Sequence[Table]], lines: Sequence[Line]
) -> Iterator[Line | Table]:
    """The lines, each table in the place of the first of those that it is made of."""
    told: set[tuple[int, int]] = set()
    for line in lines:
        on_page = tables[line.page]
        n = next((n for n, table in enumerate(on_page) if table.area.holds(line.area)), None)
        if n is None:
            yield line
        elif (line.page, n) not in told:
            told.add((line.page, n))
            yield on_page[n]


def _usual_size(printed: Sequence[Line | Table]) -> float:
    sizes: Counter[float] = Counter()
    for line in printed:
        if isinstance(line, Line):
            sizes[line.size] += len(line.words)
    return sizes.most_common(1)[0][0] if sizes else 0.0
