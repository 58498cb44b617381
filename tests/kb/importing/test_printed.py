"""Printed pages: what is a heading, a list, a table, and what only runs along."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kb.importing.child import convert
from kb.importing.documents import Converted
from kb.importing.kinds import recognise
from tests.kb.importing.conftest import assembled

Words = tuple[float, float, int, str]  # from the left, from the bottom, size (negative: bold)
Rule = tuple[float, float, float, float]  # a thin line from one point to another


def printed(folder: Path, *pages: Sequence[Words], rules: Sequence[Rule] = ()) -> Converted:
    """A PDF of words at their places, read in its child process; rules stand on the first page."""
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        3: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        4: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
    }
    kids = []
    for number, page in enumerate(pages):
        drawn = [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in rules] if not number else []
        for x, y, size, words in page:
            plain = words.replace("(", r"\(").replace(")", r"\)")
            font = "F2" if size < 0 else "F1"
            drawn.append(f"BT /{font} {abs(size)} Tf {x} {y} Td ({plain}) Tj ET")
        content, place = "\n".join(drawn), 5 + 2 * number
        kids.append(f"{place} 0 R")
        objects[place + 1] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
        objects[place] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R "
            f"/F2 4 0 R >> >> /Contents {place + 1} 0 R >>"
        )
    objects[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    path = folder / "printed.pdf"
    path.write_bytes(assembled(objects))
    return convert(path, recognise(path), path.name)


def clauses(converted: Converted) -> dict[str, str]:
    (document,) = converted.documents
    return {section.title: section.text for section in document.sections}


def test_numbered_sections_of_one_size_are_headings(tmp_path: Path) -> None:
    said = clauses(
        printed(
            tmp_path,
            [
                (60, 780, 10, "1. RETURNS"),
                (60, 750, 10, "1.1 How long"),
                (60, 720, 10, "You may return any item within 30 days of delivery, but not if it"),
                (60, 708, 10, "was made to measure."),
                (60, 680, 10, "1.2 We do not accept returns of opened cosmetics or blinds that"),
                (60, 668, 10, "were cut."),
                (60, 654, 10, "1.4 Faulty goods are always taken back by us, without a limit."),
                (60, 640, 10, "2. REFUNDS"),
                (60, 610, 10, "2.1 Method"),
                (70, 580, 10, "1. To the card that paid."),
                (70, 568, 10, "2. To a gift card."),
            ],
        )
    )  # fmt: skip
    assert said == {
        "1. RETURNS › 1.1 How long": (
            "You may return any item within 30 days of delivery, but not if it was made to measure."
        ),
        "1. RETURNS › 1.2 We do not accept returns of opened cosmetics …": (
            "We do not accept returns of opened cosmetics or blinds that were cut."
        ),
        "1. RETURNS › 1.4 Faulty goods are always taken back by us …": (
            "Faulty goods are always taken back by us, without a limit."
        ),
        "2. REFUNDS › 2.1 Method": "1. To the card that paid.\n2. To a gift card.",
    }


def test_items_of_a_list_are_no_headings_however_bold(tmp_path: Path) -> None:
    said = clauses(
        printed(
            tmp_path,
            [
                (60, 780, -14, "Payment failed"),
                (60, 750, 10, "When a payment fails, these are the steps to be taken:"),
                (75, 730, 10, "1. Look at the payment"),
                (75, 716, -10, "2. If it failed"),
                (90, 702, 10, "- ask for another card"),
                (90, 688, 10, "- or for a transfer"),
                (75, 674, 10, "3. Write it down"),
            ],
        )
    )  # fmt: skip
    (text,) = said.values()
    assert "2. If it failed\n- ask for another card\n- or for a transfer\n3. Write" in text


def test_a_ruled_table_keeps_its_cells(tmp_path: Path) -> None:
    xs, ys = (60, 200, 300), (700, 680, 660, 640)
    rules: list[Rule] = [(x, ys[-1], x, ys[0]) for x in xs]
    rules += [(xs[0], y, xs[-1], y) for y in ys]
    converted = printed(
        tmp_path,
        [
            (60, 780, -14, "Refunds"),
            (60, 750, 10, "We refund, by the case:"),
            *((65, 685 - 20 * n, 10, words) for n, words in enumerate(("Case", "Unused", "Used"))),
            *(
                (205, 685 - 20 * n, 10, words)
                for n, words in enumerate(("Refund", "100 %", "50 %"))
            ),
            (60, 600, 10, "Nothing else is refunded."),
        ],
        rules=rules,
    )
    (text,) = clauses(converted).values()
    assert text == (
        "We refund, by the case:\n\n| Case | Refund |\n| --- | --- |\n| Unused | 100 % |\n"
        "| Used | 50 % |\n\nNothing else is refunded."
    )


def test_columns_without_rules_are_a_table_and_columns_of_prose_are_none(tmp_path: Path) -> None:
    left = ("Small parcel", "Large parcel", "Bulky goods")
    table = [(60, 700 - 14 * n, 10, words) for n, words in enumerate(left)]
    table += [(200, 700 - 14 * n, 10, f"{n}.90") for n in range(3)]
    (text,) = clauses(printed(tmp_path, [(60, 760, 10, "The prices are:"), *table])).values()
    assert "| Large parcel | 1.90 |\n| Bulky goods | 2.90 |" in text
    words = "Words of the column go on and on here, rule"
    prose = [
        (x, 700 - 12 * n, 10, f"{words} {side}{n}")
        for side, x in (("a", 60), ("b", 320))
        for n in range(6)
    ]
    (text,) = clauses(printed(tmp_path, prose)).values()
    assert "|" not in text
    assert text.index("a5") < text.index("b0")


def test_running_heads_and_contents_are_left_out_and_told(tmp_path: Path) -> None:
    pages = [
        [
            (60, 815, 8, "Shop handbook"),
            (60, 760, -14, f"Part {part}"),
            (60, 730, 10, f"Rule {part} holds everywhere."),
            (60, 30, 8, f"Version 3, page {number} of 4"),
        ]
        for number, part in enumerate(("one", "two", "three"), start=2)
    ]
    contents = [(60, 700, 10, "Contents")]
    contents += [
        (60, 680 - 14 * n, 10, f"Part {part} ........ {n}")
        for n, part in enumerate(("one", "two", "three"))
    ]
    converted = printed(tmp_path, contents, *pages)
    assert clauses(converted) == {
        f"Part {part}": f"Rule {part} holds everywhere." for part in ("one", "two", "three")
    }
    assert converted.left_out == (
        'running head or foot: "Shop handbook"',
        'running head or foot: "Version 3, page 2 of 4"',
        "table of contents: 4 lines",
    )


def test_a_line_that_two_of_many_pages_begin_with_is_kept(tmp_path: Path) -> None:
    first = ["Words of page a.", "1. Ask for the order."] * 2
    first += [f"Words of page {name}." for name in "cdefgh"]
    pages = [[(60, 800, 10, words)] for words in first]
    assert str(clauses(printed(tmp_path, *pages))).count("Ask for the order.") == 2


def test_a_price_list_is_no_table_of_contents(tmp_path: Path) -> None:
    lines = [
        (60, 700 - 14 * n, 10, f"Refund for a parcel of size {n} is {n + 4}") for n in range(4)
    ]
    (text,) = clauses(printed(tmp_path, lines)).values()
    assert "size 3 is 7" in text


def test_the_mark_of_a_footnote_is_no_part_of_a_word_or_number(tmp_path: Path) -> None:
    late = "We refund it if it is more than 3 days late"
    (text,) = clauses(printed(tmp_path, [(60, 700, 10, late), (246, 705, 7, "1")])).values()
    assert text == f"{late} [1]"
