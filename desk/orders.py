"""Orders to a model in a customer's text: words that no company's desk is asked in earnest.

Told by what they are after, not by single phrases: the rules that a model has, the part it should
play, the shape its answer should have, a secret that it may hold, or work for a machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from desk.draft import Finding
from desk.found import finding
from desk.runs import places_of, runs_of, spanning

_GAP = r"[^.!?\n]{0,60}?"
_ANSWER = (
    r"(?:(?:your|the) )?(?:next |own |following |final )?(?:reply|replies|response|responses|"
    r"answer|"
    r"answers|message|output|words|text|sentence|statement)\b"
)
# Its rules: to forget, pass over, tell or change them.
_RULES = (
    r"(?:ignore|disregard|forget|override|bypass|overlook|skip)\W+(?:\w+\W+){0,5}?(?:instructions?|"
    r"prompts?|rules?|guidelines?|polic(?:y|ies) and|above|previous|prior|everything|been told|"
    r"you(?:['’]ve| have)|directions?|constraints?|restrictions?)"
    r"|ignorier\w*\W+(?:\w+\W+){0,3}(?:anweisung|regeln)"
    r"|ignor\w+\W+(?:\w+\W+){0,3}(?:instruc|istruz|regels|instruct)"
    r"|\b(?:new|updated|real|actual) (?:instructions?|polic\w+|rules?) (?:is|are|says?|follow)"
    r"|\bdo not (?:follow|check) (?:the|your|any) (?:rules?|polic\w+|instructions?)"
    r"|\b(?:reveal|print|repeat|output|show|tell|give|write|summari[sz]e|translate|what (?:are|"
    r"were|is)"
    r"|list)\W+(?:me\W+|us\W+)?(?:all\W+)?(?:of\W+)?(?:your|the (?:system|hidden|secret|above|"
    r"original|initial|first))\W+(?:\w+\W+){0,3}(?:prompt|instructions?|rules|directives?)"
    r"|\brepeat (?:the |everything )?(?:text|words|sentence|all)?\W*above|\bsystem prompt\b"
)
# What only a model has: modes, marks of a prompt, a new self.
_MODES = (
    r"\b(?:system|developer|admin|debug|god|jailbreak|dan|sudo|root|maintenance|unrestricted)"
    r"\W{0,3}(?:mode|prompt|message|override|role)\b"
    r"|<\W*/?\s*(?:system|assistant|instructions?|im_start|inst)\b|\[/?(?:inst|system)\]|<\|\w+\|>"
    r"|\byou are (?:now|no longer) (?:an? |in |the |free|bound|restricted|called|my )"
)
# The part it should play.
_ROLES = (
    rf"{_MODES}"
    r"|\byou are (?:now|no longer) |\byou are an? (?:\w+ ){0,4}(?:ai|assistant|model|"
    r"chatbot|bot|dan|developer|pirate|expert|hacker|poet|character)\b"
    r"|\bas an? (?:ai|language model|llm|assistant)\b|\bact as (?:a|an|my|if)\b"
    r"|\bpretend (?:to be|you|that)\b|\b(?:let['’]?s|we|you) (?:role-?play|pretend|play a game)\b"
    r"|\bimagine (?:we(?:['’]re| are)|you(?:['’]re| are)|that you|a (?:world|scenario))"
    r"|\bhypothetical (?:conversation|scenario|situation|world)|\bin (?:a|the) (?:story|movie|"
    r"novel) "
    r"where|\bthe user['’]s\b|\b(?:tool|function) call\b|\bopenai\b|\bchatgpt\b|\blanguage model\b"
)
# The shape that its answer should have, or what the answer shall carry.
_SHAPES = (
    rf"\b(?:write|reply|respond|answer|provide|give|say|speak|"
    rf"talk)\W+(?:\w+\W+){{0,3}}?(?:{_ANSWER})?"
    r"\W*(?:in|with|as|using|without|like) (?:only |intentional |a |an |any |all )?(?:base ?64|"
    r"emojis?|"
    r"json|code|rhymes?|rhyming|misspell\w+|all caps|capital letters|pirate|leet|binary|"
    r"reverse\w*|html|"
    r"hex\w*|morse|runes?|spaces|punctuation|vowels|ciphers?|caesar|acronyms?|haiku|numbers|"
    r"alphanumeric|markdown|xml|yaml|uppercase|lowercase|symbols|riddles?|poems?|verse|slang)"
    r"|\b(?:encode|encrypt|encipher|decode|scramble|jumble|misspell|rearrange|alphabeti[sz]e|"
    rf"reverse|capitali[sz]e)\w*\b{_GAP}(?:{_ANSWER}|\bwords?\b|\bletters?\b|\bcharacters?\b)"
    r"|\b(?:replace|swap|substitute|group|double|drop|remove|omit|shift|delete|"
    r"skip)\w* (?:\w+ ){0,3}?"
    r"(?:letters?|vowels?|consonants?|characters?|spaces|punctuation|words? (?:in|of) your)\b"
    r"|\b(?:your|the) (?:next )?(?:reply|response|answer|output) (?:must|should|has to|"
    r"needs to|shall)"
    r" (?:not )?(?:include|contain|start|begin|end|be|say|offer|promise|approve|have|use|consist)"
    r"|\b(?:end|start|begin|finish|open|close) (?:your|the|each|every) (?:reply|response|answer|"
    r"sentence|message)\b|\b(?:say|state|confirm|promise|approve) (?:exactly|verbatim|"
    r"word for word)\b"
    r"|\b(?:add|integrate|modify|augment|enhance|convert|render|combine|provide|include|insert|"
    r"format|randomly|incorporate|embed|mention|append|weave|sprinkle|interlace|intersperse|"
    r"express|"
    rf"construct|present|craft|structure|compose|deliver|translate)\b[^.!?\n]{{0,140}}?"
    r"\b(?:in|to|into|of|throughout|within|at) (?:your|the) (?:next )?(?:reply|response|answer|"
    r"message|"
    r"output|words)\b"
    r"|\b(?:provide|give|write|keep|make) your (?:reply|response|answer) (?:in|with|without|"
    r"using|as|to|a) "
    r"|\b(?:modify|convert|render|express|format|craft|structure|construct|present|deliver|"
    r"translate|"
    r"encode|augment|enhance) (?:your|the) (?:next )?(?:reply|response|answer|output|words)\b"
    r"|\bin your (?:reply|response|answer|message)\b,? ?(?:suggest|recommend|include|mention|"
    r"use|add|"
    r"write|say|emphasi[sz]e|promote)"
)
# A secret that it may hold; what customers forget and reset is their own.
_SECRETS = (
    r"\b(?:what(?:['’]s| is| was| would| are)|give|tell|show|share|return|reveal|spell|guess|"
    r"hints?|"
    r"letters?|say|know|rhymes?|describe|write|contains?|characters?|whisper|synonyms?)\b"
    r"(?:(?!\b(?:my|reset|new|change|forgot\w*|i)\b)[^.?!\n]){0,60}"
    r"\b(?:pass ?words?|pw|pwd|pass ?phrase|passcode|secret (?:key|code|word|phrase)|the secret)\b"
    r"|\b(?:the|your) (?:pass ?word|pw|pass ?phrase|secret)\b(?: \w+){0,2} (?:is|was|start|"
    r"begin|end|"
    r"rhyme|has|contain|in|be|to|without|with|first|last|backwards)\w*\b"
    r"|\bpoem about the (?:pw|pass\w*|secret)"
)
# "Use numbers for vowels in your response": a sentence that begins by telling what to do with it.
_IN_YOUR_ANSWER = (
    r"(?:^|[.!?\n]\s*)(?!(?:in|i|my|your|you|thank\w*|the|we|after|based|as|regarding|about|if|"
    r"when|"
    r"this|that|it|there|but|and|so|please (?:send|include|confirm|let)|looking|waiting)\b)[a-z]+ "
    r"[^.!?\n]*?\b(?:in|to|of|into|throughout|within) your (?:reply|response|answer|"
    r"output)s?\b"
)
_FOREIGN_SECRETS = (
    r"\b(?:dein|ihr|das|ton|votre|le|tu|su|la|el|il|tua|tuo|het|je|jouw|uw|a|o|sua)\b \w{0,12} ?"
    r"(?:passwort|kennwort|mot de passe|contraseña|clave secreta|senha|parola d['’]ordine|"
    r"wachtwoord)"
    r"|пароль|密码|비밀번호|パスワード|parolay?ı"
)
_ARTEFACT = (
    r"poems?|stor(?:y|ies)|songs?|haikus?|essays?|limericks?|sonnets?|scripts?|speech(?:es)?|"
    r"novels?|"
    r"articles?|blogs?|letters?(?! of)|e-?mails? (?:to|template|pretending|that)|recipes?|jokes?|"
    r"riddles?|slogans?|tweets?|(?:python|javascript|java|sql|bash|shell|html|css|c\+\+|php|ruby) "
    r"(?:code|function|script|program|quer\w+|class)|quer(?:y|ies) (?:for|that|to)|functions? "
    r"(?:for|that|to)|algorithms?|programs? (?:for|that|to)|malware|exploit|lesson plans?|"
    r"outlines?|"
    r"summar(?:y|ies) of|dialogues?|monologues?"
)
_LANGUAGES = (
    r"python(?: \d)?|javascript|java|sql|mysql|php|c\+\+|c#|ruby|golang|rust|typescript|html|css|"
    r"react|node\.?js|docker|kubernetes|regex|git|bash|linux|machine learning|neural networks?"
)
_TONGUES = (
    r"(?:english|german|french|spanish|italian|portuguese|dutch|chinese|mandarin|japanese|korean|"
    r"russian|arabic|hindi|latin|greek|turkish|polish|swedish|klingon|elvish|emoji)"
)
# Work for a machine: to write things, translate, teach, compute.
_WORK = (
    r"\b(?:write|compose|generate|create|draft|tell|give|make|produce|provide|craft|design|develop|"
    r"invent|recite) (?:me |us |up )?(?:an? |some |the |five |ten |three |\d+ )?"
    rf"(?:\w+ ){{0,3}}?(?:{_ARTEFACT})\b"
    r"|\b(?:write|generate) (?:me )?(?:some )?code\b"
    rf"|\bwhat(?:['’]s| is) ['\"“‘«][^\n]{{1,60}}['\"”’»] in {_TONGUES}\b"
    rf"|\b{_TONGUES} (?:equivalent|translation|word) (?:for|of)\b|\bspeak {_TONGUES}\b"
    rf"|\btranslate\b{_GAP}\b(?:into|to|in) {_TONGUES}\b|\bhow (?:do|would|can) (?:you|i|we) say\b"
    rf"|\b(?:in|using|with|between|of|for|to use) (?:{_LANGUAGES})\b(?! (?:account|card|store))"
    r"|\b(?:explain|describe|summari[sz]e|discuss|"
    r"outline) (?:to me )?(?:the )?(?:\w+ )?(?:theor(?:y|ies)|"
    r"concepts?|history|principles?|plot|significance|causes?|meaning|role|works?|laws?|biology|"
    r"physics|lifecycle)\b"
    r"|\bwhat (?:is|are) the (?:capital|square root|population|chemical|boiling|speed of|"
    r"meaning of "
    r"life)\b(?:(?!\b(?:your|my|our)\b)[^.?!\n])*\?"
    r"|\bexplain how (?!(?:i|my|your|our|to|do|can|you|this|that|it|the)\b)\w+ "
    r"(?:works?|functions?)\b"
    r"|\bwho (?:wrote|painted|invented|discovered|composed|won|directed|was the first)\b"
    r"|\bwhat year (?:did|was)\b|\bsolve\b[^.!?\n]{0,30}(?:equation|x\b|=|math)"
    r"|\b(?:calculate|compute) (?:the )?(?:area|volume|sum of|square|derivative|integral|factorial)"
    r"|\bphishing\b(?! (?:e-?mail|message|attempt|scam|text)s? (?:from|i|that i|claiming))"
)
_ORDER = re.compile(
    f"{_RULES}|{_ROLES}|{_SHAPES}|{_IN_YOUR_ANSWER}|{_SECRETS}|{_FOREIGN_SECRETS}|{_WORK}",
    re.IGNORECASE,
)
# In a policy passwords, programs and letters are ordinary matter, and nobody there asks for a poem.
_IN_A_POLICY = re.compile(
    rf"{_RULES}|{_MODES}"
    r"|\bas an? (?:ai|language model|llm)\b"
    r"|\byou are an? (?:\w+ ){0,2}(?:ai|language model|chatbot)\b"
    r"|\b(?:your|every|each|the) next (?:reply|response|answer|output) "
    r"(?:must|should|has to|shall)\b"
    r"|\byour (?:reply|response|answer|output) (?:must|has to|shall) (?:not )?"
    r"(?:offer|promise|approve|grant|consist|start with|begin with|end with|say)\b",
    re.IGNORECASE,
)
_ROLE_LINE = re.compile(
    r"\s*(?:[#<\[*]+\s*)?(?:system|assistant|developer|admin)\b\W{0,3}(?::|mode|prompt|>)",
    re.IGNORECASE,
)
_RUN = 5  # this many words in a row are taken from somewhere
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")


def order_in(text: str) -> str:
    """The words of an order to a model; empty where none is found.

    Look-alike letters and widths are folded first, so that "ｉｇｎｏｒｅ" is read as what it says.
    """
    found = _ORDER.search(text) or _ORDER.search(unicodedata.normalize("NFKC", text))
    if found:
        return found.group()
    role = next((r for line in text.split("\n") if (r := _ROLE_LINE.match(line))), None)
    return role.group() if role else ""


def order_in_policy(text: str) -> str:
    """The words of an order to a model in the text of a policy; empty where none is found.

    Only what no policy says to people: to forget its rules, to be another, how to answer next.
    """
    for form in (text, unicodedata.normalize("NFKC", text)):
        if found := _IN_A_POLICY.search(form):
            return found.group()
    return ""


def taken_up(text: str, said: Iterable[str], known: Iterable[str]) -> Iterator[Finding]:
    """A finding for each order in the messages (`said`) whose words come back in the reply.

    What the messages say besides, and what the company says (`known`), may come back.
    """
    mine = places_of(text, _RUN)
    for message in said if mine else ():
        if not order_in(message):
            continue
        sentences = [m[0] for m in _SENTENCE.finditer(message)]
        free = {run for words in (*(s for s in sentences if not order_in(s)), *known)
                for run in runs_of(words, _RUN)}  # fmt: skip
        for sentence in filter(order_in, sentences):
            at = [mine[r] for r in runs_of(sentence, _RUN) if r in mine and r not in free]
            if at:
                span = spanning(at)
                why = "these words come from an instruction in the message, not from its matter"
                words = text[span[0] : span[1]]
                yield finding("instruction_followed", why, words, span, "Take it out.")


def forged_role(line: str) -> bool:
    """Whether a line claims to be spoken by the system or the assistant."""
    return bool(_ROLE_LINE.match(line))
