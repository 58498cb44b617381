"""A PDF to sections: pdfminer reads the letters, their size and place say what is a heading."""

from __future__ import annotations

import io
import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTTextBox
from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException

from kb.importing.documents import Document
from kb.importing.refusals import Refused
from kb.importing.sections import Piece, as_sections
from kb.importing.words import plain_title, prose, unhidden

_PAGES = 1_000
_LARGER = 1.12  # times the usual size makes a line a heading
_LONGEST_HEADING = 140
_EDGE = 0.09  # of a page's height: where running heads and page numbers stand
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|§\s*\d+|[A-Z]\.|Article \d+[.:]?)\s+\S")
_BULLET = re.compile(r"^[•‣◦▪●∙·–*-]\s+")
_PAGE_NUMBER = re.compile(r"(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", re.IGNORECASE)
_SENTENCE_END = (".", ";", ",", "!", "…")


@dataclass(frozen=True)
class _Line:
    """One line as printed: its words, size of its letters in points, whether they are bold,
    the page, whether it stands at the page's edge, and whether a new block begins with it.
    """

    words: str
    size: float
    bold: bool
    page: int
    edge: bool
    begins: bool


def read_pdf(data: bytes, *, key: str, name: str) -> Document:
    """The headings and words of a PDF. Raises Refused where it has none that can be read."""
    try:
        _count_pages(data)
        lines = list(_lines(data))
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
    if not lines:
        raise Refused(
            "The PDF holds no text, only pictures of it.",
            "Run text recognition (OCR) over it, or find the file that it was made from.",
        )
    title, sections = as_sections(_pieces(_without_edges(lines)), name)
    return Document(key, title, sections)


def _count_pages(data: bytes) -> None:
    document = PDFDocument(PDFParser(io.BytesIO(data)))
    count = 0
    for count, _ in enumerate(PDFPage.create_pages(document), start=1):
        if count > _PAGES:
            raise Refused(f"The PDF has more than {_PAGES:,} pages.", "Split it into parts.")
    if not count:
        raise Refused("The PDF is broken: it has no pages.", "Save or load it again.")


def _lines(data: bytes) -> Iterator[_Line]:
    layout = LAParams(boxes_flow=0.5)
    for number, page in enumerate(extract_pages(io.BytesIO(data), laparams=layout)):
        boxes = [box for box in page if isinstance(box, LTTextBox)]
        for box in boxes:
            begins = True
            for line in box:
                words = " ".join(unhidden(line.get_text()).split())
                letters = [char for char in line if isinstance(char, LTChar)]
                if not words or not letters:
                    continue
                edge = min(line.y0, page.height - line.y1) < _EDGE * page.height
                bold = sum("bold" in char.fontname.casefold() for char in letters)
                yield _Line(
                    words,
                    round(statistics.median(char.size for char in letters) * 2) / 2,
                    bold > len(letters) / 2,
                    number,
                    edge,
                    begins,
                )
                begins = False


def _without_edges(lines: list[_Line]) -> list[_Line]:
    """Without page numbers, and without what stands at the edge of many pages."""
    pages = lines[-1].page + 1
    shape = {line: re.sub(r"\d+", "#", line.words) for line in lines if line.edge}
    often = Counter(words for words, _ in {(shape[line], line.page) for line in shape})
    kept = [
        line
        for line in lines
        if line not in shape
        or not (
            _PAGE_NUMBER.fullmatch(line.words)
            or (pages > 1 and often[shape[line]] >= max(2, pages / 2))
        )
    ]
    return kept or lines


def _pieces(lines: list[_Line]) -> list[Piece]:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.words)
    usual = sizes.most_common(1)[0][0]
    larger = sorted({line.size for line in lines if line.size > usual * _LARGER}, reverse=True)
    level = {size: min(place + 1, 5) for place, size in enumerate(larger)}
    pieces = [Piece(0, "")]
    for line in lines:
        at = level.get(line.size, 6) if _is_heading(line, usual) else 0
        if not at:
            pieces[-1].lines.append(f"\n{line.words}" if line.begins else line.words)
        elif at == pieces[-1].level and not pieces[-1].lines and not line.begins:
            pieces[-1].title = f"{pieces[-1].title} {line.words}"  # one heading on two lines
        else:
            pieces.append(Piece(at, line.words))
    for piece in pieces:
        piece.title = plain_title(piece.title)
        piece.text = prose(_paragraphs(piece.lines))
    return pieces


def _is_heading(line: _Line, usual: float) -> bool:
    if len(line.words) > _LONGEST_HEADING or _BULLET.match(line.words):
        return False
    if line.size > usual * _LARGER:
        return any(char.isalpha() for char in line.words)
    stands_alone = line.begins and not line.words.endswith(_SENTENCE_END)
    return (
        line.bold
        and stands_alone
        and any(char.isalpha() for char in line.words)
        and (len(line.words) <= _LONGEST_HEADING / 2 or bool(_NUMBERED.match(line.words)))
    )


def _paragraphs(lines: list[str]) -> str:
    """Lines as printed put together to lines as meant."""
    said: list[str] = []
    for line in lines:
        fresh = line.startswith("\n")
        words = line.strip()
        if _BULLET.match(words):
            said.append("- " + _BULLET.sub("", words))
        elif fresh and not (said and _goes_on(said[-1], words)):
            said.extend(["", words] if said else [words])
        elif not said:
            said.append(words)
        elif re.search(r"\w-$", said[-1]) and words[:1].islower():
            said[-1] = said[-1][:-1] + words
        else:
            said[-1] = f"{said[-1]} {words}"
    return "\n".join(said)


def _goes_on(before: str, words: str) -> bool:
    """Whether a sentence was only cut by the end of a page or block."""
    return bool(before) and before[-1] not in ".:;!?…" and words[:1].islower()
