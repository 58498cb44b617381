"""What a person's edit changed: how it sounds, a fact, policy, what we would owe, or the clause.

Pure code, the gravest difference decides. Only an edit of style may teach how drafts sound; one
that changes policy or a commitment opens a gap for the policy owner, so that an error which was
typed once is not learnt as a habit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise

from desk.commitment import Actor, Commitment
from desk.draft import Part, Revision, Sentence
from desk.lessons import EditKind
from desk.mentioned import CODE, EMAIL, LINK, PHONE
from desk.reading.conditions import conditions
from desk.reading.language import language_of
from desk.reading.quantities import quantities
from policies.terms import Kind

_Read = Callable[[str], list[str]]
_Among = Callable[[list[Sentence], _Read], Counter[str]]

# What describes the rules rather than what we owe in this case.
_OF_POLICY = frozenset({Kind.DEADLINE, Kind.ELIGIBILITY, Kind.PRICE, Kind.STATEMENT})
_RULES = frozenset({Part.POLICY, Part.RESOLUTION})


def classed(old: Revision, new: Revision) -> tuple[EditKind, str]:
    """The class of the edit that made `new` of `old`, and why, in words for people."""
    gone, come = _different(old.commitments, new.commitments, _owed)
    if old.cited and new.cited and not set(_clauses(old)) & set(_clauses(new)):
        return EditKind.WRONG_CLAUSE, f"it rests on {_named(new)} instead of {_named(old)}"
    ours = [c for c in (*come, *gone) if c.kind not in _OF_POLICY and c.actor is Actor.US]
    if ours:
        return EditKind.COMMITMENT, _change(gone, come)
    if set(_clauses(old)) != set(_clauses(new)) and _chosen(old, new):
        return EditKind.WRONG_CLAUSE, f"it rests on {_named(new)} instead of {_named(old)}"
    if gone or come:
        return EditKind.POLICY, _change(gone, come)
    return _in_words(*_changed(old.sentences, new.sentences))


def _in_words(before: list[Sentence], after: list[Sentence]) -> tuple[EditKind, str]:
    """The class of an edit that owes the same: by what differs in the sentences that changed."""
    for kind, among, read, why in _SIGNS:
        if among(before, read) != among(after, read):
            return kind, why
    if _renamed(before, after):
        return EditKind.FACT, "a name was changed"
    if _rules(before, _whole) and not _rules(after, _whole):
        return EditKind.POLICY, "what a clause says was taken out"
    return EditKind.STYLE, "only how it is said"


def _different(
    old: Iterable[Commitment], new: Iterable[Commitment], key: Callable[[Commitment], object]
) -> tuple[list[Commitment], list[Commitment]]:
    """What is only in the old and only in the new, as `key` compares."""
    before, after = Counter(map(key, old)), Counter(map(key, new))
    return (
        [c for c in old if before[key(c)] > after[key(c)]],
        [c for c in new if after[key(c)] > before[key(c)]],
    )


def _owed(c: Commitment) -> object:
    """A commitment without its wording and its place in the text."""
    stated = frozenset(" ".join(words.casefold().split()) for words in c.conditions)
    return (c.kind, str(c.amount), c.at_most, str(c.period), c.day, c.polarity, c.actor, stated)


def _change(gone: list[Commitment], come: list[Commitment]) -> str:
    before = ", ".join(dict.fromkeys(_said(c) for c in gone))
    after = ", ".join(dict.fromkeys(_said(c) for c in come))
    if before and after:
        return f"{before} became {after}"
    return f"{after} was added" if after else f"{before} was taken out"


def _said(c: Commitment) -> str:
    parts = [c.polarity.value, c.kind.value]
    parts += [("up to " if c.at_most else "") + str(c.amount)] if c.amount else []
    parts += [f"within {c.period}"] if c.period else []
    parts += [f"by {c.day}"] if c.day else []
    return " ".join(parts)


def _clauses(revision: Revision) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(citation.clause) for citation in revision.cited))


def _named(revision: Revision) -> str:
    return ", ".join(_clauses(revision)) or "no clause"


def _chosen(old: Revision, new: Revision) -> bool:
    """Whether clauses were cited by hand: no longer those that its sentences came with."""
    return bool(set(_clauses(new)) - set(_clauses(old)))


def _changed(
    old: tuple[Sentence, ...], new: tuple[Sentence, ...]
) -> tuple[list[Sentence], list[Sentence]]:
    """The sentences that are only in the one or only in the other."""
    before, after = {s.text for s in old}, {s.text for s in new}
    return [s for s in old if s.text not in after], [s for s in new if s.text not in before]


def _rules(among: list[Sentence], read: _Read) -> Counter[str]:
    """What `read` finds in sentences that state a rule."""
    ruling = (s.text for s in among if s.citations and s.part in _RULES)
    return Counter(found for text in ruling for found in read(text))


def _all(among: list[Sentence], read: _Read) -> Counter[str]:
    return Counter(found for sentence in among for found in read(sentence.text))


def _whole(text: str) -> list[str]:
    return [text]


def _conditions(text: str) -> list[str]:
    found = conditions(text, language_of(text))
    return [" ".join(each.words.casefold().split()) for each in found]


def _figures(text: str) -> list[str]:
    return [str(mention.value) for mention in quantities(text)]


def _addresses(text: str) -> list[str]:
    return [m[0].casefold() for shape in (LINK, EMAIL, PHONE, CODE) for m in shape.finditer(text)]


def _renamed(before: list[Sentence], after: list[Sentence]) -> bool:
    """Whether a name came or went: a word with a capital that the other text does not hold."""
    old, new = (" ".join(s.text for s in among) for among in (before, after))
    return bool(_names(old) - _words(new) or _names(new) - _words(old))


def _names(text: str) -> set[str]:
    """Words with a capital that do not begin a sentence or what follows a colon."""
    inner = (_bare(word) for before, word in pairwise(text.split()) if _goes_on(before))
    return {w.casefold() for w in inner if w[:1].isupper() and not w.isupper() and len(w) > 1}


def _words(text: str) -> set[str]:
    return {_bare(word).casefold() for word in text.split()}


def _bare(word: str) -> str:
    return word.strip(".,;:!?…'’\"()")


def _goes_on(before: str) -> bool:
    return before[-1:] not in ".!?:…"


# What to look for, the gravest first: in the sentences that state a rule, or in all of them.
_SIGNS: tuple[tuple[EditKind, _Among, _Read, str], ...] = (
    (EditKind.POLICY, _rules, _conditions, "a condition was added, dropped or changed"),
    (EditKind.POLICY, _rules, _figures, "a figure beside a clause was changed"),
    (EditKind.FACT, _all, _figures, "a number, a date or an amount was changed"),
    (EditKind.FACT, _all, _addresses, "a link, a number to call or an order was changed"),
)
