"""How much a commitment weighs: owed, worth a look, or mere courtesy."""

from __future__ import annotations

import re
from enum import StrEnum

from desk.commitment import Commitment
from policies.terms import Kind


class Weight(StrEnum):
    """OWED needs a licence, OPEN is shown to the reviewer, COURTESY binds nobody."""

    OWED = "owed"
    OPEN = "open"
    COURTESY = "courtesy"


# What any agent may say that they do, as long as no time or amount comes with it.
_COURTEOUS = re.compile(
    r"\b(?:look|check|review|get back|come back|repl(?:y|ie)|answer|respond|be in touch"
    r"|reach out|let you know|"
    r"keep you|pass|forward|shar(?:e|ing)|help|assist|support|follow(?:ing)? up|do (?:our"
    r"|my) best|try|make sure|mak\w+ sure|"
    r"ensur\w+|take (?:a look|care|this|it from)|see (?:to|what|if|whether|how)|updat\w+|work"
    r"|listen"
    r"|tell|explain|find out|"
    r"write|contact|investigat\w+|gladly|not(?:ed|ing)?|learn\w*|talk|speak|raise|escalat\w+"
    r"|ask(?:ed|ing)?|go through|go over|sort|"
    r"point|guide|walk|improv\w+|continu\w+|put\w* (?:this|it) right|miss|wait\w*|stay|stand"
    r"|be (?:happy|glad|here|there)|here|"
    # the same in the other languages
    r"sieh|schau|anseh|prüf|meld|kümmer|antwort|weiterleit|regard|vérifi|répond|revien|revisa|mira"
    r"|responde|ver ist[oa]|verific|analis|guard|rispond|controll|kijk|bekijk|antwoord"
    r"|reageer|neemt contact)\w*",
    re.IGNORECASE,
)
_BINDING = re.compile(
    r"\b(?:cancel|collect|pick\w* up|send|ship|deliver|dispatch|extend|upgrad|pay|paid"
    r"|call (?:you|back)|phone|hold|reserv|transfer|"
    r"delet|chang|guarante|promis|book|reschedul|remov|clos|reopen|reactivat|unlock|restor"
    r"|arrang|approv|grant|"
    r"credit|issue|process|waiv|prioriti[sz]|expedit|redirect|install|visit|match|honou?r"
    r"|cover|resolv|fix)\w*",
    re.IGNORECASE,
)
# "You have my word": it promises without saying what.
_ASSURED = re.compile(
    r"\b(?:my|our) (?:full )?word\b|(?:happen|occur)\w*(?: to you| here)? (?:again|a second time"
    r"|any ?more|twice)|you can (?:always )?(?:count|rely|depend|bank) on|^consider ",
    re.IGNORECASE,
)
_BOUND_ELIGIBILITY = re.compile(
    r"\b(?:return|send|sent|exchang|cancel|claim|keep|kept|withdr|redeem|entitled|eligib"
    r"|right to|qualif|any ?time|whenever|granted|approved|upheld|authori[sz]|honou?r|agreed"
    r"|deal|as you wish|in your favou?r|you win|so be it|wish is our|"
    r"no time limit|clock|cut-?off|runs? out|lapse|answer is|yes to|says? yes|approve|"
    r"counts (?:too|as well)|allowed (?:it|this)|demands?|every wish|(?:get|hav"
    r"|receiv)\w* everything|"
    r"an exception|blind eye|the other way|(?:so|too|that) (?:strict|picky|fussy|exact)|the same"
    r"|same (?:as|again)|"
    r"(?:have|get) (?:it|that|both|them)\W*$|life|covered|accept|valid|expire|transfer|upgrad"
    r"|extend"
    r"|join)\w*",
    re.IGNORECASE,
)


def weight(commitment: Commitment) -> Weight:
    """How much it weighs where no clause licenses it."""
    measured = commitment.amount or commitment.period or commitment.day
    if commitment.kind is Kind.ACTION:
        if measured:
            return Weight.OWED
        if _BINDING.search(commitment.object) or _ASSURED.search(commitment.object):
            return Weight.OWED
        return Weight.COURTESY if _COURTEOUS.search(commitment.object) else Weight.OPEN
    if commitment.kind is Kind.ELIGIBILITY and not measured:
        bound = _BOUND_ELIGIBILITY.search(commitment.words)
        return Weight.OWED if bound else Weight.OPEN
    return Weight.OWED
