"""English: the most thorough of the lexicons."""

from __future__ import annotations

from drafting.reading.lexicon import Cue, Lexicon, pattern
from policies.terms import Kind

_WE = (
    r"(?:we|i|our (?:\w+ )?(?:team|colleagues?|staff|specialists?|warehouse|support)|"
    r"(?:a|my|one of (?:my|our)) (?:colleagues?|specialists?|team\w*)|someone|somebody|"
    r"the (?:carrier|courier|driver|warehouse|team|technician))"
)
_WILL = (
    r"(?:['’]ll|['’]d|['’]m going to|['’]re going to| will| shall| can| could| would| may|"
    r" (?:am|are|is) (?:going to|happy to|able to|glad to|ready to)|"
    r"['’](?:m|re) (?:happy to|able to|glad to)| have| has|['’]ve|['’]s| (?:am|are|is)|['’](?:m|re))"
)
_ADVERBS = r"(?: (?:also|now|then|gladly|happily|certainly|of course|personally|immediately|already|just|not|never|always|usually|only|be|have|been))*"
_NO_PROMISE = (
    r"(?!need|requir|see\b|understand|apologi[sz]|like\b|love|appreciat|hope|hoping|know|think|"
    r"believe|regret|thank|want|wish|recommend|suggest|received?\b|seen|read\b|hear|notic|value|"
    r"sorry|pleased|delighted|glad|happy|aware|able|unable|confirm|ask you|"
    r"imagine|agree|tell(?! you)|say\b|feel\b|sad|here\b|please|truly|very|so\b|really|reach|"
    r"had\b|got\b|a\b|an\b|the\b|our\b|your\b|in\b|at\b|on\b|you\b|never\b|not\b|no\b|it\b|that\b|"
    r"to\b|and\b|or\b|as\b|of\b|for\b|with\b|from\b)"
)
_PRESENT = (
    r"(?:check|collect|send|contact|investigat|call|pay|ship|deliver|cancel|extend|upgrad|arrang|"
    r"ask|start|begin|keep|hold|reserve|put|change|book|write|offer|inform|look|forward|pass|"
    r"process|follow|answer|reply|tell|add|update|register|delete|correct|close|open|move|"
    r"transfer|issue|create|review|test|inspect|pick|bring|dispatch|redirect|guarantee|promise|cover|take)"
    r"(?:e|s|es|ing)?\b"
)
_CUES: tuple[tuple[Kind, str, bool], ...] = (
    (
        Kind.ADMISSION,
        r"(?:our|my|company['’]?s) (?:own )?(?:fault|mistake|error|negligence|failure|liability|responsibility)\b"
        r"|(?:fault|mistake|error)s? (?:is|was|were|lies|lay) (?:entirely |clearly |completely )?(?:ours|with us|on our side)"
        r"|(?:we|i)(?:['’]re| are| were|['’]m| am| was) (?:at fault|to blame|liable|responsible for|in the wrong|wrong\b|negligent)"
        r"|(?:we|i) (?:fully |clearly |really |completely )?(?:accept|take|admit|acknowledge|assume)(?: full| all| complete)? (?:the )?(?:responsibility|liability|blame|fault)"
        r"|(?:we|i) (?:have |['’]ve )?(?:clearly |really |badly |completely )?(?:messed up|screwed up|made (?:a|an|this|the)(?: \w+)? (?:mistake|error)|dropped the ball|failed (?:you|to)|let you down|got (?:it|this) wrong|broke the law|acted negligently)"
        r"|(?:we|i) (?:must |have to |do )?(?:admit|confess|concede)\b|(?:we|i) acknowledge (?:that )?(?:we|our)\b|(?:we|i) (?:have |['’]ve )?(?:clearly )?(?:broke|broken|violated|breached|infringed|discriminated)\b"
        r"|(?:mistake|error) on our (?:part|side|end)|on our part\b|caused by us|because of us|that(?:['’]s| is) on us|due to (?:our|a) (?:\w+ )?(?:mistake|error|negligence|failure)",
        False,
    ),
    (
        Kind.STATEMENT,
        r"(?:is|are) (?:completely |perfectly |entirely |absolutely |totally |100 ?% )?(?:safe|harmless|legal|illegal|non-toxic|hypoallergenic|fireproof|waterproof|lead-free|allergen-free)\b"
        r"|(?:no|not a|never a) (?:safety |health |legal )?(?:risk|danger|hazard)\b|(?:poses?|pose) no\b"
        r"|(?:safety|lab|independently)[- ](?:tested|certified|approved)|certified (?:by|to|safe)|(?:complies|comply|compliant) with"
        r"|(?:cannot|can['’]t|will not|won['’]t|does not|doesn['’]t) (?:catch fire|burn|explode|harm|hurt|contain|break the law)"
        r"|(?:statutory|legal|consumer) rights?\b|(?:by|under) (?:\w+ )?(?:law|the (?:\w+ )+act|regulations?|directive)\b|legally (?:entitled|required|obliged|binding)",
        False,
    ),
    (
        Kind.REFUND,
        r"refund(?:s|ed|ing|able)?\b|reimburs\w+|(?:money|cash)[- ]back|(?:your|the|all|every|of the) (?:money|cent|penny)(?: \w+)? back\b|money (?:is|will be) (?:\w+ )?back"
        r"|repay\w*|pay\w* (?:\S+ ){1,5}back\b|(?:give|giving|send|transfer|get|have)\w* (?:\S+ ){0,4}?(?:money|cash|amount|payment|price|fee|[€$£]\S+|eur|usd|gbp|euros?|dollars?|pounds?) (?:\S+ ){0,2}?back\b|credit(?:ed)? back\b|revers\w+ (?:the|your|this|that) (?:charge|payment|transaction)"
        r"|return(?:ing)? (?:your|the) (?:money|payment)|charge ?back|goes? back (?:the way|to the)",
        False,
    ),
    (
        Kind.REPLACEMENT,
        r"replac(?:e|es|ed|ing|ement|ements)\b|(?:we|i|be|been|can|will|get(?:ting)?|an?|free|direct|offer\w*|the|for) exchang\w+|swap\w*\b"
        r"|(?:send|ship|get|dispatch|deliver|post|mail|provide|give|receive|arrange|order)(?:s|ing|ed)? (?:you |out |off |for you |everyone )*(?:(?:a|an|another|the|your|one|both|two) )*(?:brand[- ]?new|new|another|second|fresh|right|correct|missing|substitute|spare|same) \w+"
        r"|(?:send|ship|dispatch|deliver|post)(?:s|ing)? (?:it|them|the \w+|your \w+|everything)(?: \w+)? again|re-?send\w*|re-?ship\w*|a new one\b|(?:another|new|second) one\b|new \w+ (?:is|are) on (?:its|their|the) way",
        False,
    ),
    (
        Kind.DISCOUNT,
        r"discount(?:s|ed)?\b|(?:%|percent|per cent) off\b|(?:%|percent) less\b|money off|(?:[\d€$£]\S*|half) off\b|price reduction|reduc\w+ (?:of|in) (?:the |your )?(?:price|bill|fee)|(?:reduce|lower|knock)\w* (?:the|your|\S+ off)(?: \w+)?(?: (?:price|bill))?"
        r"|half[- ]price|coupons?\b|promo(?:tional|tion)? codes?|rebates?\b|off (?:your|the|a|an|another) (?:next |new )?(?:order|purchase|item)",
        False,
    ),
    (
        Kind.CREDIT,
        r"(?:store|account|shop|service|statement|bill|site|shopping)[- ]?credits?\b|credit notes?|e?-?vouchers?\b|gift ?cards?\b|gift certificates?|(?:bonus|loyalty|reward|extra|double|triple)(?: \w+)? points?|points\b|credit(?:s|ed|ing)?\b(?! cards?| lines?| limits?| scores?| check| histor| report| terms| union)|top(?:ping)?[- ]up",
        True,
    ),
    (
        Kind.REPAIR,
        r"repair\w*\b|mend(?:s|ed|ing)?\b|fix(?:es|ed|ing)? (?:your|the) (?!problem|issue|matter|situation|mistake|error|bug)",
        False,
    ),
    (
        Kind.WAIVER,
        r"waiv\w+|free[- ]of[- ]charge|(?:at|for) no (?:extra |additional |further )?(?:cost|charge)|(?<!feel )(?<!are )(?<!be )free (?:standard |express |return |expedited |worldwide |prepaid )?(?:shipping|delivery|returns?|labels?|collection|pick-?up|upgrade|month|year|trial|access|service|gift|sample|entry|installation|assembly|subscription|postage|exchange|repair)s?"
        r"|for free\b|complimentary(?! replacement| refund)|(?:no|without(?: any)?|not be any|not pay (?:a|any|the)?|zero)(?: \w+){0,3}? (?:fees?|charges?|costs?)\b"
        r"|(?:(?:will|do|does|would|need|have)(?: not|n['’]t)|won['’]t|don['’]t|doesn['’]t|cannot|can['’]t|never) (?:be )?(?:charged?\b|have to pay|need to pay|pay\b|owe|cost you)"
        r"|(?:pay|owe) (?:nothing|no)\b|costs? (?:you )?nothing|(?:(?:do|does|will) not|don['’]t|doesn['’]t|won['’]t) (?:have|need) to (?:send|return)"
        r"|cancel\w* (?:the|your|this|that|any|all)(?: \w+)? (?:fees?|charges?|invoice|bill|debt|payments?)|write off\b|on the house|(?:keep|have) (?:it|them|the \w+|both(?: \w+)?|everything)\b"
        r"|(?:is|are|be|stays?|remains?) (?:completely |entirely |totally |always )?free\b(?! (?:to|of (?!charge)))|pay for (?:the|your) (?:return|shipping|postage)",
        False,
    ),
    (
        Kind.COMPENSATION,
        r"compensat\w+|goodwill|(?:make|making) (?:it|this|that) up to you|damages\b|"
        r"(?:pay|give|send|offer|transfer|wire|grant)(?:s|ing)? (?:you |out |an? |the |another |up to |exactly |full |extra |additional )*(?:[€$£]|(?:US|AU|CA)\$|(?:EUR|USD|GBP|CHF) ?\d|\d[\d.,]* ?(?:€|\$|£|eur|usd|gbp|chf|euro|dollar|pound))"
        r"|(?:receive|get|have|accept) (?:a |an |up to |our |your )*(?:[€$£]\d|\d[\d.,]* ?(?:€|£|eur\b|euros?|dollars?|pounds?))"
        r"|(?:reward|bonus|free gift|little gift|small gift|gift for you|freebie|treat)s?\b",
        False,
    ),
    (
        Kind.PRICE,
        r"match(?:es|ed|ing)? (?:the|any|that|their|a|this) (?:\w+ )?(?:price|offer)s?|beat (?:the|any|that) (?:price|offer)|price[- ](?:match|promise|guarantee)\w*"
        r"|(?:costs?|charge[sd]?|priced at|price (?:is|of|stays|remains)|fees? (?:is|are|of)|assessed)\b|(?:fee|charge|price)s?(?=:? (?:is |are |of )?(?:only |just |exactly )?[€$£\d])",
        False,
    ),
    (
        Kind.ELIGIBILITY,
        r"you(?:['’]ll| will| would| may| can| could|['’]re| are)?(?: still| also| always| then| now| even| simply| both| either| be)* (?:able to|eligible|entitled|allowed to|welcome to|free to|covered|qualif\w+|get to)"
        r"|(?:have|has|had|get) (?:a|the|your)? ?(?:legal |statutory |full )?right (?:to|of)"
        r"|(?:you|customers?|members?|guests?|they|anyone|everyone|it|items?|products?|orders?|parcels?|returns?|gift ?cards?|which|that|this|\w+s) (?:can|may)(?: still| also| always| then| now| even| simply| only| not| no longer| both| either)* (?:be )?(?:returned?|send (?:\S+ ){1,4}back|sent back|bring (?:\S+ ){1,4}back|exchanged?|cancel\w*|claim\w*|redeem\w*|used?|join\w*|upgraded?|downgraded?|keep|kept|reported?|withdraw\w*|pausek?|pause|paused|choose|extend\w*|transferr?\w*|combined?|withdrawn|earn|collected?|change|rebook\w*|reschedule\w*|switch\w*|skip\w*|try|make a claim|file|order|buy|apply|request|get|have|receive)\b"
        r"|(?:returns?|exchanges?|cancellations?|claims?|items?|products?|order|it|that|this|purchase) (?:is|are|remains?|will be) (?:\w+ )?(?:accepted|possible|eligible|covered|returnable|exchangeable|valid|allowed)"
        r"|(?:we|i)(?:['’]ll| will| do| can)?(?: not| gladly| still| happily)? accept(?:s|ed|ing)?\b|(?:is|are|stays?|remains?) valid\b|eligib\w+|entitled\b|qualif(?:y|ies)\b|(?:under|covered by|the|our|your) (?:\w+ )?(?:warranty|guarantee) (?:covers?|lasts?|runs?|is|of)|under (?:the |our |your )?(?:warranty|guarantee)"
        r"|\b\w+ (?:is|are) covered\b|any ?time\b(?! soon)|no time limit|for life\b|lifetime\b|you have (?:up to |a |an |another |only |exactly |\w+ )?(?=\d|one|two|three|four|five|six|seven|ten|fourteen|thirty|sixty|ninety)",
        False,
    ),
    (
        Kind.ACTION,
        rf"{_WE}{_WILL}{_ADVERBS} {_NO_PROMISE}[a-z][\w'’-]*|{_WE}(?: (?:also|then|always|gladly|now|usually|normally|never|only))? {_PRESENT}"
        r"|let me (?!know)\w+|(?:will|shall) be (?!refund|credit|replac|repair|able|happy|glad|sorry|charged|eligible|entitled|asked|required|needed)\w+ed\b"
        r"|(?:has|have) been (?:escalated|forwarded|passed|cancelled|sent|shipped|approved|extended|upgraded|booked|reserved)|guarantee (?:that|you)|promise (?:that|you|to)|make (?:this|it|things) right",
        False,
    ),
)

_NP = r"[^\W\d_][\w'’-]*"
_STOP = (
    r"(?!(?:and|or|but|to|in|on|at|by|within|if|when|as|because|from|for|with|without|up|until|"
    r"after|before|once|is|are|was|were|will|would|can|may|we|you|i|it|they|this|that|which|who|"
    r"of|including|plus|via|so|then|today|tomorrow|immediately|now|right|straight|again|minus|"
    r"less|directly|back|please|send|give|offer|has|have|had|be|been|since|during|under|over|"
    r"above|provided|unless|only|not|no|never|per|into|onto|about|there|here)\b)"
)
_PHRASE = rf"{_STOP}{_NP}(?: {_STOP}{_NP}){{0,5}}"
_DET = r"(?:(?:the|your|this|that|these|those|any|all|a|an|our|its|both|full|entire|whole|complete|every) )*"

ENGLISH = Lexicon(
    code="en",
    cues=tuple(Cue(kind, pattern(rf"(?<!\w)(?:{words})"), giving) for kind, words, giving in _CUES),
    giving=pattern(
        r"\b(?:offer|giv|send|add|issu|get|getting|receiv|appl|provid|grant|have|enjoy|accept|earn|"
        r"credit|award|top|load|put|plus|with|as a|double|triple|refund\w* (?:as|in|to)|yours|on us|extra|bonus|"
        r"includ|worth|in the form|here is|here's|treat|thank you with|deserve|choose|paid|pay)\w*"
    ),
    mention_before=pattern(
        r"(?:(?:asked|asking|ask|request(?:ed|ing)?|wait(?:ed|ing)?|hop(?:ed|ing)|look(?:ed|ing)|appl(?:y|ied|ying)|want(?:ed)?|wish(?:ed)?)"
        r" (?:us )?(?:for|on)?|(?:question|questions|enquiry|inquiry|message|request|asking|ask|told|wrote|writing|concern\w*|complaint|e-?mail|information|details|news|update|hear)s?"
        r"(?: \w+)? (?:about|regarding|concerning|on|of)|about|regarding|concerning|instead of|rather than|status of|you (?:mention\w*|want\w*|expect\w*|request\w*|ask\w*(?: for)?|were (?:promised|offered|told)|would like|['’]d like))"
        r"(?: (?:a|an|the|your|any|full|partial|that|this|my|of|possible|about))*\s*$"
    ),
    mention_after=pattern(
        r"^s?[- ](?:polic(?:y|ies)|requests?|process|team|department|status|questions?|forms?|page|"
        r"section|rules|guidelines|claims?\b(?! is| are)|enquir\w+|inquir\w+|options|desk|reference|number)\b"
    ),
    offer=pattern(
        r"\b(?:would you (?:like|prefer|rather)|do you (?:want|prefer)|shall (?:we|i)|(?:may|can|could) (?:we|i) (?:offer|send|give|refund|replace|credit)|how about|what if we|would a|"
        r"prefer|which would you)\b"
    ),
    negation=pattern(
        r"\b(?:cannot|can ?not|not|never|no longer|no|non|unable|neither|nor|without|refuse[sd]?|"
        r"decline[sd]?|exclude[sd]?|impossible|unfortunately no)\b|n['’]t\b|\bnon-"
    ),
    negation_after=pattern(
        r"^(?:\W+(?!because|since|which|that|but|so|if)[\w'’]+){0,7}?\W+(?:not|never|no longer|unavailable|"
        r"impossible|excluded|cannot|(?:can|won|isn|aren|doesn|don|wouldn)['’]t)\b"
    ),
    not_negation=pattern(
        r"not only|not just|no problem|no worries|no trouble|(?:do not|don['’]t) (?:worry|hesitate|be)|no doubt|"
        r"no matter|not a problem|(?:no|not) (?:later|more|less|longer|fewer) than|no need|"
        r"can(?:not|['’]t) wait|no (?:extra |additional |further )?(?:cost|charge|fee)s?|without (?:any )?(?:further )?"
        r"(?:delay|charge|cost|question|hesitation|problem|fee)s?|no questions asked|not exceed\w*|"
        r"(?:not|never|won['’]t|cannot|can['’]t) (?:refuse|deny|decline|reject|withhold|exclude)|"
        r"no (?:strings|catch)|not (?:yet )?(?:arriv|receiv|work|deliver|happen|me[et]t?\b|expect|satisf|good|acceptable|what|as (?:described|expected)|up to)\w*|"
        r"nothing but|why not|whether or not|or not"
    ),
    may=pattern(r"\b(?:may|might|can|could|would|able to|possible|eligible|option|whether)\b"),
    you=pattern(r"\b(?:you|customers?|members?|guests?)\b"),
    own_subject=pattern(
        r"\b(?:we|i|you|they|it)\b(?:['’]ll|['’]d| (?:will|can|may|would|shall|are|have)\b| \w+)"
    ),
    hard_break=pattern(
        r";|\s[–—]\s|,?\s(?:but|however|although|though|whereas|otherwise|instead)\b,?\s"
    ),
    soft_break=pattern(
        r",\s(?:and|or|plus|as well as)\s|\s(?:and|or|plus|as well as|along with|because|since|which|so that|so)\s|,\s|\s[(]|[)]\s"
    ),
    due=pattern(
        r"(?:\b(?:within|by|until|till|before|no later than|not later than|in|under|latest|takes?|take(?: up)?|"
        r"up to|at most|least|lasts?|for|after|inside|on|next|this|than|of|between|from|is|are|every|have|about|around|approximately|~|usually|another|only|just|exactly|maximum|arrives?|waits?|extra|more|further|additional|the|your|full|a|an|our|be|first)|[:(<>=-])"
        r"\W*(?:the |next |a |an |only |just |about |around |last |first |full |end of |close of |coming |up to |another |exactly |\d+ ?(?:-|–|to|or) ?)*$"
    ),
    past=pattern(
        r"\b(?:ago|yesterday|ordered|placed|bought|purchased|was|were|wrote|arrived|has been|have been|waited|waiting|since|had|late|overdue|dated|told)\b"
    ),
    at_most=pattern(
        r"(?:up to|at most|maximum(?: of)?|max\.?|(?:no|not) more than|as much as|not exceed(?:ing)?|capped at|a cap of|limit of|limited to)(?: a total of| the value of| an? amount of)?\s*$"
    ),
    object_after=pattern(
        rf"\s*(?:you |them |him |her |it |back |in full |fully )*(?:(?P<to>to (?:the|your|another|a|an) (?!order|request))|(?:of|for|on|from|off|towards|against|all) )?"
        rf"(?:up to )?{_DET}(?P<object>{_PHRASE})"
        rf"(?P<more>(?:,? (?:and|plus|including|as well as|or|along with|together with|incl\.) (?:also )?{_DET}{_PHRASE})*)"
    ),
    object_before=pattern(
        rf"(?:^|[,;:(]|\b(?:and|that|for|then|as|so|so that)\b|\b(?:we|i)\b(?:['’]ll| will| can)?)\s*{_DET}(?P<object>{_PHRASE})"
        r"(?: (?:you paid|of \S+ \S+))? (?:will|is|are|has|have|can|may|would|shall|being|gets?|to)(?: also| now| then| already| not| fully| be| been)*\s*$"
    ),
)
