"""What each site takes, where the extension works: its adapters, its limits, its way of counting.

What the sites publish of a comment, a reply or a message (2026). A site that is not here has no
limit that we know; its own box will tell the person.
"""

from __future__ import annotations

from collections.abc import Mapping

import regex

from channels import text as plain
from desk.conversation import Destination
from desk.limits import Counted, Limits

# The extension's adapters, by the names under which they are switched off.
ADAPTERS: Mapping[str, str] = {
    "x": "X",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "threads": "Threads",
    "reddit": "Reddit",
    "old_reddit": "Reddit (old)",
    "linkedin": "LinkedIn",
    "youtube": "YouTube",
    "bluesky": "Bluesky",
    "mastodon": "Mastodon",
    "hacker_news": "Hacker News",
    "trustpilot": "Trustpilot",
    "google_business": "Google Business Profile",
    "google_play": "Google Play Console",
    "gmail": "Gmail",
    "zendesk": "Zendesk",
}

# In public. UTF-16 units are what a site's script counts, and never too few.
SITES: Mapping[str, Limits] = {
    "x": Limits(280, Counted.WEIGHTED, link_cost=23, public=True),
    "bluesky": Limits(300, Counted.GRAPHEMES, public=True),
    "mastodon": Limits(500, Counted.GRAPHEMES, link_cost=23, paragraphs=True, public=True),
    "youtube": Limits(10_000, Counted.UTF16, paragraphs=True, public=True),
    "reddit": Limits(10_000, Counted.UTF16, paragraphs=True, public=True),
    "facebook": Limits(8_000, Counted.UTF16, paragraphs=True, public=True),
    "instagram": Limits(2_200, Counted.UTF16, public=True),
    "linkedin": Limits(1_250, Counted.UTF16, public=True),
    "threads": Limits(500, Counted.UTF16, public=True),
    "google_business": Limits(4_096, Counted.UTF8, paragraphs=True, public=True),
    "google_play": Limits(350, Counted.UTF16, public=True),
    "trustpilot": Limits(None, paragraphs=True, public=True),
    "hacker_news": Limits(None, paragraphs=True, public=True),
}
# In private messages; a site of the list above that is not here has none, whatever a page says.
PRIVATE: Mapping[str, Limits] = {
    "x": Limits(10_000, Counted.UTF16, paragraphs=True),
    "bluesky": Limits(1_000, Counted.GRAPHEMES, paragraphs=True),
    "mastodon": Limits(500, Counted.GRAPHEMES, link_cost=23, paragraphs=True),
    "reddit": Limits(10_000, Counted.UTF16, paragraphs=True),
    "facebook": Limits(2_000, Counted.UTF16, paragraphs=True),
    "instagram": Limits(1_000, Counted.UTF16, paragraphs=True),
    "linkedin": Limits(8_000, Counted.UTF16, paragraphs=True),
    "gmail": Limits(None, paragraphs=True),
    "zendesk": Limits(65_535, Counted.UTF8, paragraphs=True),
}
_OTHER_NAMES = {
    "twitter": "x",
    "bsky": "bluesky",
    "play": "google_play",
}
# A mention counts without its server; what follows a slash is part of a link.
_MENTION = regex.compile(r"(?<![/\w])@(\w+)@[A-Za-z0-9.-]*[A-Za-z0-9]", regex.ASCII)


def site_of(destination: Destination) -> str:
    """The site's name: the first word of the account ("x", "x:acme", "www.x.com/acme")."""
    host = destination.account.lower().split("/")[0].split(":")[0].removeprefix("www.")
    for name in (host, *host.split(".")):
        known = _OTHER_NAMES.get(name, name)
        if known in SITES or known in PRIVATE:
            return known
    return host


def limits_for(destination: Destination) -> Limits:
    """The limits of the site that the destination's account names."""
    site = site_of(destination)
    here = SITES if destination.public else PRIVATE
    known = here.get(site) or SITES.get(site) or PRIVATE.get(site)
    return known or Limits(None, public=destination.public)


def count(text: str, destination: Destination) -> int:
    """The length as that site counts it."""
    shown = _MENTION.sub(r"@\1", text) if site_of(destination) == "mastodon" else text
    return plain.count(shown, limits_for(destination))
