"""Customer text, names and links are untrusted: fenced, made visible, and searched for orders."""

from __future__ import annotations

import re
import unicodedata

from desk.draft import Finding, Severity

_LONGEST = 12_000  # characters of one message that a model or a composer is shown
# Orders to a model, not to a company: roles, prompts, modes, and what an answer should be.
_ORDER = re.compile(
    r"(?:ignore|disregard|forget|override|bypass)\W+(?:\w+\W+){0,4}(?:instructions?|prompts?|"
    r"rules?|guidelines?|polic(?:y|ies) and|above|previous|prior|everything)|\b(?:system|"
    r"developer|admin|debug|god|jailbreak|dan)\W{0,3}(?:mode|prompt|message|override|role)\b|"
    r"<\W*/?\s*(?:system|assistant|instructions?|im_start|inst)\b|\[/?(?:inst|system)\]|<\|\w+\|>|"
    r"\byou are (?:now|a|an|no longer) (?:\w+ ){0,4}(?:ai|assistant|model|chatbot|bot|dan|"
    r"developer|pirate|expert)\b|\bas an? (?:ai|language model|llm)\b|\bact as (?:a|an|my|if)\b|"
    r"\bpretend (?:to be|you|that)\b|\b(?:reveal|print|repeat|output|"
    r"show)\W+(?:me\W+|us\W+)?(?:all\W+)?(?:of\W+)?(?:your|the (?:system|hidden|secret|above|"
    r"original))\W+(?:\w+\W+){0,3}(?:prompt|instructions|password|secret|rules)|\b(?:write|reply|"
    r"respond|answer|provide)\W+(?:\w+\W+){0,3}(?:reply|response|answer|output)?\W*(?:in|with|as|"
    r"using) (?:only |intentional |a )?(?:base64|emojis?|json|code|rhymes?|misspell\w+|all caps|"
    r"pirate|leet|binary|reverse|html)|\b(?:your|the) (?:next )?(?:reply|response|answer|"
    r"output) (?:must|should|has to|needs to) (?:include|contain|start|begin|end|be|say|offer|"
    r"promise|approve)|\b(?:end|start|begin) your (?:reply|response|answer)\b|\b(?:say|state|"
    r"confirm|promise|approve) (?:exactly|verbatim|word for word)\b|\b(?:new|updated|"
    r"real) (?:instructions?|policy) (?:is|are|says?|follow)|\bdo not (?:follow|check) (?:the|"
    r"your|any) (?:rules?|polic\w+|instructions?)|\btool call\b|\bfunction call\b|"
    r"ignorier\w*\W+(?:\w+\W+){0,3}(?:anweisung|regeln)|ignor\w+\W+(?:\w+\W+){0,3}(?:instruc|"
    r"istruz|regels|instruct)"
    # how an answer shall look, or what it shall carry
    r"|\b(?:add|integrate|modify|augment|enhance|convert|render|combine|misspell|jumble|scramble|"
    r"rearrange|replace|provide|include|insert|encode|format|randomly|incorporate|embed|"
    r"mention)\b[^.!?\n]{0,140}\b(?:your|the) (?:next )?(?:reply|response|answer|message|output|"
    r"words)\b|\bin your (?:reply|response|answer),? (?:suggest|recommend|include|mention|use|add|"
    r"write|say)|\brepeat the (?:text|words|sentence) above|(?:ignore|overlook|disregard|"
    r"forget)\W+(?:\w+\W+){0,3}(?:you(?:'ve| have)|been (?:told|instructed))|"
    # a secret that a company's desk does not have
    r"\b(?:what(?:'s| is| was| would)|give|tell|show|share|return|reveal|spell|guess|hints?|"
    r"letters?)\b(?:(?!\b(?:my|reset|new|change|forgot)\b)[^.?!\n]){0,60}\b(?:password|"
    r"pass ?phrase|secret (?:key|code|word)|system prompt)\b|"
    # work for a machine
    r"\b(?:write|provide|compose|tell me|give me)\W+(?:me\W+)?an? (?:short )?(?:poem|story|song|"
    r"haiku|essay|limerick|phishing e?-?mail|recipe|python|javascript)|\bpython (?:function|"
    r"script|code)\b|\b(?:hypothetical (?:conversation|scenario)|imagine we(?:'re| are)|"
    r"let'?s (?:role-?play|pretend))\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\s*(?:[#<\[*]+\s*)?(?:system|assistant|developer|admin)\b\W{0,3}(?::|mode|prompt|>)",
    re.IGNORECASE,
)
_NOT_SHOWN = {"Cf", "Cc", "Co", "Cs", "Cn"}
_KEPT = frozenset("\n\t\u200d\ufe0f")  # line ends, tabs, and what joins emoji


def visible(text: str) -> str:
    """The text with every character that cannot be seen, or that turns the text, spelt out."""
    shown = [
        char if char in _KEPT or unicodedata.category(char) not in _NOT_SHOWN else _spelt(char)
        for char in text.replace("\r\n", "\n").replace("\r", "\n")
    ]
    return "".join(shown)[:_LONGEST]


def fenced(text: str) -> str:
    """The text as it may stand between the fence marks of a prompt: it cannot end its fence."""
    return re.sub(r"<{2,}|>{2,}", lambda found: found.group()[0] + " ", visible(text))


def orders_in(text: str) -> tuple[Finding, ...]:
    """A finding for the reviewer where a customer's text gives instructions to a model."""
    lines = visible(text).split("\n")
    found = (
        _ORDER.search(visible(text))
        or _ORDER.search(unicodedata.normalize("NFKC", text))
        or next((role for line in lines if (role := _ROLE.match(line))), None)
    )
    hidden = any(unicodedata.category(c) in {"Cf", "Co"} and c not in _KEPT for c in text)
    if found is None and not hidden:
        return ()
    words = found.group() if found else "characters that cannot be seen"
    return (
        Finding(
            code="instruction_in_message",
            severity=Severity.LOOK,
            why="The message holds what reads like orders to a model; they were not followed.",
            words=words[:120],
            mend="Check that the reply answers the customer's matter and nothing else.",
        ),
    )


def without_orders(text: str) -> str:
    """The sentences of a text that give no orders to a model: what a composer may speak of."""
    lines = []
    for line in visible(text).split("\n"):
        if _ROLE.match(line):
            break  # what follows a forged role belongs to it
        pieces = re.split(r"(?<=[.!?…])\s+", line)
        lines.append(" ".join(piece for piece in pieces if not _ORDER.search(piece)))
    return "\n".join(line for line in lines if line.strip())


def _spelt(char: str) -> str:
    return f"[U+{ord(char):04X}]"
