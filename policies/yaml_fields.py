"""Strict YAML: each key asked for by name and type, everything else refused with its line.

Values are taken as they are written, so that `region: NO` is Norway and `4.90` keeps its cent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import yaml

from policies.faults import Faults, NotUnderstood, did_you_mean, quoted
from policies.values import parse_day

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml where the wheel brings it
_DEEPEST = 12
_TAG = "tag:yaml.org,2002:"
_NULL = f"{_TAG}null"
_TAG_NAMES = ("str", "int", "float", "bool", "null", "timestamp", "map", "seq", "merge", "value")
_PLAIN_TAGS = tuple(f"{_TAG}{name}" for name in _TAG_NAMES)
_UNREADABLE = re.compile(r"unacceptable character|special characters are not allowed")


def read_fields(text: str, faults: Faults, *, what: str, first_line: int = 1) -> Fields | None:
    """The mapping that a YAML text holds, or None with the faults noted.

    `what` names the text in messages; `first_line` is the line of the file at which it begins.
    """
    node = compose(text, faults, first_line=first_line)
    if node is None:
        return None
    if not isinstance(node, yaml.MappingNode):
        faults.add(
            node.start_mark.line + first_line,
            f"{what} should be keys with values.",
            'Write "key: value" lines.',
        )
        return None
    return Fields(node, faults, what=what, first_line=first_line)


def compose(text: str, faults: Faults, *, first_line: int = 1) -> yaml.Node | None:
    """The node tree of a YAML text; None where it is empty or broken, which is a fault."""
    try:
        _refuse_cleverness(text)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = (mark.line if mark else 0) + first_line
        faults.add(line, f"This is not YAML: {error.problem or 'it cannot be read'}.", _mend(error))
        return None
    except _TooClever as error:
        faults.add(
            error.line + first_line, f"This YAML is not taken: {error}.", "Write it plainly."
        )
        return None
    except (yaml.YAMLError, ValueError) as error:
        reason = "it holds control characters" if _UNREADABLE.search(str(error)) else "unreadable"
        faults.add(first_line, f"This is not YAML: {reason}.", "Save it as plain text in UTF-8.")
        return None
    if node is None:
        faults.add(first_line, "There is nothing in it.", "Write it, or remove the file.")
    return node


class Fields:
    """One YAML mapping. Ask for each key that may stand there, then call `refuse_others`."""

    def __init__(
        self, node: yaml.MappingNode, faults: Faults, *, what: str, first_line: int = 1
    ) -> None:
        """`what` names the mapping in messages; `first_line` is added to its line numbers."""
        self._node = node
        self._faults = faults
        self._what = what
        self._first = first_line
        self._asked: set[str] = set()
        self._values: dict[str, yaml.Node] = {}
        self._lines: dict[str, int] = {}
        for key, value in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else "?"
            line = key.start_mark.line + first_line
            if name in self._values:
                faults.add(line, f"{quoted(name)} stands twice in {what}.", "Keep one of them.")
            self._values[name] = value
            self._lines[name] = line

    @property
    def start(self) -> int:
        """The line on which the mapping begins."""
        return self._node.start_mark.line + self._first

    def line(self, key: str) -> int:
        """The line of a key, or of the mapping where the key is missing."""
        return self._lines.get(key, self.start)

    def names(self) -> tuple[str, ...]:
        """The keys as they stand there."""
        return tuple(self._values)

    def fault(self, key: str, message: str, mend: str = "") -> None:
        """Notes a fault at a key."""
        self._faults.add(self.line(key), message, mend)

    def has(self, key: str) -> bool:
        """Whether a key stands there."""
        self._asked.add(key)
        return key in self._values

    def text(self, key: str, default: str = "") -> str:
        """One text."""
        if not self.has(key):
            return default
        words = self._scalar(self._values[key], key)
        return default if words is None else words

    def needed(self, key: str, example: str) -> str:
        """One text that must be there."""
        if not self.has(key):
            self._faults.add(
                self.start, f'{self._what} needs "{key}".', f"Write for example {example}."
            )
        return self.text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        if not self.has(key):
            return ()
        node = self._values[key]
        if not isinstance(node, yaml.SequenceNode):
            words = self._scalar(node, key)
            return () if words is None else (words,)
        found = (self._scalar(item, key) for item in node.value)
        return tuple(words for words in found if words is not None)

    def day(self, key: str) -> date | None:
        """A calendar day, or None where the key is missing."""
        words = self.text(key)
        if not words:
            return None
        try:
            return parse_day(words)
        except NotUnderstood as refused:
            self.fault(key, f"{key}: {refused.message}", refused.mend)
            return None

    def flag(self, key: str) -> bool:
        """Yes or no."""
        words = self.text(key, "no").casefold()
        if words in {"true", "yes"}:
            return True
        if words not in {"false", "no"}:
            self.fault(key, f'{key}: expected "yes" or "no", found {quoted(words)}.')
        return False

    def count(self, key: str, default: int) -> int:
        """A whole number from 1 to 99."""
        words = self.text(key, str(default))
        if re.fullmatch(r"[1-9][0-9]?", words):
            return int(words)
        self.fault(key, f"{key}: expected a whole number from 1 to 99, found {quoted(words)}.")
        return default

    def fields(self, key: str) -> Fields | None:
        """A mapping inside this one, or None where the key is missing or no mapping."""
        if not self.has(key):
            return None
        node = self._values[key]
        if not isinstance(node, yaml.MappingNode):
            self.fault(key, f"{key} should be keys with values.", 'Write "{key: value}".')
            return None
        return Fields(node, self._faults, what=key, first_line=self._first)

    def each(self, key: str) -> Iterator[Fields]:
        """The mappings of a list; items that are none are faults."""
        if not self.has(key):
            return
        yield from list_of_fields(self._values[key], self._faults, what=key, first_line=self._first)

    def refuse_others(self) -> None:
        """Notes a fault for every key that was never asked for."""
        for name in self._values:
            if name not in self._asked:
                self.fault(
                    name,
                    f"{quoted(name)} is not a key of {self._what}.",
                    did_you_mean(name, self._asked),
                )

    def _scalar(self, node: yaml.Node, key: str) -> str | None:
        line = node.start_mark.line + self._first
        if not isinstance(node, yaml.ScalarNode):
            kind = "a list" if isinstance(node, yaml.SequenceNode) else "keys with values"
            self._faults.add(line, f"{key}: expected one text, found {kind}.")
            return None
        words = str(node.value).strip()
        if not words or (node.tag == _NULL and node.style is None):
            self._faults.add(line, f"{key} is empty.", "Write a value, or remove the line.")
            return None
        return words


def list_of_fields(
    node: yaml.Node, faults: Faults, *, what: str, first_line: int = 1
) -> Iterator[Fields]:
    """The mappings of a YAML list; a node that is no such list is a fault."""
    if not isinstance(node, yaml.SequenceNode):
        faults.add(
            node.start_mark.line + first_line, f"{what} should be a list.", 'Begin items with "- ".'
        )
        return
    for item in node.value:
        if isinstance(item, yaml.MappingNode):
            yield Fields(item, faults, what=f"an item of {what}", first_line=first_line)
        else:
            faults.add(
                item.start_mark.line + first_line,
                f"An item of {what} should be keys with values.",
                'Write "- key: value".',
            )


class _TooClever(ValueError):
    """YAML that nobody writes policy with, and bombs do."""

    def __init__(self, message: str, line: int) -> None:
        """`line` is counted from 0, as YAML's marks count."""
        super().__init__(message)
        self.line = line


def _refuse_cleverness(text: str) -> None:
    """Refuses aliases, explicit types and deep nesting before anything is built from them."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        line = event.start_mark.line if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise _TooClever("aliases (*name) are not taken here", line)
        if depth > _DEEPEST:
            raise _TooClever("it is nested too deeply", line)
        if getattr(event, "tag", None) not in {None, "!", *_PLAIN_TAGS}:
            raise _TooClever("types (!name) are not taken here", line)


def _mend(error: yaml.MarkedYAMLError) -> str:
    if "mapping values are not allowed" in str(error.problem):
        return "Put a value that holds a colon in quotation marks."
    return ""
