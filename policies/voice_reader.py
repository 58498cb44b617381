"""Reads `voice.yaml`: how the company speaks, and what differs on a channel or in a language.

company: Juniper & Finch
tone: warm, plain and brief
sign_off: Warm wishes
address: first name               # or formal
avoid: [unfortunately, valued customer]
languages:
de: {address: du, sign_off: Liebe Grüße, avoid: [leider]}
channels:
email: {tone: a little more formal, emoji: no}
"""

from __future__ import annotations

import re

import yaml

from policies.company import FORMS, Manner, Voice
from policies.faults import Faults, did_you_mean, quoted
from policies.yaml_fields import Fields

VoiceAndLinks = tuple[Voice, tuple[str, ...]]

ADDRESSES = ("first name", "formal")
LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl")
_LINK = re.compile(r"https?://[^\s/?#@]+(?:/\S*)?")


def read_voice(node: yaml.Node, faults: Faults) -> VoiceAndLinks:
    """The voice, and the prefixes of links that a reply may hold; faults carry their lines."""
    if not isinstance(node, yaml.MappingNode):
        faults.add(1, "voice.yaml should be keys with values.", 'Write "tone: warm" and the like.')
        return Voice(), ()
    fields = Fields(node, faults, what="voice.yaml")
    plain = Voice()
    signatures = fields.fields("signatures")
    general = _manner(fields, ADDRESSES)
    voice = Voice(
        company=fields.text("company"),
        tone=general.tone or plain.tone,
        sign_off=general.sign_off,
        signatures={name: signatures.text(name) for name in signatures.names()}
        if signatures
        else {},
        avoid=general.avoid,
        emoji=bool(general.emoji),
        address=general.address or plain.address,
        examples=general.examples,
        channels=_channels(fields.fields("channels")),
        languages=_languages(fields.fields("languages")),
    )
    links = fields.texts("links")
    for link in links:
        if not _LINK.fullmatch(link):
            fields.fault(
                "links",
                f"{quoted(link)} is not the beginning of a link.",
                "Write for example https://shop.example/help.",
            )
    fields.refuse_others()
    return voice, links


def _channels(fields: Fields | None) -> dict[str, Manner]:
    if fields is None:
        return {}
    inside = {name: fields.fields(name) for name in fields.names()}
    return {name: _whole(each, ADDRESSES) for name, each in inside.items() if each is not None}


def _languages(fields: Fields | None) -> dict[str, Manner]:
    if fields is None:
        return {}
    manners: dict[str, Manner] = {}
    for name in fields.names():
        inside = fields.fields(name)
        if name not in LANGUAGES:
            spoken = ", ".join(LANGUAGES)
            mend = did_you_mean(name, LANGUAGES) or f"Known are: {spoken}."
            fields.fault(name, f"{quoted(name)} is no language that we can speak.", mend)
        elif inside is not None:
            manners[name] = _whole(inside, (*ADDRESSES, *FORMS.get(name, ())))
    return manners


def _whole(fields: Fields, addresses: tuple[str, ...]) -> Manner:
    manner = _manner(fields, addresses)
    fields.refuse_others()
    return manner


def _manner(fields: Fields, addresses: tuple[str, ...]) -> Manner:
    address = fields.text("address")
    if address and address not in addresses:
        known = did_you_mean(address, addresses) or f"Known are: {', '.join(addresses)}."
        fields.fault("address", f"address: {quoted(address)}.", known)
    return Manner(
        tone=fields.text("tone"),
        sign_off=fields.text("sign_off"),
        avoid=fields.texts("avoid"),
        emoji=fields.flag("emoji") if fields.has("emoji") else None,
        address=address,
        examples=fields.texts("examples"),
    )
