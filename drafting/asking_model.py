"""From a brief to a prompt, and from a model's answer to sentences that cite clauses."""

from __future__ import annotations

from desk.draft import Citation, Finding, Part, Sentence, Stance
from desk.facts import FactSource
from drafting.brief import Brief
from drafting.calm import WORD_TO_WRITER
from drafting.language import ENGLISH_NAMES
from drafting.second_reading import commitments_of
from drafting.untrusted import fenced
from policies.clause import Clause
from policies.company import FORMS
from prompts.answers import AnsweredSentence, ModelAnswer
from prompts.render import Prompt, PromptClause, PromptMessage, ReplyCase, Templates

_MOST_CLAUSES = 10
_MOST_MESSAGES = 12
_STANCES: dict[Stance, str] = {
    Stance.BEST: "what the policy gives in this case",
    Stance.ACCEPT: "grant what the customer asks for, as far as a clause permits it",
    Stance.DECLINE: "decline kindly, with the clause that says why, and say what is possible",
    Stance.ASK: "ask for what is needed, and commit to nothing yet",
}
_SOURCES: dict[FactSource, str] = {
    FactSource.REQUEST: "known",
    FactSource.LOOKUP: "looked up",
    FactSource.AGENT: "known",
    FactSource.CUSTOMER: "claimed by the customer, not known",
}


def prompt_for(brief: Brief, templates: Templates, findings: tuple[Finding, ...] = ()) -> Prompt:
    """The prompt for a reply; `findings` are what the check found in the first attempt."""
    request = brief.request
    return templates.reply(
        brief.speaker.voice,
        ReplyCase(
            clauses=tuple(_clause(c) for c in brief.retrieved.consulted[:_MOST_CLAUSES]),
            contacts=_contacts(brief),
            facts=_facts(brief),
            examples=_examples(brief),
            promises="\n".join(f"- {words}" for words in request.promises) or "Nothing.",
            language=_language(brief),
            channel=f"{request.conversation.channel}, {'public' if request.public else 'private'}",
            length=_length(brief),
            signature=brief.speaker.closing() or "nobody",
            stance=_STANCES[request.stance],
            instruction=_instruction(brief),
            findings=_findings(findings),
            messages=_messages(brief),
        ),
    )


def _instruction(brief: Brief) -> str:
    """What the reviewer asks for, and the tone that an incident asks for."""
    asked = [fenced(brief.request.instruction)]
    asked += [WORD_TO_WRITER] if brief.request.plain else []
    return "; ".join(part for part in asked if part) or "nothing in particular"


def _language(brief: Brief) -> str:
    """The language by name, with the form of address where it has two."""
    language = brief.seen.triage.language
    name = ENGLISH_NAMES.get(language, language)
    forms = FORMS.get(language)
    if forms is None:
        return name
    return f"{name}, with “{forms[0] if brief.speaker.voice.familiar else forms[1]}”"


def sentences_of(answer: ModelAnswer, consulted: tuple[Clause, ...]) -> tuple[Sentence, ...]:
    """The model's sentences. Ids that it was not shown support nothing and are left out."""
    shown: dict[str, Clause] = {str(clause.id): clause for clause in consulted}
    return tuple(
        Sentence(
            text,
            sentence.part,
            tuple(
                Citation(shown[name].id, shown[name].version)
                for name in dict.fromkeys(sentence.clauses)
                if name in shown
            ),
            commitments_of(text, sentence.commitments),
        )
        for sentence in answer.sentences
        if (text := _written(sentence))
    )


def _written(sentence: AnsweredSentence) -> str:
    """The sentence as it will stand: only a closing keeps its lines."""
    if sentence.part is Part.CLOSING:
        return sentence.text.strip()
    return " ".join(sentence.text.split())


def _clause(clause: Clause) -> PromptClause:
    licences = tuple(licence.words for licence in clause.licences or () if licence.words)
    return PromptClause(str(clause.id), clause.audience.value, clause.title, clause.text, licences)


def _contacts(brief: Brief) -> str:
    contact = brief.speaker.contact()
    if contact is None:
        return "None."
    known = (contact.phone, contact.email, contact.link, contact.hours)
    return " · ".join(value for value in known if value)


def _facts(brief: Brief) -> str:
    facts = {**brief.claims, **brief.request.facts.facts}
    rows = [
        f"- {fact.name}: {fenced(str(fact.value))} ({_SOURCES[fact.source]})"
        for fact in facts.values()
    ]
    return "\n".join([f"- date of the case: {brief.request.facts.as_of.isoformat()}", *rows])


def _examples(brief: Brief) -> str:
    """Approved replies for the same clauses. They permit nothing, and the check never sees them."""
    clauses = tuple(str(clause.id) for clause in brief.retrieved.consulted[:_MOST_CLAUSES])
    found = brief.request.examples(clauses)
    return "\n\n".join(f"<<<\n{fenced(text)}\n>>>" for text in found) or "None."


def _length(brief: Brief) -> str:
    limit = brief.request.limits.length
    wish = "at most 400 characters" if brief.request.public else "at most 170 words"
    if limit is None:
        return wish
    return f"{wish}, and never more than {limit} {brief.request.limits.counted.value}"


def _findings(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return ""
    rows = [
        f"- “{fenced(finding.words)}”: {finding.why} {finding.mend}".rstrip()
        for finding in findings
    ]
    return "Your first attempt could not stand. Mend exactly this:\n" + "\n".join(rows)


def _messages(brief: Brief) -> tuple[PromptMessage, ...]:
    ours = {message.id for message in brief.request.messages if message.direction == "outgoing"}
    return tuple(
        PromptMessage("We" if message.id in ours else "The customer", fenced(message.text))
        for message in brief.request.messages[-_MOST_MESSAGES:]
    )
