"""A help centre's export to documents, one an article.

- JSON as Zendesk's help centre API gives it (`articles.json`): `{"articles": [...]}` or a list,
  each with `title`, `body` (HTML), and perhaps `id`, `html_url` and `draft`.
- CSV with a column for the title and one for the body (HTML or plain), as Freshdesk, Intercom and
  others write it.
- A zip of HTML or Markdown pages.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from kb.importing.documents import Converted, Document
from kb.importing.from_html import read_html
from kb.importing.from_markdown import read_markdown
from kb.importing.refusals import Refused
from kb.importing.words import decoded, plain_title
from kb.importing.zips import opened, part

_ARTICLES = 20_000
_TITLES = ("title", "name", "subject", "question", "article title")
_BODIES = ("body", "body_html", "html", "content", "description", "answer", "text", "article body")
_IDS = ("id", "article_id", "article id", "uuid")
_ADDRESSES = ("html_url", "url", "link", "public_url")
_LONGEST_FIELD = 20 * 1024 * 1024
_WHAT_IT_NEEDS = (
    "It needs a title and a body for each article; see `makegood policies import --help`."
)


def read_json(data: bytes, *, key: str) -> Converted:
    """Articles of a JSON export. Raises Refused where there are none in it."""
    try:
        said = json.loads(decoded(data))
    except ValueError as error:
        raise Refused("This is not JSON.", "Export or download it again.") from error
    articles = said.get("articles", said.get("results")) if isinstance(said, dict) else said
    if not isinstance(articles, list):
        raise Refused("There are no articles in this JSON.", _WHAT_IT_NEEDS)
    return _all(({**each} for each in articles if isinstance(each, dict)), key)


def read_csv(data: bytes, *, key: str) -> Converted:
    """Articles of a CSV export. Raises Refused where it has no such columns."""
    text = decoded(data).replace("\0", "")
    csv.field_size_limit(_LONGEST_FIELD)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4096].split("\n", 1)[0] + "\n", ",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), dialect=dialect)
        names = {str(name).strip().casefold() for name in rows.fieldnames or ()}
        if not names & set(_TITLES) or not names & set(_BODIES):
            raise Refused("The CSV has no columns title and body.", _WHAT_IT_NEEDS)
        return _all(
            ({str(k).strip().casefold(): v for k, v in row.items() if k} for row in rows), key
        )
    except csv.Error as error:
        raise Refused("The CSV is broken.", "Export it again.") from error


def read_zip(data: bytes, *, key: str) -> Converted:
    """The pages of a zip. Raises Refused where it holds none."""
    documents: list[Document] = []
    left_out: list[str] = []
    with opened(data) as held:
        for entry in sorted(held.namelist()):
            path = PurePosixPath(entry)
            if entry.endswith("/") or any(p.startswith((".", "__MACOSX")) for p in path.parts):
                continue
            if path.suffix.casefold() not in {".html", ".htm", ".md", ".markdown"}:
                left_out.append(f"{entry}: not a page")
                continue
            name = path.stem.replace("-", " ").replace("_", " ").strip()
            words = decoded(part(held, entry))
            read = read_html if path.suffix.casefold().startswith(".h") else read_markdown
            found = read(words, key=f"{key}/{entry}", name=name)
            if found.sections:
                documents.append(found)
            else:
                left_out.append(f"{entry}: no words")
    if not documents:
        raise Refused("There is no page with words in this zip.", "Zip .html or .md files.")
    return Converted(tuple(documents), tuple(left_out))


def _all(articles: Iterator[dict[str, Any]], key: str) -> Converted:
    documents: list[Document] = []
    left_out: list[str] = []
    for number, article in enumerate(articles, start=1):
        if number > _ARTICLES:
            raise Refused(f"There are more than {_ARTICLES:,} articles.", "Split the export.")
        title = plain_title(_first(article, _TITLES)) or f"Article {number}"
        if article.get("draft") is True or str(article.get("status", "")).casefold() == "draft":
            left_out.append(f"{title}: a draft")
            continue
        name = _first(article, _IDS) or title
        body = _first(article, _BODIES)
        found = read_html(
            body, key=f"{key}/{name}", name=title, address=_first(article, _ADDRESSES)
        )
        if found.sections:
            documents.append(Document(found.key, title, found.sections, found.address))
        else:
            left_out.append(f"{title}: no words")
    if not documents:
        raise Refused("No article of this export has words.", _WHAT_IT_NEEDS)
    return Converted(tuple(documents), tuple(left_out))


def _first(article: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(article[name]).strip() for name in names if article.get(name)), "")
