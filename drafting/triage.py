"""What kind of message it is, how it feels, what it is about, and whether it gets a draft."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.conversation import MessageKind, Triage, Urgency
from desk.sentences import split
from drafting.feelings import Signs, feeling_of, signs_of
from drafting.language import language_of
from drafting.sensitive import Sensitive, sensitive_in
from drafting.topics import Topic, topics_in, where

_MOST_TOPICS = 3
_SPAM = re.compile(
    r"(?:crypto|bitcoin|forex|casino|viagra|seo (?:services?|agency)|guest post|backlinks?|"
    r"followers? (?:for|cheap|now)|cheap (?:\w+ )?(?:followers|likes|views)|"
    r"bring your (?:site|page|shop|website) to (?:page one|the top)|"
    r"(?:real|more|\d{3,}\S*) followers|offer ends|100 ?% safe|"
    r"earn \$?\d+|make money|work from home|dm (?:me|us|now)|check (?:out )?my (?:page|profile|"
    r"bio|channel)|click (?:here|the link|my)|whatsapp me|loan offer|win a free|giveaway winner|"
    r"you(?:'ve|"
    r" have) won|promote (?:your|it)|collab(?:oration)?\?)",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://|www\.|t\.me/|bit\.ly|\w\.\w{2,8}/\w", re.IGNORECASE)
_ENDING = re.compile(
    r"\W*(?:(?:ok(?:ay)?|thanks?(?: you)?(?: so much| very much| a lot)?|cheers|got it|great|"
    r"perfect|will do|sorted|no worries|all good|thx|ty|danke(?: schön)?|merci|gracias|"
    r"obrigad[oa]|grazie|bedankt|super)\W*){1,3}",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(r"^\W*(?:@\w+\W*)+$")
_SAD_SIGN = re.compile(r"[😡😠🤬😤😢😭👎💔🙄😞]")
_TURNED = re.compile(
    r"\b(?:but|however|although|except|aber|mais|pero|mas|ma|maar)\b", re.IGNORECASE
)
# A question about a case that has not happened: rules, not a grievance.
_SUPPOSED = re.compile(
    r"\b(?:what (?:if|happens)|in case|suppose|would (?:you|i)|how (?:long|much) (?:is"
    r"|are) (?:the|a|your)\b|"
    r"how (?:do|does|can|long|much) (?:i|"
    r"it|you|we|the)\b(?!.{0,20}(?:still|already))|do you (?:offer|have|give|refund|replace|"
    r"charge|do)|is there|are there|can (?:i|you|we)|what is|what's (?:your|the)|was passiert|"
    r"gibt es|kann ich|puis-je|puedo|posso)\b[^.!]*\?|^(?:if|wenn|si|se|als)\b",
    re.IGNORECASE,
)
# Thanks at the end of a request are manners, not praise.
_NEEDS = re.compile(
    r"\b(?:i|we)(?:'d| would)? (?:need|want|like to|would like|request)\b|\bplease\b|\bhow (?:do|"
    r"can)\b|\b(?:bitte|ich (?:brauche|möchte)|j'aimerais|je voudrais|necesito|quiero|preciso|"
    r"vorrei|graag)\b",
    re.IGNORECASE,
)
# Who looks for something or wants it done asks, with or without a question mark.
_SEEKS = re.compile(
    r"\b(?:help|assist\w*|support) (?:me|us|with|to|in)\b|\bneed (?:some )?(?:help|assistance)\b|"
    r"\b(?:do not|don['’]?t|dont) know (?:how|what|where|when|if|which)\b|\b(?:cannot|can['’]?t|"
    r"cant|could not|unable to) (?:find|see|seem|use|make)\b|\b(?:show|tell) (?:me|us)\b|"
    r"\bexplain\b|\binterested in\b|\b(?:i|we)(?:['’]d| would)? (?:need|want|would like|like|"
    r"have|try) to \w+|\b(?:looking for|trying to|want help|need to)\b|\b(?:hilfe|brauche|möchte|"
    r"besoin|voudrais|necesito|quiero|preciso|vorrei|graag)\b",
    re.IGNORECASE,
)
_COMPLAINS = re.compile(
    r"\byou (?:wrote|said|promised|told (?:me|us))\b[\s\S]{0,160}\b(?:has been|it['’]s been|still|"
    r"nobody|nothing|never)\b|\b(?:nobody|no one) (?:did|has|came|called|answered|replied|wrote)\b|"
    r"^\W*still (?:nothing|no|not)\b|"
    r"\b(?:file|make|lodge|submit|open|write) (?:an? )?(?:\w+ ){0,2}(?:complaints?|claims?)\b|"
    r"\bcomplain\w*|\bbeschwer\w*|\bréclamation\b|\breclamaci[oó]n\b|\breclama[çc][ãa]o\b|"
    r"\breclamo\b|\bklacht\w*",
    re.IGNORECASE,
)
_FEW_WORDS = 12


@dataclass(frozen=True)
class Seen:
    """Triage, and what the rest of the pipeline needs of what triage saw."""

    triage: Triage
    topics: tuple[Topic, ...]
    sensitive: Sensitive | None
    sarcastic: bool = False


def triage_of(text: str, *, public: bool, first: bool, language: str = "en") -> Seen:
    """Triage of one turn's text.

    `first` says that we have not answered in this conversation; `language` is taken where the
    text is too short to tell.
    """
    signs = signs_of(text)
    topics = topics_in(text)[:_MOST_TOPICS]
    sensitive = sensitive_in(text)
    kind, why = _kind(text, signs, topics, first=first)
    reasons = [why]
    if sensitive is not None:
        named, words = sensitive
        kind = MessageKind.SAFETY if named.role == "safety" else kind
        if named.role == "legal" and kind is MessageKind.OTHER:
            kind = MessageKind.COMPLAINT  # who threatens has one, and it belongs in the register
        reasons.append(f"{named.name}: “{words}” – for {named.role}")
    complaint = kind in (MessageKind.COMPLAINT, MessageKind.ABUSE, MessageKind.SAFETY)
    needs_reply, silence = _needs_reply(text, kind)
    if silence:
        reasons.append(silence)
    triage = Triage(
        kind=kind,
        feeling=feeling_of(signs, complaint=complaint),
        urgency=_urgency(kind, signs, sensitive=sensitive is not None, public=public),
        language=language_of(text, language),
        needs_reply=needs_reply or sensitive is not None,
        role=sensitive[0].role if sensitive else "",
        topics=tuple(topic.term for topic in topics),
        reasons=tuple(reasons),
    )
    return Seen(triage, topics, sensitive[0] if sensitive else None, signs.sarcastic)


def _kind(
    text: str, signs: Signs, topics: tuple[Topic, ...], *, first: bool
) -> tuple[MessageKind, str]:
    upset = bool(signs.bad or signs.angry or signs.denies)
    problems = [
        topic
        for topic in topics
        if not topic.wish and not _supposed(topic, text) and (upset or not topic.neutral)
    ]
    if _is_spam(text):
        return MessageKind.SPAM, "advertising, with links or an offer"
    if signs.sarcastic:
        return MessageKind.COMPLAINT, "praise beside what nobody praises: read as sarcasm"
    if problems:
        return MessageKind.COMPLAINT, "tells of a problem of their own"
    if signs.insulting and len(text.split()) < _FEW_WORDS:
        return MessageKind.ABUSE, "insults, and no problem is named"
    if not first and _ENDING.fullmatch(text.strip()):
        return MessageKind.OTHER, "the customer ends the conversation"
    if _praises(text, signs):
        return MessageKind.PRAISE, "kind words, and no problem is named"
    if signs.buys and not signs.angry:
        return MessageKind.SALES, "asks before buying"
    return _grievance_or_question(text, signs, topics)


def _grievance_or_question(
    text: str, signs: Signs, topics: tuple[Topic, ...]
) -> tuple[MessageKind, str]:
    asks = "?" in text or signs.asks or bool(_SEEKS.search(text))
    if signs.bad and (not asks or signs.angry or signs.bad > 1):
        return MessageKind.COMPLAINT, "names displeasure"
    if _COMPLAINS.search(text):
        return MessageKind.COMPLAINT, "wants to complain"
    if asks or topics:
        return MessageKind.QUESTION, "asks, and no grievance is named"
    if signs.denies or signs.angry or signs.insulting or signs.worried:
        return MessageKind.COMPLAINT, "tells of something that did not happen as it should"
    return MessageKind.OTHER, "neither problem, question nor praise was found"


def _supposed(topic: Topic, text: str) -> bool:
    """Whether a problem is only asked about ("what if it is late?") and has not happened."""
    named = [piece for piece in split(text) if where(topic, piece) >= 0]
    return bool(named) and all(_SUPPOSED.search(piece) for piece in named)


def _praises(text: str, signs: Signs) -> bool:
    if not signs.good or signs.good <= signs.bad or "?" in text or _NEEDS.search(text):
        return False
    return not (signs.bad and _TURNED.search(text))


def _is_spam(text: str) -> bool:
    hits = len(_SPAM.findall(text))
    return hits > 1 or (hits == 1 and bool(_LINK.search(text)))


def _needs_reply(text: str, kind: MessageKind) -> tuple[bool, str]:
    bare = text.strip()
    if kind is MessageKind.SPAM:
        return False, "advertising gets no answer"
    if not bare:
        return False, "there is no text"
    if _NOT_OURS.fullmatch(bare):
        return False, "only names other accounts"
    if not re.search(r"[^\W_]", bare):
        if _SAD_SIGN.search(bare) or "?" in bare:
            return True, ""
        return False, "a sign and no words"
    if kind is MessageKind.OTHER and _ENDING.fullmatch(bare):
        return False, "nothing is asked"
    return True, ""


def _urgency(kind: MessageKind, signs: Signs, *, sensitive: bool, public: bool) -> Urgency:
    if sensitive or (signs.worried and signs.urgent):
        return Urgency.NOW
    upset = kind in (MessageKind.COMPLAINT, MessageKind.ABUSE) and (public or signs.angry)
    if signs.urgent or signs.worried or upset or kind is MessageKind.SALES:
        return Urgency.SOON
    return Urgency.NORMAL
