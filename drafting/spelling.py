"""Customers' words are told back to them spelt right, or not at all.

A reply that repeats a slip of the pen looks careless, or mocking. Common slips are mended; a word
that no spelling explains is not repeated.
"""

from __future__ import annotations

import re

_ROWS = (
    "received recieved recived receved|receive recieve recive|parcel parcle pacel parsel|"
    "package pakage packege pacakge|delivery delivary delivry delievery deliverly|"
    "delivered deliverd delievered delivred|address adress addres|which wich|the teh hte|"
    "definitely definately definitly defiantely|separate seperate|separately seperately|"
    "occurred occured|until untill|weird wierd|believe beleive belive|refund refound refand|"
    "cancel cancle cansel|cancelled cancled|because becuase becasue beacuse|tomorrow tommorow "
    "tommorrow tomorow|already allready alredy|customer costumer custommer|customers costumers|"
    "purchased purchesed|purchase purchace|broken brocken borken|damaged dammaged damged|"
    "charged chraged|twice twise|ordered orderd oderd|order oder ordr|wrong worng wrng|"
    "missing mising|waiting wating waitting|weeks weaks|address adresse|really realy|"
    "arrived arived arrivd|arrive arive|answer anser awnser|response responce|email emial|"
    "receipt reciept recipt|invoice invoise|discount discout|code cod|account acount accout|"
    "payment paymant payement|necessary neccessary necesary|quality qualty|guarantee garantee "
    "guarentee gaurantee|warranty waranty warrenty|exchange exhange|return retun retrun|"
    "replacement replacment|available availble avaliable|immediately immediatly imediately|"
    "appointment apointment|beautiful beatiful beautifull|friend freind|their thier|piece peice|"
    "tried tryed|said sayed|paid payed|website webiste|problem problme probelm|subscription "
    "subsciption|and adn nad|with wiht|have ahve|my ym|stopped stoped|works wroks|working wokring|"
    "don't dont|doesn't doesnt|didn't didnt|won't wont|can't cant|isn't isnt|wasn't wasnt|"
    "hasn't hasnt|haven't havent|couldn't couldnt|it's its'|I'm im|I've ive"
)
_RIGHT: dict[str, str] = {
    wrong: right
    for row in _ROWS.split("|")
    for right, *slips in (row.split(),)
    for wrong in slips
    if wrong not in {"cod", "cant", "wont"}
} | {"cant": "can't", "wont": "won't"}
_SLIP = re.compile(rf"\b(?:{'|'.join(sorted(_RIGHT, key=len, reverse=True))})\b", re.IGNORECASE)
# Letters that no word has: three alike, five consonants in a row, none that sounds.
_ODD = re.compile(
    r"(?P<one>[a-z])(?P=one)(?P=one)|[bcdfghjklmnpqrstvwxz]{6}|\b(?![A-Z]+\b)"
    r"(?=[a-z]{4})[bcdfghjklmnpqrstvwxz]{4,}\b",
    re.IGNORECASE,
)
_SHORTHAND = re.compile(r"\b(?:u|ur|r|pls|plz|thx|cuz|coz|bc|w8|gr8|2day|2moro|msg|asap|wtf|omg)\b")


def mended(text: str) -> str:
    """The text with common slips spelt right; capitals at the beginning of a word stay."""
    return _SLIP.sub(_right, text)


def odd(text: str) -> bool:
    """Whether a piece holds what is spelt like no word, or shorthand, and is not to be repeated."""
    return bool(_ODD.search(text) or _SHORTHAND.search(text))


def _right(found: re.Match[str]) -> str:
    word = found.group()
    right = _RIGHT[word.casefold()]
    return right[0].upper() + right[1:] if word[0].isupper() else right
