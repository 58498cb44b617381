"""What can be wrong with the index. Each message says what to do next."""

from __future__ import annotations


class IndexFault(Exception):
    """The index of the policy book cannot be used."""


class EmbeddingFileWrong(IndexFault):
    """A file of the embedding model is missing or is not the file that was pinned."""


class IndexInUse(IndexFault):
    """Another process has this embedded index open."""


class IndexMismatch(IndexFault):
    """The index was made with another embedding model."""


class IndexUnreachable(IndexFault):
    """The folder or server of the index does not answer."""


class IndexTooLarge(IndexFault):
    """The book has more clauses than an embedded index serves well."""


class CanaryMissed(IndexFault):
    """The index answers, but a clause that is known to be there was not found."""
