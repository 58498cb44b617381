"""Text is shown as it is: nothing hidden, nothing lost, nothing run."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from api.console import compared, visible
from desk.hidden import hidden_characters

NASTY = st.text(
    alphabet=st.one_of(
        st.characters(codec="utf-8"),
        st.sampled_from("\u200b\u202e\u2066\u00ad\ufeff\U000e0041<>&\"' \n👩👧"),
    ),
    max_size=60,
)


class Read(HTMLParser):
    """What a reader sees, with each mark of a hidden character turned back into it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said = ""
        self.marked = 0
        self._skip: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        title = dict(attrs).get("title") or ""
        if dict(attrs).get("class") == "hidden-char":
            self.said += chr(int(title.partition(":")[0].removeprefix("U+"), 16))
            self.marked += 1
        self._skip.append(tag == "span")

    def handle_endtag(self, tag: str) -> None:
        del tag
        self._skip.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._skip):
            self.said += data


def read(markup: str) -> Read:
    reader = Read()
    reader.feed(markup)
    reader.close()
    return reader


@given(NASTY)
@example("<b>bold</b> &amp; <script>alert(1)</script>")
@example("a\u200b<i>b</i>")
def test_every_character_is_shown_and_each_hidden_one_is_marked(text: str) -> None:
    shown = read(str(visible.marks(text)))
    assert shown.said.replace("\r", "\n") == text.replace("\r", "\n")
    assert (shown.marked > 0) == bool(list(hidden_characters(text)))


@given(NASTY, NASTY)
def test_a_comparison_holds_all_of_both_texts(old: str, new: str) -> None:
    words = read(str(compared.changes(old, new))).said
    for token in new.split():
        assert token in words
    for token in old.split():
        assert token in words


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("see https://shop.example/a.", "shop.example"),
        ("https://pаypal.com/x", "xn--pypal-4ve.com"),  # its second letter is Cyrillic
        ("https://shop.example@elsewhere.example/", "elsewhere.example"),
    ],
)
def test_a_link_says_where_it_leads(text: str, host: str) -> None:
    (link,) = visible.links(text)
    assert link.host == host
