"""English: the most thorough of the lexicons."""

from __future__ import annotations

from drafting.reading.english_cues import CUES
from drafting.reading.lexicon import Lexicon, pattern

_NP = r"[^\W\d_][\w'’-]*"
_STOP = (
    r"(?!(?:and|or|but|to|in|on|at|by|within|if|when|as|because|from|for|with|without|up|until|"
    r"after|before|once|is|are|was|were|will|would|can|may|we|you|i|it|they|this|that|which|who|"
    r"of|including|plus|via|so|then|today|tomorrow|immediately|now|right|straight|again|minus|"
    r"less|directly|back|please|send|give|offer|has|have|had|be|been|since|during|under|over|"
    r"above|provided|unless|only|not|no|never|per|into|onto|about|there|here|"
    r"goes|go|comes?|reach\w*|arriv\w*|takes?|appears?|shows?|usually|normally|always|soon)\b)"
)
_PHRASE = rf"{_STOP}{_NP}(?: {_STOP}{_NP}){{0,5}}"
_DET = (
    r"(?:(?:the|your|this|that|these|those|any|all|a|an|our|its|both|full|entire|whole|complete|"
    r"every) )*"
)
_DET_NEEDED = r"(?:(?:the|your|all|any|every|both|this|that|whole|entire|full|a|an) )+"
_AND = (
    r"(?:,? (?:and|plus|including|as well as|or|along with|together with|incl\.)"
    r"(?:,[^,;.]{1,40},)? )"
)

ENGLISH = Lexicon(
    code="en",
    cues=CUES,
    giving=pattern(
        r"\b(?:what about|how about|offer|giv|send|add|issu|get|getting|receiv|appl|provid"
        r"|grant|have|enjoy|accept|earn|"
        r"credit|award|top|load|put|plus|with|as a|double|triple|refund\w* (?:as|in|to)|yours"
        r"|on us|extra|bonus|drop|pop|slip|there['’]s|there is|there will be|waiting for you"
        r"|in the post|includ|worth|in the form|here is|here's|treat|thank you with|deserve"
        r"|choose|paid|pay)\w*"
    ),
    mention_before=pattern(
        r"(?:(?:asked|asking|ask|request(?:ed|ing)?|wait(?:ed|ing)?|hop(?:ed|ing)|look(?:ed"
        r"|ing)|appl(?:y|ied|ying)|want(?:ed)?|wish(?:ed)?)"
        r" (?:us )?(?:for|on)?|(?:question|questions|enquiry|inquiry|message|request|asking"
        r"|ask|told|wrote|writing|concern\w*|complaint|e-?mail|information|details|news"
        r"|update|hear)s?"
        r"(?: \w+)? (?:about|regarding|concerning|on|of)|(?<!what )(?<!how )about|regarding"
        r"|concerning"
        r"|instead of|rather than|status of|you (?:mention\w*|want\w*|expect\w*|request\w*"
        r"|ask\w*(?: for)?|were (?:promised|offered|told))"
        r"|you(?: would|['’]d) (?:like|(?:rather|prefer to|sooner)(?: (?:have|get|receive))?))"
        r"(?: (?:a|an|the|your|any|full|partial|that|this|my|of|possible|about))*\s*$"
        r"|\bbanks?\b(?: \w+){1,4}\s*$"
        r"|\b(?:sorry|apologi\w+|understand|trouble with)"
        r"(?:(?!\b(?:will|ll|we|and|so|but|here)\b)[^,;.:]){0,60}$"
    ),
    mention_after=pattern(
        r"^s?[- ](?:polic(?:y|ies)|requests?|process|team|department|status|questions?|forms?|page|"
        r"section|rules|guidelines|claims?\b(?! is| are)|enquir\w+|inquir\w+|options|desk"
        r"|reference|number)\b"
        r"|^s? (?:always |usually |normally )?(?:goes|go|takes?|arrives?|reach\w*|appears?"
        r"|shows?)\b"
    ),
    offer=pattern(
        r"\b(?:would you (?:like|prefer|rather)|do you (?:want|prefer)|shall (?:we|i)|(?:may"
        r"|can|could) (?:we|i) (?:offer|send|give|refund|replace|credit)|how about|what if we"
        r"|would a|"
        r"prefer|which would you|what about|how does|how would|what would you say|sounds?|"
        r"would (?:\S+ ){1,8}(?:help|do|work|suit|be)|if we (?:gave|sent|offered|refunded))\b"
    ),
    choice=pattern(
        r"(?:whether|(?:know|tell us|say|reply|decide|choose) if) you(?:['’]d| would)?"
        r" (?:like|prefer|rather|want)\b"
    ),
    negation=pattern(
        r"\b(?:cannot|can ?not|not|never|no longer|no|non|unable|neither|nor|without|refuse[sd]?|"
        r"decline[sd]?|exclude[sd]?|impossible|unfortunately no)\b|n['’]t\b|\bnon-"
    ),
    negation_after=pattern(
        r"^(?:\W+(?!because|since|which|that|but|so|if)[\w'’]+){0,7}?\W+(?:not|never"
        r"|no longer|unavailable|"
        r"impossible|excluded|cannot|(?:can|won|isn|aren|doesn|don|wouldn)['’]t)\b"
    ),
    free_negation=pattern(r"n['’]t\b|\b(?:no|not|nothing|without|never|zero|cannot)\b"),
    not_negation=pattern(
        r"(?:not|n['’]t|never) hesitate|"
        r"not only|not just|no problem|no worries|no trouble|(?:do not|don['’]t) (?:worry"
        r"|hesitate|be)|no doubt|"
        r"no matter|not a problem|(?:no|not) (?:later|more|less|longer|fewer) than|no need|"
        r"can(?:not|['’]t) wait|no (?:extra |additional |further )?(?:cost|charge|fee)s?"
        r"|without (?:any )?(?:further )?"
        r"(?:delay|charge|cost|question|hesitation|problem|fee)s?|no questions asked|not exceed\w*|"
        r"(?:not|never|won['’]t|cannot|can['’]t) (?:refuse|deny|decline|reject|withhold|exclude)|"
        r"no (?:strings|catch)|not (?:yet )?(?:arriv|receiv|work|deliver|happen|me[et]t?\b"
        r"|expect|satisf|good|acceptable|what|as (?:described|expected)|up to)\w*|"
        r"nothing but|why not|whether or not|or not"
    ),
    pledge=pattern(
        r"\b(?:promise|guarantee|happen|occur|assure)|expire|run\w* out|lapse|clock|cut-?off|"
        r"count\w* (?:the )?|matter|\bword$"
    ),
    told=pattern(
        r"\b(?:paid|pay|paying|charged?|costs?|prices?|priced|fees?|values?|valued|total|invoices?|"
        r"orders?|bought|spent|spend|minimum|over|above|under|below|from|least|purchases?|balance|"
        r"deposits?|limits?|cap|threshold|rates?|tax|income|earn|than|exceeds?|between|bill|fare|"
        r"amount of|salary|savings|ordered|premium|interest)\b|\bworth (?:less|more|under|over)"
    ),
    priced=pattern(r"\b(?:for|at)\s*$"),
    may=pattern(r"\b(?:may|might|can|could|would|able to|possible|eligible|option|whether)\b"),
    own_subject=pattern(
        r"\b(?:we|i|you|they|it)\b(?:['’]ll|['’]d| (?:will|can|may|would|shall|are|have)\b| \w+)"
    ),
    hard_break=pattern(
        r";|\s[–—]\s|,?\s(?:but|however|although|though|whereas|otherwise|instead)\b,?\s"
    ),
    soft_break=pattern(
        r",\s(?:and|or|plus|as well as)\s|\s(?:and|or|plus|as well as|along with|because"
        r"|since|which|so that|so)\s|,\s|\s[(]|[)]\s"
    ),
    due=pattern(
        r"(?:\b(?:within|by|until|till|before|no later than|not later than|in|under|latest"
        r"|takes?|take(?: up)?|"
        r"up to|at most|least|lasts?|for|after|inside|on|next|this|than|of|between|from|is"
        r"|are|every|have|about|around|approximately|~|usually|another|only|just|exactly"
        r"|maximum|arrives?|waits?|extra|more|further|additional|the|your|full|a|an|our|be"
        r"|first)|[:(<>=-])"
        r"\W*(?:the |next |a |an |only |just |about |around |last |first |full |end of "
        r"|close of |coming |up to |another |exactly |\d+ ?(?:-|–|to|or) ?)*$"
    ),
    until=pattern(
        r"\b(?:by|until|till|before|on|than|to|at the latest)\s+(?:the |next |this |end of )*$"
    ),
    past=pattern(
        r"\b(?:ago|yesterday|ordered|placed|bought|purchased|was|were|wrote|arrived|has been"
        r"|have been|waited|waiting|since|had|late|overdue|dated|told)\b"
        r"|\byou (?:already )?(?:sent|called|mentioned|paid|asked|received|returned|came|rang)\b"
    ),
    at_most=pattern(
        r"(?:up to|at most|maximum(?: of)?|max\.?|(?:no|not) more than|as much as"
        r"|not exceed(?:ing)?|capped at|a cap of|limit of|limited to)(?: a total of"
        r"| the value of| an? amount of)?\s*$"
    ),
    whole=pattern(
        r"\bin full\b|\b100 ?%|\b(?:entire (?:amount|order|purchase)|every (?:cent|penny))\b|"
        r"\bfull(?:y)? (?:refund|reimburse|amount|(?:purchase )?price|money|cost|order|value)\w*"
    ),
    twice=pattern(r"\b(?:double|twice|triple|two times|three times)\b"),
    object_after=pattern(
        rf"\s*(?:you |them |him |her |it |back |in full |fully )*(?:to (?:the|your|another|a|an) "
        rf"(?!order|request)|(?:of|for|on|from|off|towards|against|all) )?(?:up to )?{_DET}"
        rf"(?P<object>{_PHRASE})"
    ),
    object_too=pattern(
        rf"{_AND}(?:also )?{_DET_NEEDED}(?P<object>{_PHRASE})(?!\s(?:will|is|are|has|have|can|may|"
        r"would|shall|being|gets?|shows?)\b)"
    ),
    object_before=pattern(
        rf"(?:^|[,;:(]|\b(?:and|that|for|then|as|so|so that)\b|\b(?:we|i)\b(?:['’]ll| will| can)?)"
        rf"\s*(?P<earlier>(?:{_DET}{_PHRASE}(?: [€$£]?\d\S*(?: [A-Z]{{3}})?)?{_AND}){{0,3}}){_DET}"
        rf"(?P<object>{_PHRASE})(?: (?:you paid|of \S+ \S+))? (?:(?:will|can|may|would|"
        r"shall|must|has|have|had|also|now|then|already|not|fully|both|to) )*"
        r"(?:is|are|be|been|being|gets?)(?: also| now| then| already| not| fully| both| to be"
        r"| being)*\s*$"
    ),
)
