"""The report of drafts as one HTML file that needs nothing else: figures, then every draft with
the message it answers, what each sentence stands on, and what the checklist says of it.
"""

from __future__ import annotations

from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

from desk.draft import Abstention, Evidence, Sentence
from evals.checklist import ITEMS, Mark
from evals.drafts import Drafted, DraftsReport
from policies.book import Book

_GOOD = 0.95
_STANDS_ON = {
    Evidence.POLICY: "policy",
    Evidence.FACT: "fact",
    Evidence.COURTESY: "courtesy",
    Evidence.UNSUPPORTED: "unsupported",
}


def page(report: DraftsReport, book: Book, *, title: str, made: datetime) -> str:
    """The report as HTML. Everything that came from outside is escaped."""
    environment = Environment(
        loader=PackageLoader("evals", "."), autoescape=True, undefined=StrictUndefined
    )
    figures = report.figures
    return environment.get_template("drafts_page.html.jinja").render(
        title=title,
        made=made.strftime("%Y-%m-%d %H:%M UTC"),
        figures=figures,
        outcomes=[(name.replace("_", " "), number) for name, number in report.reasons.items()],
        items=[_item(name, *report.rates[name]) for name in ITEMS],
        drafts=[_draft(drafted, book) for drafted in report.drafted],
    )


def _item(name: str, passed: int, of: int) -> dict[str, object]:
    rate = passed / of if of else 1.0
    return {
        "name": ITEMS[name][0],
        "passed": passed,
        "of": of,
        "percent": round(100 * rate),
        "mood": "none" if not of else "good" if rate >= _GOOD else "poor",
    }


def _draft(drafted: Drafted, book: Book) -> dict[str, object]:
    outcome, triage = drafted.outcome, drafted.outcome.triage
    evidence = drafted.checked.evidence or (Evidence.COURTESY,) * len(drafted.sentences)
    return {
        "id": drafted.case.id,
        "who": drafted.case.customer or "a customer",
        "where": "in public" if drafted.case.public else "in private",
        "text": drafted.case.text,
        "facts": [f"{fact.name}: {fact.value}" for fact in drafted.case.facts],
        "seen": f"{triage.kind.value} · {triage.feeling} · {triage.language} · "
        f"{triage.urgency.value}",
        "reason": outcome.reason.value.replace("_", " ") if isinstance(outcome, Abstention) else "",
        "why": outcome.explanation if isinstance(outcome, Abstention) else "",
        "sentences": [
            (sentence.text, _STANDS_ON[stands], _cited(sentence, book))
            for sentence, stands in zip(drafted.sentences, evidence, strict=False)
        ],
        "fails": [(ITEMS[g.item][0], g.why) for g in drafted.graded if g.mark is Mark.FAIL],
        "passes": sum(g.mark is Mark.PASS for g in drafted.graded),
        "by": f"{outcome.attribution.author}, {1000 * drafted.seconds:.0f} ms",
        "note": outcome.attribution.note,
    }


def _cited(sentence: Sentence, book: Book) -> list[str]:
    clauses = (book.version(c.clause, c.version) for c in sentence.citations)
    return [f"{clause.title} ({clause.id})" for clause in clauses if clause is not None]
