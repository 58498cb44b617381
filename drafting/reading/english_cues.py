"""English: how each kind of commitment is named."""

from __future__ import annotations

from drafting.reading.english_idioms import (
    ASSENT,
    ASSURED,
    BLAME,
    DISMISSED,
    DONE_FOR_YOU,
    FOR_AS_LONG,
    GIVEN_AWAY,
    GIVEN_GOODS,
    MADE_GOOD,
    MONEY_MOVING,
    NEVER_FAILS,
    NEW_ONE_COMING,
    NO_LOSS,
    RETURN_AT_WILL,
    SLANG_SUM,
    VAGUE_GIFT,
)
from drafting.reading.lexicon import Cue, pattern
from policies.terms import Kind

_WE = (
    r"(?:we|i|our (?:\w+ )?(?:team|colleagues?|staff|specialists?|warehouse|support)|"
    r"(?:a|my|one of (?:my|our)) (?:colleagues?|specialists?|team\w*)|someone|somebody|"
    r"(?:the|a|our) (?:carrier|courier|driver|warehouse|team|technician))"
)
_WILL = (
    r"(?:['’]ll|['’]d|['’](?:m|re) going to| will| shall| can| (?:could|would)(?! have)| may|"
    r" (?:am|are|is) (?:going to|happy to|able to|glad to|ready to)|"
    r"['’](?:m|re) (?:happy to|able to|glad to))"
)
_HAVE = r"(?: have| has|['’]ve|['’]s)"
_DONE = (
    r"(?:\w+(?<!need)(?<!receiv)ed|sent|made|put|begun|taken|given|done|told|kept|found|spoken|"
    r"written|set|paid|bought|got|let|held|brought|chosen)\b"
)
_ARE = r"(?: am| are| is|['’]m|['’]re|['’]s)"
_ADVERBS = (
    r"(?: (?:also|now|then|gladly|happily|certainly|of course|personally|immediately|already|just|"
    r"not|never|always|usually|only|be|have|been))*"
)
_NO_PROMISE = (
    r"(?!need|requir|see\b|understand|apologi[sz]|like\b|love|appreciat|hope|hoping|know|think|"
    r"believe|regret|thank|want|wish|recommend|suggest|received?\b|seen|read\b|hear|notic|value|"
    r"sorry|pleased|delighted|glad|happy|aware|able|unable|confirm|ask you|"
    r"imagine|agree|tell(?! you)|say\b|feel\b|sad|here\b|please|truly|very|so\b|really|reach|"
    r"had\b|got\b|a\b|an\b|the\b|our\b|your\b|in\b|at\b|on\b|you\b|never\b|not\b|no\b|it\b|that\b|"
    r"to\b|and\b|or\b|as\b|of\b|for\b|with\b|from\b)"
)
_PRESENT = (
    r"(?:(?:check|collect|send|contact|investigat|call|pay|ship|deliver|cancel|extend|upgrad|"
    r"arrang|"
    r"ask|start|begin|keep|hold|reserve|put|change|book|write|offer|inform|look|forward|pass|"
    r"process|follow|answer|reply|tell|add|update|register|delete|correct|close|open|move|"
    r"transfer|issue|create|review|test|inspect|pick|bring|dispatch|redirect|guarantee"
    r"|promise|cover|take|share|show|sponsor|donat)"
    r"(?:e|s|es|ing)?\b|read (?:\S+ ){1,4}?(?:out|aloud|to)\b)"
)
_ADMISSION = (
    r"(?:mistake|error|fault|failure|oversight|slip|negligence) (?:by|of|from|in) (?:our|us)\b|"
    r"our (?:\w+ )?(?:driver|carrier|warehouse|team|staff|colleague|system)s? (?:damaged|lost"
    r"|broke|"
    r"forgot|failed|ruined|mishandled)\b|"
    r"(?:our|my|company['’]?s) (?:own )?(?:fault|mistake|error|negligence|failure"
    r"|liability|responsibility)\b"
    r"|(?:fault|mistake|error)s? (?:is|was|were|lies|lay) (?:entirely |clearly "
    r"|completely )?(?:ours|with us|on our side)"
    r"|(?:we|i)(?:['’]re| are| were|['’]m| am| was) (?:at fault|to blame|liable"
    r"|responsible for|in the wrong|wrong\b|negligent)"
    r"|(?:we|i) (?:fully |clearly |really |completely )?(?:accept|take|admit|acknowledge"
    r"|assume)(?: full| all| complete)? (?:the )?(?:responsibility|liability|blame|fault)"
    r"|(?:we|i) (?:have |['’]ve )?(?:clearly |really |badly |completely )?(?:messed up"
    r"|screwed up|made (?:a|an|this|the)(?: \w+)? (?:mistake|error)|dropped the ball"
    r"|failed (?:you|to)|let you down|got (?:it|this) wrong|broke the law"
    r"|acted negligently)"
    r"|(?:we|i) (?:must |have to |do )?(?:admit|confess|concede)\b|(?:we"
    r"|i) acknowledge (?:that )?(?:we|our)\b|(?:we|i) (?:have "
    r"|['’]ve )?(?:clearly )?(?:broke|broken|violated|breached|infringed|discriminated)\b"
    r"|(?:mistake|error) on our (?:part|side|end)|on our part\b|caused by us"
    r"|because of us|that(?:['’]s| is) on us|due to (?:our|a) (?:\w+ )?(?:mistake|error"
    r"|negligence|failure)"
)
_STATEMENT = (
    # "a writer, attorney and baker" only says what somebody is
    r"(?:(?<!, )|(?=\w+s\b))(?:lawyer|attorney|solicitor)s?\b|legal (?:team|department|claim"
    r"|action|advice)\b|"
    r"(?:is|are) (?:completely |perfectly |entirely |absolutely |totally "
    r"|100 ?% )?(?:safe|harmless|legal|illegal|non-toxic|hypoallergenic|fireproof"
    r"|waterproof|lead-free|allergen-free)\b"
    r"|(?:no|not a|never a) (?:safety |health |legal )?(?:risk|danger|hazard)\b|(?:poses?"
    r"|pose) no\b"
    r"|(?:safety|lab|independently)[- ](?:tested|certified|approved)|certified (?:by|to"
    r"|safe)|(?:complies|comply|compliant) with"
    r"|(?:cannot|can['’]t|will not|won['’]t|does not|doesn['’]t) (?:catch fire|burn"
    r"|explode|harm|hurt|contain|break the law)"
    r"|(?:statutory|legal|consumer) rights?\b|(?:by|under) (?:\w+ )?(?:law"
    r"|the (?:\w+ )+act|regulations?|directive)\b|legally (?:entitled|required|obliged"
    r"|binding)"
)
_REFUND = (
    r"(?:get|have|receive)s? (?:all |all of |back )?your money\b|"
    r"re-?fund(?:s|ed|ing|able)?\b|reimburs\w+|(?:money|cash)[- ]back|(?:your|the|all|every"
    r"|of the) (?:money|cent|penny)(?: \w+)? back\b|money (?:is|will be) (?:\w+ )?back"
    r"|repay\w*|pay\w* (?:(?!nothing|for\b|no\b)\S+ ){1,5}back\b|(?:give|giving|send|transfer|get"
    r"|have)\w* (?:\S+ ){0,6}?(?:money|cash|amount|payment|price|fee|[€$£]\S+|eur|usd|gbp"
    r"|euros?|dollars?|pounds?) (?:\S+ ){0,2}?back\b|credit(?:ed)? back\b"
    r"|revers\w+ (?:the|your|this|that) (?:charge|payment|transaction)"
    r"|return(?:ing)? (?:your|the) (?:money|payment)|charge ?back|goes? back (?:the way"
    r"|to the)"
)
_REPLACEMENT = (
    r"replac(?:e|es|ed|ing|ement|ements)\b|(?:we|i|be|been|can|will|get(?:ting)?|an?|free"
    r"|direct|offer\w*|the|for) exchang\w+|swap\w*\b"
    r"|(?:send|ship|get|dispatch|deliver|post|mail|provide|give|receive|arrange"
    r"|order)(?:s|ing|ed)? (?:you |out |off |for you |everyone )*(?:(?:a|an|another|the"
    r"|your|one|both|two) )*(?:brand[- ]?new|new|another|second|fresh|right|correct"
    r"|missing|substitute|spare|same) (?=\w)"
    r"|(?:send|ship|dispatch|deliver|post)(?:s|ing)? (?:it|them|the \w+|your \w+"
    r"|everything)(?: \w+)? again|re-?send\w*|re-?ship\w*|a new one\b|(?:another|new"
    r"|second) one\b|new \w+ (?:is|are) on (?:its|their|the) way"
)
_DISCOUNT = (
    r"discount(?:s|ed)?\b|(?:%|percent|per cent) off\b|(?:%|percent) less\b|money off"
    r"|(?:[\d€$£]\S*|half) off\b|price reduction|reduc\w+ (?:of|in) (?:the "
    r"|your )?(?:price|bill|fee)|(?:reduce|lower|knock)\w* (?:the|your"
    r"|\S+ off)(?: \w+)?(?: (?:price|bill))?"
    r"|half[- ]price|coupons?\b|promo(?:tional|tion)? codes?|rebates?\b|off (?:your|the|a"
    r"|an|another) (?:next |new )?(?:order|purchase|item)"
)
_CREDIT = (
    r"(?:store|account|shop|service|statement|bill|site|shopping)[- ]?credits?\b"
    r"|credit notes?|e?-?vouchers?\b|(?:giv\w+|offer\w*|send\w*|add\w*|get|receive|issu\w+"
    r"|treat\w*|here(?:['’]s| is)|accept|win|double|triple|top up)(?: (?:you|out|us|a|an|the"
    r"|amount|value|our|your|another"
    r"|extra|free|\S*\d\S*|eur|of|with|worth))* gift ?cards?\b|gift certificates?|(?:bonus"
    r"|loyalty"
    r"|reward|extra|double|triple)(?: \w+)? points?|points\b|credit(?:s|ed"
    r"|ing)?\b(?! cards?| lines?| limits?| scores?| check| histor| report| terms| union)"
    r"|top(?:ping)?[- ]up"
)
_REPAIR = (
    r"repair\w*\b|mend(?:s|ed|ing)?\b|fix(?:es|ed|ing)? (?:your|the) (?!problem|issue"
    r"|matter|situation|mistake|error|bug)"
)
_WAIVER = (
    r"(?!that|this one)\w+ (?:is|are) on us\b|(?:nobody|no one|no customer) (?:pays|has to|will) |"
    r"no need to (?:send|return|pay|ship)|"
    r"waiv\w+|free[- ]of[- ]charge|(?:at|for) no (?:extra |additional |further )?(?:cost"
    r"|charge)|(?<!feel )(?<!are )(?<!be )free (?:standard |express |return |expedited "
    r"|worldwide |prepaid )?(?:shipping|delivery|returns?|labels?|collection|pick-?up"
    r"|upgrade|month|year|trial|access|service|gift|sample|entry|installation|assembly"
    r"|subscription|postage|exchange|repair)s?"
    r"|for free\b|complimentary(?! replacement| refund)|(?:no|without(?: any)?|not be any"
    r"|not pay (?:a|any|the)?|zero)(?: \w+){0,3}? (?:fees?|charges?|costs?)\b"
    r"|(?:(?:will|do|does|would|need|have)(?: not|n['’]t)|won['’]t|don['’]t|doesn['’]t"
    r"|cannot|can['’]t|never) (?:be )?(?:charged?\b|have to pay|need to pay|pay\b|owe"
    r"|cost you)"
    r"|(?:pay|owe) (?:nothing|no)\b|costs? (?:you )?nothing|(?:(?:do|does|will) not"
    r"|don['’]t|doesn['’]t|won['’]t) (?:have|need) to (?:send|return)"
    r"|cancel\w* (?:the|your|this|that|any|all)(?: \w+)? (?:fees?|charges?|invoice|bill"
    r"|debt|payments?)|write off\b|on the house|(?<!please )keep (?:it|them|the (?!packag"
    r"|receipt|label|box|number|e-?mail|parcel|bag)\w+"
    r"|both(?: \w+)?|everything)\b(?! (?:away|out of|dry|cool|safe|clean|off|switched|unplugged"
    r"|upright|closed|handy|ready|apart|in (?:the|its) (?:box|original))\b)"
    r"|(?:is|are|be|stays?|remains?) (?:completely |entirely |totally "
    r"|always )?free\b(?! (?:to|of (?!charge)))|pay for (?:the|your) (?:return|shipping"
    r"|postage)"
)
_COMPENSATION = (
    r"whatever it (?:costs|takes)|at any cost|regardless of (?:the )?cost|mak?e? you whole"
    r"|made whole|"
    r"(?:we|i) owe you (?!an? (?:apolog|explan|answer|repl)|better|thanks)|"
    r"compensat\w+|indemnif\w+|recompens\w+|goodwill|"
    r"(?:make|making) (?:it|this|that) up to you|damages\b|"
    r"(?<!you )(?:pay|give|send|offer|transfer|wire|grant)s? (?:you |out |an? |the "
    r"|another |up to |exactly |full |extra |additional )*(?:[€$£]|(?:US|AU|CA)\$|(?:EUR"
    r"|USD|GBP|CHF) ?\d|\d[\d.,]* ?(?:€|\$|£|eur|usd|gbp|chf|euro|dollar|pound))"
    r"|(?:receive|get|have|accept) (?:a |an |up to |our |your )*(?:[€$£]\d"
    r"|\d[\d.,]* ?(?:€|£|eur\b|euros?|dollars?|pounds?))"
    r"|(?:reward|bonus|free gift|little gift|small gift|gift for you|freebie|treat)s?\b"
)
_PRICE = (
    r"match(?:es|ed|ing)? (?:the|any|that|their|a|this) (?:\w+ )?(?:price|offer)s?"
    r"|beat (?:the|any|that) (?:price|offer)|price[- ](?:match|promise|guarantee)\w*"
    r"|(?:costs?|charge[sd]?|priced at|price (?:is|of|stays|remains)|fees? (?:is|are|of)"
    r"|assessed)\b|(?:fee|charge|price)s?(?=:? (?:is |are |of )?(?:only |just "
    r"|exactly )?[€$£\d])"
)
_ELIGIBILITY = (
    r"all the time you (?:need|want|like)(?! to (?:answer|reply|decide|think))|no deadline"
    r"|never expires?|(?:not|n['’]t) expire\b|"
    r"you(?:['’]ll| will| would| may| can| could|['’]re| are)?(?: still| also| always"
    r"| then| now| even| simply| both| either| be)* (?:able to|eligible|entitled"
    r"|allowed to|welcome to|free to|covered|qualif\w+|get to)"
    r"|(?:have|has|had|get) (?:a|the|your)? ?(?:legal |statutory |full )?right (?:to|of)"
    r"|(?:you|customers?|members?|guests?|they|anyone|everyone|it|items?|products?"
    r"|orders?|parcels?|returns?|gift ?cards?|which|that|this|\w+s) (?:can|may)(?: still"
    r"| also| always| then| now| even| simply| only| not| no longer| both"
    r"| either)* (?:be )?(?:return(?:ed)?|send (?:\S+ ){1,4}back|sent back"
    r"|bring (?:\S+ ){1,4}back|exchanged?|cancel\w*|claim\w*|redeem\w*|used?|join\w*"
    r"|upgraded?|downgraded?|keep|kept|report(?:ed)?|withdraw\w*|pausek?|pause|paused|choose"
    r"|extend\w*|transferr?\w*|combined?|withdrawn|earn|collect(?:ed)?|change|rebook\w*"
    r"|reschedule\w*|switch\w*|skip\w*|try|make a claim|file|order|buy|apply|request|get"
    r"|have|receive)\b"
    r"|(?:returns?|exchanges?|cancellations?|claims?|items?|products?|order|it|that|this"
    r"|purchase) (?:is|are|remains?|will be) (?:\w+ )?(?:accepted|possible|eligible"
    r"|covered|returnable|exchangeable|valid|allowed)"
    r"|(?:we|i)(?:['’]ll| will| do| can)?(?: not| gladly| still| happily)? accept(?:s|ed"
    r"|ing)?\b|(?:is|are|stays?|remains?) valid\b|eligib\w+|entitled\b|qualif(?:y|ies)\b"
    r"|(?:under|covered by|the|our|your) (?:\w+ )?(?:warranty|guarantee) (?:covers?"
    r"|lasts?|runs?|is|of)|under (?:the |our |your )?(?:warranty|guarantee)"
    r"|\b\w+ (?:is|are) covered\b|(?<!us at )(?<!me at )(?<!us )any ?time\b(?! soon)"
    r"|no time limit|for life\b"
    r"|lifetime\b|you have (?:up to |a |an |another |only |exactly |\w+ )?(?=\d|one|two"
    r"|three|four|five|six|seven|ten|fourteen|thirty|sixty|ninety)"
)
# "You can increase your pension": anything that a customer may do, besides talking to us, looking
# something up and taking it easy.
_MAY_DO = (
    r"(?:you|he|she|they|customers?|members?|guests?|your \w+)"
    r"(?: can| may| could| might|['’]re allowed to| are allowed to)"
    r"(?: still| also| always| then| now| even| simply| only| either| both| be able to)*"
    r" (?!(?:be|not|never|no|reach|contact|call|phone|ring|write|reply|e-?mail|message|text|dm|"
    r"speak|"
    r"talk|chat|find|see|read|check|track|follow|view|look|visit|watch|tell|let|send (?:us|me|"
    r"it|them|"
    r"your|a (?:photo|picture|copy|message))|share|attach|"
    r"give us|show|help|expect|rest|trust|rely|count|imagine|understand|hear|feel|do|ask|answer|"
    r"trust|believe|hope|think|know|guess|assume|wait|leave|remain|stay|wonder|have (?:noticed|"
    r"seen|"
    r"heard|been)|click|tap|open (?:the|your|it)\b|log|sign|scroll|go|also|still|always|then|"
    r"now|simply|only|"
    r"of course|"
    r"please|lean|bet|say|mean|want|need|prefer|like|wish|decide|consider|learn|enter|"
    r"add us)\b)[a-z]+"
)
_ACTION = (
    rf"{_WE}(?:{_WILL}{_ADVERBS} {_NO_PROMISE}[a-z][\w'’-]*|{_HAVE}{_ADVERBS} {_NO_PROMISE}{_DONE}|"
    rf"{_ARE}{_ADVERBS} {_NO_PROMISE}\w+ing\b|"
    rf"(?: (?:also|then|always|gladly|now|usually|normally|never|only))? {_PRESENT})"
    r"|let me (?!know)\w+|(?:will|shall) be (?!refund|credit|replac|repair|able|happy"
    r"|glad|sorry|charged|eligible|entitled|asked|required|needed)\w+ed\b"
    r"|(?:has|have) (?:now |already |just |also )?been (?:successfully |now |already |fully |"
    r"just )?"
    r"(?:escalated|forwarded|passed|cancell?ed|sent|shipped|approved|added|applied|changed|updated|"
    r"modified|processed|removed|restored|unlocked|reopened|closed|rebooked|confirmed|issued|"
    r"extended|upgraded|downgraded|booked|reserved)|guarantee (?:that|you)|promise (?:that|you|to)"
)

CUES: tuple[Cue, ...] = tuple(
    Cue(kind, pattern(rf"(?<!\w)(?:{words})"), giving)
    for kind, words, giving in (
        (Kind.ADMISSION, _ADMISSION, False),
        (Kind.ADMISSION, BLAME, False),
        (Kind.STATEMENT, _STATEMENT, False),
        (Kind.STATEMENT, NEVER_FAILS, False),
        (Kind.STATEMENT, DISMISSED, False),
        (Kind.REFUND, _REFUND, False),
        (Kind.REPLACEMENT, _REPLACEMENT, False),
        (Kind.DISCOUNT, _DISCOUNT, False),
        (Kind.CREDIT, _CREDIT, True),
        (Kind.REPAIR, _REPAIR, False),
        (Kind.WAIVER, _WAIVER, False),
        (Kind.COMPENSATION, _COMPENSATION, False),
        (Kind.WAIVER, GIVEN_AWAY, False),
        (Kind.WAIVER, NO_LOSS, False),
        (Kind.REFUND, MONEY_MOVING, False),
        (Kind.REPLACEMENT, NEW_ONE_COMING, False),
        (Kind.COMPENSATION, VAGUE_GIFT, False),
        (Kind.COMPENSATION, GIVEN_GOODS, False),
        (Kind.COMPENSATION, MADE_GOOD, False),
        (Kind.COMPENSATION, SLANG_SUM, False),
        (Kind.PRICE, _PRICE, False),
        (Kind.ELIGIBILITY, FOR_AS_LONG, False),
        (Kind.ELIGIBILITY, ASSENT, False),
        (Kind.ELIGIBILITY, DONE_FOR_YOU, False),
        (Kind.ELIGIBILITY, RETURN_AT_WILL, False),
        (Kind.ELIGIBILITY, _ELIGIBILITY, False),
        (Kind.ELIGIBILITY, _MAY_DO, False),
        (Kind.ACTION, ASSURED, False),
        (Kind.ACTION, _ACTION, False),
    )
)
