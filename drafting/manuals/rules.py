"""What a manual's clause lets us tell a customer: rules as sentences, and what is needed from them.

A list is told whole or, where an item alone stays true, without what is not for customers. A list
of conditions that must all hold is never told in part.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from desk.sentences import split
from drafting.manuals.blocks import Block, blocks_of
from drafting.manuals.letters import Letters
from drafting.manuals.plain import in_words, named, plain
from drafting.manuals.telling import told as as_told

_MOST_CHARACTERS = 420
_MOST_ROWS = 7
_FEW_COLUMNS = 3  # of a table that is told as a whole
_FEWEST_WORDS = 3
_LABEL_WORDS = 7
# Lists of which no part may be left out.
_WHOLE = re.compile(
    r"\b(?:all|must|required?|requires|requirements?|prerequisites?|conditions?|need(?:s|ed)?|"
    r"only|eligib\w*|if|when|unless|until|within)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(r"^(?:if|when|where|unless|in case)\b", re.IGNORECASE)
_OPEN = re.compile(r"(?:^|\b)(?:if|when|where|unless)$", re.IGNORECASE)
_THEN = re.compile(r"^then:?\s+", re.IGNORECASE)
# Tables and lists of how agents sort things, and lists of what customers tend to say.
_SORTING = re.compile(
    r"\b(?:subtypes?|customer (?:descriptions?|statements?|phrases?|says)|values?|priority|"
    r"severity|classif\w*|mapping|examples?|action|identification|tips?|indicators?|triggers?|"
    r"notes? to|db|code)\b",
    re.IGNORECASE,
)
# An entry of a form ("When: …", "Amount: …"), and one that is only a mark of ours.
_RECORD = re.compile(r"[A-Z][a-z]+(?: [a-z]+)?: ")
_CODED = re.compile(r"^\w+(?: \w+)?: `[^`]+`$")
# What agents do, as the label of a line: "Eligibility check: …".
_DONE = re.compile(r"\b(?:checks?|verification|validation)$", re.IGNORECASE)
_LEANS = re.compile(r"(?:this|that|these|it|they|otherwise|then|however)\b", re.IGNORECASE)
_REMARK = re.compile(r"(?:notes?|remarks?|comments?|details?|description)$", re.IGNORECASE)
_NEEDED = re.compile(r"\b(?:information|details?|fields?|documents?|data|item)\b", re.IGNORECASE)
_REQUIRED = re.compile(r"\brequired\b", re.IGNORECASE)
_OPTIONAL = re.compile(r"^(?:no|optional\w*)\b", re.IGNORECASE)
_ALWAYS = re.compile(r"^(?:yes|always|required)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Rule:
    """One rule in plain words; `about` is what leads to it, if anything.

    A `row` of a table is for one thing among others, and tells nothing to who asks of another.
    """

    text: str
    about: str = ""
    row: bool = False


@dataclass(frozen=True)
class Manual:
    """All that a clause lets us tell: its rules, and what it needs from the customer."""

    rules: tuple[Rule, ...] = ()
    needed: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def manual_of(text: str) -> Manual:
    """The rules of a clause's text. Kept, because every search meets the same clauses again."""
    rules: list[Rule] = []
    needed: list[str] = []
    case = Letters(text)
    for block in _paired(blocks_of(text), case):
        if block.rows:
            needed += _needed(block, case)
            rules += _of_table(block, case)
        elif block.children:
            rules += _of_list(block, (), case)
        else:
            rules += _of_line(block, case)
    return Manual(tuple(dict.fromkeys(rules)), tuple(dict.fromkeys(needed)))


def _of_line(block: Block, case: Letters) -> list[Rule]:
    """The sentences of a paragraph or of an item without a lead."""
    if block.step or block.leads:
        told = plain(block.words.rstrip(":")) if block.step and not block.leads else ""
        return [_rule(told)] if _speaks(told) and _is_sentence(told) else []
    label, _, rest = block.words.partition(": ")
    if rest and len(label.split()) <= _LABEL_WORDS and not _CONDITION.match(in_words(label)):
        about = "" if _DONE.search(label) else case.label(plain(label))
        said = _standing(split(rest)) if about else []
        return [_rule(f"{about}: {case.small('. '.join(said))}", about)] if said else []
    return [_rule(told) for told in _standing(split(block.words)) if _is_sentence(told)]


def _standing(pieces: tuple[str, ...]) -> list[str]:
    """The sentences that may be told; one that leans on another is not told without it."""
    said: list[str] = []
    before = ""
    for piece in pieces:
        told = plain(piece)
        if _speaks(told) and (before or not _LEANS.match(told)):
            said.append(told)
        before = told
    return said


def _of_list(block: Block, leads: tuple[str, ...], case: Letters) -> list[Rule]:
    """A lead with its items as one sentence; lists within lists by themselves."""
    lead = block.words.rstrip(": ")
    if _SORTING.search(in_words(lead)) or _DONE.search(lead):
        return []
    heading = case.label(plain(lead))
    if not heading:
        return []
    rules: list[Rule] = []
    plain_items: list[str] = []
    dropped = False
    for item in _paired(block.children, case):
        if _CODED.search(item.words):
            continue
        if item.children:
            if _CONDITION.match(heading):
                return []  # what stands deeper depends on it
            rules += _of_list(item, (*leads, heading), case)
            continue
        told = _item(item)
        if not told and _WHOLE.search(in_words(item.words)):
            return rules  # a condition that cannot be told takes the list with it
        dropped = dropped or not told
        plain_items += [told] if told else []
    whole = (
        _WHOLE.search(heading)
        or all(_RECORD.match(item.words) for item in block.children)
        or any(_CONDITION.match(in_words(item.words)) for item in block.children)
    )
    if not plain_items or (dropped and whole) or (block.children[0].step and not whole):
        return rules
    path = " – ".join((*leads, heading))
    text = f"{path}: {'; '.join(_said_item(item, case) for item in plain_items)}"
    return [_rule(text, path), *rules] if len(text) <= _MOST_CHARACTERS else rules


def _item(item: Block) -> str:
    """An item of a list; of several sentences only where all may be told."""
    told = [plain(piece) for piece in split(item.words)]
    return ". ".join(told) if all(told) else ""


def _said_item(item: str, case: Letters) -> str:
    """An item in a sentence that has its colon: "If it is open: Free" is "if it is open, free"."""
    label, _, rest = case.small(item).partition(": ")
    if not rest:
        return label
    if _OPEN.search(label):
        return f"{case.small(label)} {case.small(rest)}"
    mark = ", " if _CONDITION.match(label) or _LEANS.match(label) else " – "
    return f"{label}{mark}{case.small(rest)}"


def _of_table(block: Block, case: Letters) -> list[Rule]:
    """A small table read out as one sentence, of a larger one each row that is for customers."""
    head, *rows = block.rows
    lead = block.words.rstrip(": ")
    names = [case.label(named(cell)) for cell in head]
    if not all(names[: len(head) - 1]) or len(head) == 1 or (lead and not plain(lead)):
        return []
    if _SORTING.search(" ".join((in_words(lead), *head))) or _is_needed(names):
        return []
    about = case.label(plain(lead)) or f"{names[1]} by {case.small(names[0])}"
    before = f"{case.label(plain(lead))} – " if lead else ""
    told = [(row, cells) for row in rows if all(cells := [plain(cell) for cell in row])]
    told = [(row, cells) for row, cells in told if len(cells) == len(head)]
    if len(told) == len(rows) <= _MOST_ROWS and len(head) <= _FEW_COLUMNS:
        mark = ": " if any(" – " in cell for _, cells in told for cell in cells) else " – "
        said = (f"{cells[0]}{mark}{_cells(cells, names, case)}" for _, cells in told)
        text = f"{before}{names[1]} by {case.small(names[0])}: {'; '.join(said)}"
        if len(text) <= _MOST_CHARACTERS:
            return [_rule(text, about)]
    return [
        replace(
            _rule(f"{before}{cells[0]}: {_cells(cells, names, case, headed=True)}", about), row=True
        )
        for _, cells in told
    ]


def _cells(cells: list[str], names: list[str], case: Letters, *, headed: bool = False) -> str:
    """The cells of a row after its first, each with the name of its column where that is unsaid."""
    first = f"{case.small(names[1])} – {cells[1]}" if headed else cells[1]
    more = [
        f"{case.small(name)} – {cell}" if name and not _REMARK.match(name) else case.small(cell)
        for name, cell in zip(names[2:], cells[2:], strict=True)
    ]
    if not more:
        return first
    return "; ".join((first, *more)) if headed else f"{first} ({', '.join(more)})"


def _needed(block: Block, case: Letters) -> list[str]:
    """What a table of required information asks the customer for."""
    head, *rows = block.rows
    names = [in_words(cell) for cell in head]
    if not _is_needed(names):
        return []
    asked = []
    for row in rows:
        if len(row) < 2 or _OPTIONAL.match(row[1]):  # noqa: PLR2004 name and whether
            continue
        name, when = case.label(named(row[0])), "" if _ALWAYS.match(row[1]) else plain(row[1])
        if not name or (not when and not _ALWAYS.match(row[1])):
            return []
        asked.append(f"{case.first(name)} ({case.first(when)})" if when else case.first(name))
    return asked


def _is_needed(names: list[str]) -> bool:
    return len(names) > 1 and bool(_NEEDED.search(names[0]) and _REQUIRED.search(names[1]))


def _paired(blocks: list[Block], case: Letters) -> list[Block]:
    """Make one line of an "If …" and the "Then …" below it."""
    made: list[Block] = []
    for block in blocks:
        then = _THEN.match(in_words(block.words))
        before = made[-1] if made else None
        if then and before is not None and not before.children and not before.leads:
            rest = in_words(block.words)[then.end() :]
            made[-1] = Block(
                f"{before.words}, {case.small(rest)}", before.bullet, children=block.children
            )
        else:
            made.append(block)
    return made


def _speaks(text: str) -> bool:
    return len(text.split()) >= _FEWEST_WORDS and len(text) <= _MOST_CHARACTERS


def _is_sentence(text: str) -> bool:
    """Whether it says something of something, rather than naming it."""
    return bool(
        re.search(
            r"\b(?:is|are|was|were|has|have|must|may|can|cannot|will|takes?|appl(?:y|ies)|requires?|"
            r"gets?|receives?|please|needs?|includes?|depends?|progress\w*|lasts?|ends?|begins?|"
            r"affects?|allows?|covers?|costs?|works?|counts?|starts?|remains?|stays?)\b",
            text,
            re.IGNORECASE,
        )
    )


def _rule(text: str, about: str = "") -> Rule:
    said = as_told(text)
    return Rule(f"{said[:1].upper()}{said[1:]}.", about)
