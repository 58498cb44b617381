"""What a converter found in a source, before any of it has an id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Section:
    """One heading and its words. `title` is under those of its parents, joined by " › ".

    `text` is Markdown that holds no heading. `anchor` and `attributes` are what a heading in
    Markdown said in braces: an id, and the rest as it was written.
    """

    title: str
    text: str
    anchor: str = ""
    attributes: str = ""


@dataclass(frozen=True)
class Document:
    """One policy to be. `key` names it for ever within what it was imported from.

    `policy` and `front` are what a Markdown file in our own format says above its text: the
    policy's id, and the lines that say when, where and for whom it holds.
    """

    key: str
    title: str
    sections: tuple[Section, ...]
    address: str = ""
    policy: str = ""
    front: tuple[str, ...] = ()

    @staticmethod
    def of(said: Mapping[str, Any]) -> Document:
        """From what `as_data` wrote."""
        sections = tuple(Section(**section) for section in said["sections"])
        return Document(**{**said, "sections": sections, "front": tuple(said["front"])})


@dataclass(frozen=True)
class Converted:
    """All documents of one source, and what of it was left out, in words."""

    documents: tuple[Document, ...]
    left_out: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    @staticmethod
    def of(said: Mapping[str, Any]) -> Converted:
        """From what `as_data` wrote. Raises KeyError or TypeError where it is something else."""
        documents = tuple(Document.of(document) for document in said["documents"])
        return Converted(documents, tuple(str(each) for each in said["left_out"]))
