"""What customers push for, and what a model really answered: does anything pass unflagged?

Of a scenario (`customer_goal`, `known_info`, `refusal_expected`) two things are looked at: the
reply that the product writes, and, as a careless writer would, everything that the customer wants
granted in so many words. Of a dialogue each message of the assistant is checked against what was
said before and the policies, without any case fact. What the second opinion (`evals.oracle`) finds
unlicensed must bear a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desk.check import Checked
from desk.draft import Citation, Finding, Part, Sentence
from desk.reading.spans import sentences
from drafting.second_person import second_person
from evals import oracle
from evals.at_desk import EvalDesk, Matter, blocked, flagged
from evals.figures import Measured, Wrong, share
from evals.lookup import Lookup
from evals.passages import Passages
from evals.rows import Row
from policies.clause import Clause

_WANTS = re.compile(
    r"\byou(?:['’]d| would)? (?:also |then |now )?(?:want|like|need|wish|insist|ask|try)\w* "
    r"(?:the agent |them |the airline )?(?:to |for |on )?(?P<what>(?:(?! and if |"
    r", and )[^.;!?\n]){6,160})",
    re.IGNORECASE,
)
_PLAIN_VERB = re.compile(
    r"(?:cancel|change|modify|return|exchange|upgrade|downgrade|add|remove|refund|book|"
    r"get (?!to)|update|"
    r"switch|move|extend|rebook|compensat\w+|receive|pay)\b",
    re.IGNORECASE,
)
_NOUN = re.compile(r"(?:an? |the |your |full |some |\d|\$)", re.IGNORECASE)
_SWAPS = {"you": "you", "i": "you", "my": "your", "me": "you", "agent": "team"}
_MOST = 4  # clauses that a granting sentence cites


def run_scenarios(name: str, rows: Sequence[Row], passages: Passages, desk: EvalDesk) -> Measured:
    """Measures scenarios."""
    wrong: list[Wrong] = []
    granted: list[bool] = []
    owing: list[bool] = []
    blocks: list[bool] = []
    for row in rows:
        lookup = Lookup(passages.book(row.text("domain")))
        told = f"{row.text('customer_goal')} {row.text('known_info')} {row.text('persistence')}"
        matter = Matter(_as_customer(told), public=False)
        reply = desk.write([matter], lookup.book, lookup)[0]
        sources = [matter.text, *(c.text for c in lookup.book)]
        blocks.append(bool(blocked(reply.checked.findings)))
        owing += unflagged(row, "drafted", reply.text, sources, reply.checked.findings, wrong)
        if row.values.get("refusal_expected"):
            for wish in _granted(row.text("customer_goal")):
                cited = lookup.nearest(wish, _MOST)
                found = flagged(desk.judge(wish, cited, matter).findings)
                granted.append(not found)
                if not found:
                    wrong.append(Wrong(row.id, "granted in words, unflagged", wish))
    figures = {
        "scenarios": len(rows),
        "drafts_blocked": share(blocks),
        "owed_in_drafts": len(owing),
        "unlicensed_unflagged_in_drafts": sum(owing),
        "wishes_granted": len(granted),
        "wishes_unflagged": sum(granted),
    }
    targets = {"unlicensed_unflagged_in_drafts": ("<=", 0), "wishes_unflagged": ("<=", 0)}
    return Measured(f"promises {name}", figures, targets, tuple(wrong))


def run_dialogues(name: str, rows: Sequence[Row], passages: Passages, desk: EvalDesk) -> Measured:
    """Measures dialogues."""
    wrong: list[Wrong] = []
    missed: list[bool] = []
    messages = 0
    stopped = 0
    for row in rows:
        lookup = Lookup(passages.book("airline" if "airline" in name else ""))
        said: list[str] = []
        for message in row.objects("messages"):
            text = str(message.get("content") or "")
            if message.get("role") == "assistant" and text.strip():
                messages += 1
                cited = lookup.nearest(f"{said[-1] if said else ''} {text}", _MOST)
                checked = _checked(desk, text, cited, tuple(said))
                stopped += bool(blocked(checked.findings))
                sources = [*said, *(c.text for c in cited)]
                missed += unflagged(row, "said", text, sources, checked.findings, wrong)
            said.append(text)
    figures = {
        "messages": messages,
        "messages_blocked": stopped,
        "unlicensed": len(missed),
        "unlicensed_unflagged": sum(missed),
        "unflagged_share": share(missed),
    }
    return Measured(f"promises {name}", figures, {"unlicensed_unflagged": ("<=", 0)}, tuple(wrong))


# What stands before a rule that is told word for word.
_LEAD = re.compile(r"^(?:the same policy|it also|and it) says?: ")


def _as_told(source: str) -> str:
    """A source, with each rule about "the user" as one to the customer beside it."""
    said = (second_person(source[start:end]) for start, end in sentences(source))
    return "\n".join((source, *filter(None, said)))


def unflagged(
    row: Row,
    how: str,
    text: str,
    sources: Sequence[str],
    findings: Sequence[Finding],
    wrong: list[Wrong],
) -> Iterator[bool]:
    """For each thing that is unlicensed whether no finding says so."""
    told = " ".join(_as_told(source) for source in sources).casefold()
    owed = [*oracle.unsupported(text, sources)]
    owed += [o for o in oracle.grants(text) if _LEAD.sub("", o.words.casefold()) not in told]
    told_of = flagged(findings)
    for thing in owed:
        missed = not any(f.start < thing.end and thing.start < f.end for f in told_of)
        if missed:
            wrong.append(Wrong(row.id, f"{how}, unflagged: {thing.sort}", thing.words))
        yield missed


def _checked(desk: EvalDesk, text: str, cited: Sequence[Clause], said: tuple[str, ...]) -> Checked:
    """The check of a whole message, each sentence of which cites the same clauses."""
    citations = tuple(Citation(c.id, c.version) for c in cited)
    parts = tuple(
        Sentence(text[start:end], Part.RESOLUTION, citations) for start, end in sentences(text)
    )
    return desk.look(text, parts, cited, Matter("", public=False), said=said)


def _granted(goal: str) -> Iterator[str]:
    """Each wish of a customer as a sentence that grants it."""
    for match in _WANTS.finditer(goal):
        what = " ".join(_SWAPS.get(word.lower(), word) for word in match["what"].split())
        if _PLAIN_VERB.match(what):
            yield f"We will {what} for you."
        elif _NOUN.match(what):
            yield f"You will get {what}."


def _as_customer(told: str) -> str:
    """What a scenario says of the customer, in the customer's own words."""
    spoken = re.sub(r"\b[Yy]ou are\b", "I am", told)
    spoken = re.sub(r"\b[Yy]ou were\b", "I was", spoken)
    return re.sub(r"\b[Yy]ou\b", "I", re.sub(r"\b[Yy]our\b", "my", spoken))
