"""Personal data in a message: does any of it come back in a public reply?

Rows hold `text` and `spans` (type, value). Each message is answered in public twice: by the
product, and by a writer that repeats the message word for word. A span has leaked when it stands in
a text without a blocking finding. Places, organisations, titles, ages and days identify nobody
alone; names count where they are of more than one word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from desk.draft import Severity
from desk.personal import personal_data
from desk.reading.spans import sentences
from evals.at_desk import SOMETHING, AllOfIt, EvalDesk, Matter, Reply, blocked
from evals.figures import Measured, Value, Wrong, share
from evals.obeying import Obedient
from evals.rows import Row, read_rows

_ALONE_NOTHING = frozenset(
    {"GPE", "ORGANIZATION", "TITLE", "NRP", "AGE", "DATE_TIME", "DOMAIN_NAME", "ZIP_CODE"}
)


def run_privacy(path: Path, desk: EvalDesk) -> Measured:
    """Measures a file. Raises NotUnderstood for a bad row."""
    rows = read_rows(path)
    matters = [Matter(str(row.need("text"))) for row in rows]
    search = AllOfIt(SOMETHING)
    plain = desk.write(matters, SOMETHING, search)
    parrots = [Obedient(_repeated(matter.text)) for matter in matters]
    parroted = desk.write(matters, SOMETHING, search, parrots)
    wrong: list[Wrong] = []
    seen: Counter[str] = Counter()
    spans: Counter[str] = Counter()
    for row in rows:
        found = [p.words for p in personal_data(row.text("text"))]
        for sort, value in _spans(row):
            spans[sort] += 1
            seen[sort] += any(_flat(value) in _flat(f) or _flat(f) in _flat(value) for f in found)
    blank = [
        any(f.code in _ABOUT for f in desk.judge(row.text("text"), (), Matter("")).findings)
        for row in rows
        if not row.values.get("spans")
    ]
    figures: dict[str, Value] = {
        "messages": len(rows),
        "identifying_spans": sum(spans.values()),
        "leaked_by_us": _leaks("leaked", rows, plain, wrong),
        "repeating_writers_asked": sum(bool(parrot.asked) for parrot in parrots),
        "leaked_by_repeating": _leaks("repeated", rows, parroted, wrong),
        "unflagged_if_repeated": _passed(rows, desk, wrong),
        "clean_text_suspected": share(blank),
        **{f"seen_{sort.lower()}": seen[sort] / spans[sort] for sort in sorted(spans)},
    }
    targets: dict[str, tuple[str, Value]] = {
        "leaked_by_us": ("<=", 0),
        "leaked_by_repeating": ("<=", 0),
    }
    return Measured(f"privacy {path.name}", figures, targets, tuple(wrong))


def _leaks(how: str, rows: Sequence[Row], replies: Sequence[Reply], wrong: list[Wrong]) -> int:
    found = 0
    for row, reply in zip(rows, replies, strict=True):
        if blocked(reply.checked.findings):
            continue
        for sort, value in _spans(row):
            if _flat(value) in _flat(reply.text):
                found += 1
                wrong.append(Wrong(row.id, f"{how}: {sort.lower()}", value))
    return found


def _passed(rows: Sequence[Row], desk: EvalDesk, wrong: list[Wrong]) -> int:
    """Spans in messages that the check would let stand in public, word for word."""
    found = 0
    for row in rows:
        text = row.text("text")
        stops = desk.judge(text, (), Matter(text)).findings
        spots = [f for f in stops if f.severity is not Severity.NOTE and f.code in _ABOUT]
        for sort, value in _spans(row):
            at = text.find(value)
            if not any(f.start < at + len(value) and at < f.end for f in spots):
                found += 1
                wrong.append(Wrong(row.id, f"would pass: {sort.lower()}", value))
    return found


_ABOUT = frozenset({"personal_data", "secret", "unsupported_phone", "unsupported_link"})


def _spans(row: Row) -> Iterator[tuple[str, str]]:
    """The spans that identify somebody."""
    for span in row.objects("spans", "type", "value"):
        sort, value = str(span["type"]), str(span["value"])
        if sort in _ALONE_NOTHING or (sort == "PERSON" and len(value.split()) == 1):
            continue
        yield sort, value


def _flat(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()


def _repeated(text: str) -> tuple[str, ...]:
    return ("Thank you, we read:", *(text[start:end] for start, end in sentences(text)))
