"""The shared words for what can be wrong with a text: production, evals and docs all use these."""

from __future__ import annotations

from desk.draft import Severity

# code -> (severity, what it means in one line)
FINDINGS: dict[str, tuple[Severity, str]] = {
    "unlicensed_commitment": (Severity.BLOCK, "no cited clause permits this commitment"),
    "above_limit": (Severity.BLOCK, "more than the clause permits"),
    "period_differs": (Severity.BLOCK, "a period or date other than the clause's"),
    "condition_missing": (
        Severity.BLOCK,
        "the clause's condition is neither met, stated nor asked",
    ),
    "condition_not_met": (Severity.BLOCK, "the case facts contradict the clause's condition"),
    "forbidden": (Severity.BLOCK, "a clause forbids this commitment"),
    "admission": (Severity.BLOCK, "admits fault without a clause that licenses it"),
    "not_in_force": (Severity.BLOCK, "the cited clause does not hold on the date of the case"),
    "out_of_scope": (Severity.BLOCK, "the cited clause does not cover this case"),
    "scope_unknown": (Severity.LOOK, "the case does not say whether the clause covers it"),
    "clause_unknown": (Severity.BLOCK, "a cited clause is not in the policy book, or has changed"),
    "internal_quoted": (Severity.BLOCK, "words of an internal clause would become public"),
    "unsupported_number": (Severity.BLOCK, "a number that no clause, fact or message holds"),
    "unsupported_date": (Severity.BLOCK, "a date that no clause, fact or message holds"),
    "unsupported_link": (Severity.BLOCK, "a link that no clause or setting allows"),
    "unsupported_phone": (Severity.BLOCK, "a phone number that no clause or setting holds"),
    "unsupported_name": (Severity.LOOK, "a name that nobody in this conversation has"),
    "personal_data": (Severity.BLOCK, "personal data that must not stand in public"),
    "secret": (Severity.BLOCK, "looks like a key, password or token"),
    "hidden_character": (Severity.BLOCK, "characters that cannot be seen or that turn the text"),
    "placeholder": (Severity.BLOCK, "an open slot or template mark"),
    "too_long": (Severity.BLOCK, "longer than the channel takes"),
    "empty": (Severity.BLOCK, "there is nothing to post"),
    "holding_commits": (Severity.BLOCK, "a holding reply that commits to something"),
    "instruction_in_message": (Severity.LOOK, "the customer's text gives instructions to a model"),
    "instruction_followed": (
        Severity.BLOCK,
        "repeats what an instruction in the customer's text asks for",
    ),
    "personal_data_in_message": (Severity.NOTE, "the customer's message holds personal data"),
    "language_uncertain": (Severity.LOOK, "policy was searched across languages; check the match"),
    "match_uncertain": (
        Severity.NOTE,
        "the search is not sure that the clause answers this; read it against the message",
    ),
    "language_unread": (
        Severity.LOOK,
        "a sentence in a language that the check cannot read",
    ),
    "forbidden_word": (Severity.LOOK, "a word that the brand voice avoids"),
    "asks_to_delete": (Severity.BLOCK, "asks the customer to delete or change a post"),
    "repeats_others": (Severity.LOOK, "nearly the same as a recent reply to another customer"),
    "written_without_model": (Severity.NOTE, "the model failed; this was composed without it"),
    "read_by_patterns": (
        Severity.NOTE,
        "patterns alone have read this; the model that reads second has not",
    ),
    "instruction_not_followed": (
        Severity.LOOK,
        "the instruction asks for more than can be done without a model",
    ),
    "question_unanswered": (
        Severity.NOTE,
        "the message asks something that no cited clause answers",
    ),
    "incident_hold": (Severity.BLOCK, "an incident keeps ordinary replies back"),
    "pair_disagrees": (
        Severity.BLOCK,
        "the public note and the private message contradict each other",
    ),
    "policies_conflict": (Severity.LOOK, "two clauses in force disagree"),
}
