"""English: what is promised in a manner of speaking, class by class.

None of these names the thing: "consider it yours" waives a price, "your money is on its way"
refunds, "something nice with your next order" gives.
"""

from __future__ import annotations

_OURS = r"(?:we|i|our \w+|the company)(?:['’]ll|['’]d|['’]ve| \w+(?:ly)?){0,3}? "
_SUM = (
    r"(?:all (?:of )?)?(?:your|the|this|that|its) (?:full |whole |entire |total )?"
    r"(?:money|cash|amount|sum|payment)"
)
_BILL = r"(?:bill|invoice|costs?|fees?|charges?|postage|balance|debt|tab|payment|price|expenses?)"
_BE = r"(?:['’]s|['’]re| is| are| will be|['’]ll be| has been| have been| was)"
_ALREADY = r"(?: all| now| already| also| just| currently| completely| entirely)*"
_ACCOUNT = r"your (?:\w+ )?(?:account|card|bank|statement|wallet)\b"
_NOT = r"(?:won['’]t|will not|not|never|don['’]t|n['’]t)"

GIVEN_AWAY = (
    r"consider (?:it|this|that|them|(?:the|your|this|that) (?:\w+ ){0,2}?\w+) (?:all )?"
    r"(?:yours|free|paid|settled|forgotten|waived|cancelled|gone|covered|cleared|a gift|our gift"
    r"|on us)\b"
    rf"|(?:(?:this|that) one|it|dinner|shipping|delivery|postage|\w+ \w+)['’]s{_ALREADY} on us\b"
    r"|(?:have|enjoy|take|keep|get|try) (?:it|this|that|them|one|(?:this|the|your) \w+)(?: \w+)? "
    r"?(?:free\b|on us\b|as (?:a|our) (?:gift|present)|at our expense)"
    rf"|(?:it|they|this|(?:the|your) \w+){_BE}{_ALREADY} yours\b(?! (?:to|sincerely|truly|faith))"
    r"|with (?:our|my) compliments|at our (?:own )?(?:expense|cost)\b|on our (?:account|tab|bill)\b"
    r"(?! page)|(?:is|are|['’]s) our (?:gift|treat|present)\b"
    r"|(?:do not|don['’]t|no need to|never) (?:worry|fret|think|bother) about "
    rf"(?:the |your |any |that )?(?:\w+ )?(?:paying|{_BILL})\b"
    rf"|(?<!not )(?<!n't )(?<!n’t )forget (?:about )?(?:the|your|that|any) (?:\w+ )?{_BILL}\b"
    r"|need(?: not|n['’]t) pay\b"
    r"|(?:nothing|no money|not a (?:cent|penny)) (?:left |more |else )?to (?:pay|be paid)\b"
    r"|(?:nothing|not a (?:cent|penny)) (?:will be |is |gets )?(?:charged|owed|due)\b"
    r"|(?:won['’]t|will not|does not|doesn['’]t|never) (?:cost|set) you\b"
    rf"|{_NOT}(?: \w+){{0,2}} (?:out of pocket|worse off|lose (?:a|any|one)(?: \w+)? "
    r"?(?:penny|cent|money))|(?:are|['’]re|be) off the hook"
    r"|(?:it|this|that|they|delivery|shipping|return)(?:['’]s|['’]re) (?:all |completely "
    r"|entirely )?free\b(?! (?:to|of (?!charge)|from|on|time))"
    r"|(?:ships?|comes?|goes|travels?) (?:to you )?free\b"
    r"|(?:(?:the|your) )?(?:bill|invoice|balance|debt)"
    rf"{_BE}{_ALREADY} (?:cleared|settled|forgiven|forgotten|wiped|waived)\b"
    rf"|(?:it|this|that|everything|{_BILL})(?:['’]ll| will) be (?:covered|paid for)\b"
    rf"|{_OURS}(?:bear|foot|absorb|shoulder|take care of|take on|pick(?:ed)? up|swallow|settle"
    rf"|take over|carry) (?:the|your|all|any|this|that|every)(?: \S+){{0,4}}? {_BILL}\b"
    rf"|(?:the|all|any) (?:\w+ )?{_BILL}{_BE}{_ALREADY} (?:ours\b|on us\b)"
    r"|wip\w+ the slate|writ(?:e|ing|ten) (?:it|this|that|them|(?:the|your) \w+) off\b"
    rf"|(?:tak(?:e|en|ing)|knock\w*) (?:the|your|that|this|all|any) (?:\w+ )?{_BILL} off\b"
    r"|(?<!please )(?:hold|hang) on to (?:it|them|the (?!pack|receipt|label|box)\w+)\b"
    r"(?! until| for now)"
    rf"|consider (?:the|your) {_BILL} (?:torn up|gone|history|void|cancelled|binned)\b"
    rf"|(?:not|never|n['’]t) (?:see|get|receive|find|face) (?:a|an|any|the) {_BILL}\b"
    r"|(?:postage|shipping|delivery|carriage|label|return)[ -](?:is |was )?(?:pre-?)?paid\b"
    r"|(?:no|without(?: any| a)?) (?:receipt|proof|invoice|original box|packaging|photo)s?"
    r"(?: is| are)? (?:needed|required|necessary)\b"
    r"|(?<=[,;:(] )free\b(?! (?:to|from|time|call))|[(]free[)]"
)
MONEY_MOVING = (
    rf"{_SUM}(?:['’]s|['’]ll| is| has| will| should| gets?){_ALREADY}"
    r"(?: (?:be|been|being|already|now))* "
    r"(?:on (?:its|the) way|coming|heading|headed|going|sent|wired|transferred|released|returned|"
    rf"initiated|underway|under way|arranged|approved|home|yours|(?:back )?(?:in|on|with) "
    rf"{_ACCOUNT}|land\w*|arriv\w*|back)\b"
    r"|you(?:['’]ll| will| should) (?:soon |shortly )?(?:see|have|spot|notice) (?:it|this|all of it"
    rf"|everything|{_SUM})(?: \w+){{0,2}}? (?:in|on|with) {_ACCOUNT}"
    r"|(?:it|this|everything|all of it)(?:['’]ll| will| should|['’]s| is)(?: all)?"
    rf"(?: (?:be|land|arrive|show up|appear|back|soon|already))* (?:in|on|with) {_ACCOUNT}"
    r"|every (?:last |single )?(?:cent|penny)\b"
    r"|(?:have|get|see|receiv|giv|hand|send|pay)\w* (?:you )?(?:it all|all of it|everything|half"
    r"|the lot|(?:your|the) (?:delivery|shipping|postage|deposit|difference|fee|costs?))"
    r"(?: of it)? back\b"
    r"|(?:(?:get|have|giv\w+|send\w*|hand\w*)(?: you)? back|return\w*) (?:what|whatever"
    r"|everything|all)(?: that)? you(?:['’]ve| have)? (?:paid|spent)"
    r"|what(?:ever)? you(?:['’]ve| have)? (?:paid|spent)\b[^.;]{0,40}"
    r"\b(?:back|returned|refund\w*)\b"
    r"|(?:price|money|fee|fees|amount|sum|cost|costs|payment|deposit|fare|everything|it all|all of "
    r"it|cent|penny|euros?|dollars?|pounds?|eur|usd|gbp|half)(?: \w+){0,3}?"
    r"(?:['’]ll| will| shall| should)?"
    r"(?: all)? (?:go(?:es)?|comes?|finds?|makes?|travels?|flows?|lands?|returns?)(?: \w+){0,2}? "
    r"(?:back|home)\b(?! (?:in|into) (?:the )?stock)"
    r"|(?:everything|all|whatever|what) (?:that )?you(?:['’]ve| have)? (?:paid|spent)"
    r"(?:['’]ll| will| is| gets?)(?: be)? (?:returned|given back|sent back|back)\b"
    r"|(?:[\d.,]+-?|[€$£]\S+) (?:goes |comes )?back (?:to|for) you\b"
    r"|(?:payment|charge|transaction|debit) (?:is|was|has been|will be) "
    r"(?:cancel\w+|undone|revers\w+|returned|voided)|^\W*(?:payment|charge) "
    r"(?:cancelled|undone|reversed|voided)\b"
)
NEW_ONE_COMING = (
    r"(?:a|an|another|your|the) (?:new|fresh|second|other|better)(?: \w+){0,2}"
    rf"{_BE}{_ALREADY} (?:on (?:its|their|the) way|coming|heading|leaving|packed|in the post)"
    r"|(?:a|an) (?:new|fresh)(?: \w+){0,2} (?:leaves|comes|goes out|arrives|ships)\b"
    r"|(?:put|pop|drop|stick|slip)\w* (?:another|a (?:new|second|fresh))\b"
    r"|(?:expect|look (?:out )?for|await|watch for) (?:a|an|another|your) "
    r"(?:new|fresh|second|other)\b"
)
_VAGUE = (
    r"(?:something|a thing) (?:nice|special|extra|sweet|lovely|small|little|pretty|tasty|on top)\b"
    r"|(?:a )?(?:little|small|wee) (?:something|extra|gift|present|surprise|thank[- ]you|bonus)\b"
)
_GIFT = rf"(?:{_VAGUE}|(?:a|an|the|your|some) (?:\w+ )?(?:surprise|present|gift|goody)\b)"
VAGUE_GIFT = (
    rf"(?:get(?:s|ting)?|receiv\w+|expect|add\w*|put(?:ting)?|send\w*|sent|includ\w+|giv\w+|"
    r"throw\w*|pop\w*|slip\w*|tuck\w*|pack\w*|drop\w*|offer\w*|prepar\w+|arrang\w+|have|"
    rf"there['’]s|there is|there will be|here is|here['’]s) (?:\S+ ){{0,3}}?(?:{_VAGUE})"
    rf"|{_OURS}(?:add|put|send|include|give|pop|slip|tuck|pack|drop|offer|prepare|arrange)\w* "
    rf"(?:\S+ ){{0,3}}?{_GIFT}(?! ?(?:card|note|wrap|box|message|receipt))"
    r"|(?:there['’]s|there is|there will be|here is|here['’]s|you(?:['’]ll| will) "
    rf"(?:get|receive|find)) (?:\S+ ){{0,2}}?{_GIFT}"
    rf"(?! ?(?:card|note|wrap|box|message|receipt))"
    rf"|{_GIFT}(?: from us| of ours| for you)?(?:{_BE}|['’]ll be){_ALREADY} "
    r"(?:on (?:its|the) way|coming|waiting|for you\b|in (?:your|the) )"
    rf"|{_GIFT} awaits\b"
    r"|throw(?:ing|n)? in (?:a|an|some|the|one)\b"
    r"|(?:put|plac|drop|load|add|transferr?)\w* \d[\d.,]* (?:in|on|to|into) "
    rf"{_ACCOUNT}"
)
MADE_GOOD = (
    r"(?:(?:we|i|they|it|that|which|colleague|team)(?:['’]ll|['’]d)|will|shall|going to"
    r"|promise to|let (?:me|us)) (?:\w+ )?(?:make|making) (?:it|this|that|things|everything)"
    r"(?: all)? (?:right|good|up)\b"
    r"|mak(?:e|ing) good on\b|(?:see|do) you right\b"
    r"|square (?:it|this|that|things) (?:with|up)\b|look\w* after(?: you)? financially"
)
ASSURED = (
    r"consider (?:it|this|that) (?:done|sorted|handled|taken care of)\b"
    r"|you have (?:my|our) (?:full )?(?:word|promise|guarantee)|give you (?:my|our) word"
    r"|(?:it|this|that|such a thing|something like (?:this|that)) (?:won['’]t|will not|will never"
    r"|shall not|shall never|never|can['’]t|cannot) (?:ever )?(?:happen|occur)\w*"
    r"(?: to you| here)? (?:again|a second time|any ?more|twice)"
    r"|you can (?:always )?(?:count|rely|depend|bank) on (?:it|this|that)\b"
    r"|guaranteed\b(?= ?(?:[.!\x00,]|$))|(?:we|i)(?: can)? (?:guarantee|promise|swear|assure)\b"
    r"|rest assured\b"
)
# The customer asked, and this says yes to whatever it was.
ASSENT = (
    r"(?:requests?|claims?|case|applications?|appeals?|returns?|exchange|rma|demands?)"
    r"(?:['’]s| is| are| was| were| has been| have been)?(?: hereby| now| already| fully)* "
    r"(?:granted|approved|accepted|upheld|authori[sz]ed|allowed|honou?red)\b"
    r"|(?:decided|ruled|found|settled|resolved)(?: it| this)? in your favou?r\b"
    r"|^\W*(?:(?:it|that|this)(?:['’]s| is) )?(?:approved|granted|agreed|accepted|deal|you win|"
    r"as you wish|so be it|you shall have it|your wish is our command)\W*$"
)
# What slang calls an amount is one, whatever it is worth.
SLANG_SUM = r"\b(?:an? )?(?:fiver|tenner|grand|ton of cash|hundred quid|few quid|couple of quid)\b"
RETURN_AT_WILL = (
    r"(?:return|send|bring|swap|exchange)(?: it| them| this| that| the \w+)?(?: back)? "
    r"(?:whenever|when(?:ever)? (?:you|it)|at (?:your|any) (?:leisure|convenience|time)|"
    r"any ?time)\b"
)
NEVER_FAILS = (
    r"(?:it|this|that|they|the \w+|this \w+|your \w+) (?:will never|won['’]t ever|can never|"
    r"never) (?:\w+ )?(?:break|fail|leak|fade|rust|tear|stop|wear|die|let you down)\w*"
)
BLAME = (
    r"(?:blame|fault|responsibility|error|mistake) (?:lies|rests|sits|falls|belongs) "
    r"(?:\w+ )?(?:with|at|on) (?:us|our)\b|(?:entirely|all|solely|completely|purely) "
    r"(?:down to|because of|due to) (?:us|our)\b|(?:down to us|on our heads?)\b"
)

FOR_AS_LONG = r"as long as you (?:need|like|want|wish)\b"
