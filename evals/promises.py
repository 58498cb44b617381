"""What replies would promise, measured on any file of the schemas that it knows.

| fields | what is looked at |
|---|---|
| passage, claim, label, pair_id | pairs of which one side has a changed number (`evals.pairs`) |
| customer_goal, refusal_expected | what is pushed for, granted in words (`evals.scenarios`) |
| messages, tool_calls_made | what a model really wrote, message by message (`evals.scenarios`) |
| customer_message, case_facts | replies over policies and facts, and wrong ones (`evals.replies`) |

The last three rest on policies: a corpus of passages (JSON Lines), or a folder of policies.
"""

from __future__ import annotations

from pathlib import Path

from evals.at_desk import EvalDesk
from evals.figures import Measured
from evals.pairs import run_pairs
from evals.passages import read_passages
from evals.replies import run_replies
from evals.rows import read_rows
from evals.scenarios import run_dialogues, run_scenarios
from policies.faults import NotUnderstood


def run_promises(path: Path, desk: EvalDesk, policies: Path | None = None) -> Measured:
    """Measures a file of any of the schemas; raises NotUnderstood for another.

    Without `policies` the passages are looked for in `corpus.jsonl` beside the file, then in the
    folders beside its folder that hold a corpus of the same names.
    """
    rows = read_rows(path)
    first = rows[0]
    if first.has("claim", "passage"):
        return run_pairs(path, desk.check).measured(path.name)
    if first.has("customer_goal"):
        return run_scenarios(path.name, rows, read_passages(path, policies), desk)
    if first.has("messages"):
        return run_dialogues(path.name, rows, read_passages(path, policies), desk)
    if first.has("customer_message"):
        return run_replies(path.name, rows, read_passages(path, policies), desk)
    raise NotUnderstood(
        f"{path} is of no schema that this measure knows.",
        "See “makegood eval promises --help” for those that it does.",
    )
