"""How a clause ends that its source no longer holds: it keeps its words for cases of its time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from kb.importing.leaf import Block
from policies.faults import Faults
from policies.front_matter import Holds, overridden
from policies.markdown import outline

_BRACES = re.compile(r"\{([^{}]*)\}([ \t]*#*[ \t]*)$")
_UNTIL = re.compile(r"[ \t]*\buntil=(?:\"[^\"]*\"|[^\s\"}]+)")


@dataclass(frozen=True)
class Ending:
    """`last` is the last day on which a retired clause holds; `around` is what holds for the
    whole policy.
    """

    last: date
    around: Holds

    def ended(self, block: Block) -> Block | None:
        """The clause with its last day in its heading; None where it never held a day."""
        heading = block.heading
        holds = overridden(self.around, outline(heading, Faults(""))[-1].overrides, 1, Faults(""))
        if not heading or (holds.in_force is not None and holds.in_force > self.last):
            return None
        if holds.until is not None and holds.until <= self.last:
            return block
        first, _, rest = heading.partition("\n")
        inner = _BRACES.search(first)
        kept = _UNTIL.sub("", inner.group(1)).strip() if inner else ""
        words = first[: inner.start()].rstrip() if inner else first.rstrip()
        braces = " ".join(part for part in (kept, f"until={self.last}") if part)
        return replace(block, heading=f"{words} {{{braces}}}" + (f"\n{rest}" if rest else ""))


def without_end(block: Block) -> Block:
    """A clause as it was before it was retired, to know it again when its source has it back."""
    return replace(block, heading=_UNTIL.sub("", block.heading))
