"""Makes `api-types.ts`: what the extension sends and gets, from the API's own OpenAPI document.

Only the operations listed here, and the schemas that they reach. A test says when to run it again:

    .venv/bin/python extension/api_types.py
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
USED = (
    "sign_in_by_pairing",
    "sign_in_by_link",
    "read_session",
    "sign_out",
    "read_sites",
    "open_conversation",
    "list_drafts",
    "request_draft",
    "request_pair",
    "list_beside",
    "request_beside",
    "choose_draft",
    "read_draft",
    "watch_draft",
    "read_sheet",
    "check_draft_text",
    "revise_draft",
    "approve_draft",
    "list_postings_of_draft",
    "reject_draft",
    "hold_draft",
    "withdraw_approval",
    "hand_over_posting",
    "read_box",
    "report_posting",
    "read_clause",
)
_PLAIN = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
}


def written(document: dict[str, Any]) -> str:
    """The TypeScript for one OpenAPI document."""
    kinds = _Kinds(document["components"]["schemas"])
    operations: dict[str, tuple[str, str]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if operation["operationId"] in USED:
                operations[operation["operationId"]] = _operation(path, method, operation, kinds)
    kinds.reach("Problem")
    lines = [
        "// Made by api_types.py from the API's own document. Change nothing here.",
        *(kinds.reached[name] for name in sorted(kinds.reached)),
        "export interface Operations {",
        *(f"  {name}: {operations[name][0]};" for name in USED),
        "}",
        "export const OPERATIONS = {",
        *(f"  {name}: {operations[name][1]}," for name in USED),
        "} as const;",
    ]
    return "\n".join(lines) + "\n"


class _Kinds:
    """Schemas as TypeScript types, and the named ones that were reached on the way."""

    def __init__(self, schemas: dict[str, Any]) -> None:
        self._schemas = schemas
        self.reached: dict[str, str] = {}

    def reach(self, name: str) -> str:
        if name not in self.reached:
            self.reached[name] = ""  # so that a circle ends
            self.reached[name] = f"export type {name} = {self.of(self._schemas[name])};"
        return name

    def of(self, schema: dict[str, Any]) -> str:
        if "$ref" in schema:
            return self.reach(schema["$ref"].rsplit("/", 1)[1])
        if "const" in schema:
            return json.dumps(schema["const"])
        if "enum" in schema:
            return " | ".join(json.dumps(value) for value in schema["enum"])
        if "anyOf" in schema:
            return " | ".join(dict.fromkeys(self.of(each) for each in schema["anyOf"]))
        return self._plain(schema)

    def _plain(self, schema: dict[str, Any]) -> str:
        match schema.get("type"):
            case "array":
                return f"ReadonlyArray<{self.of(schema.get('items', {}))}>"
            case "object" if "properties" in schema:
                needed = {*schema.get("required", ())}
                fields = [
                    f"  readonly {name}{'' if name in needed else '?'}: {self.of(each)};"
                    for name, each in schema["properties"].items()
                ]
                return "\n".join(["{", *fields, "}"])
            case "object":
                values = self.of(schema.get("additionalProperties") or {})
                return f"Readonly<Record<string, {values}>>"
            case other:
                return _PLAIN.get(str(other), "unknown")


def _operation(path: str, method: str, operation: dict[str, Any], kinds: _Kinds) -> tuple[str, str]:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    good = next(answer for code, answer in operation["responses"].items() if code.startswith("2"))
    answer = good.get("content", {}).get("application/json", {}).get("schema")
    names = [each["name"] for each in operation.get("parameters", ()) if each["in"] == "path"]
    at = "{ " + " ".join(f"{name}: string;" for name in names) + " }"
    types = (
        f"{{ at: {at}; body: {kinds.of(body['schema']) if body else 'undefined'}; "
        f"answer: {kinds.of(answer) if answer else 'undefined'} }}"
    )
    return types, json.dumps({"method": method.upper(), "path": path})


def document() -> dict[str, Any]:
    """What the API serves."""
    from api import wiring  # noqa: PLC0415 slow import
    from api.main import create_app  # noqa: PLC0415 slow import
    from api.settings import Settings  # noqa: PLC0415 slow import

    with tempfile.TemporaryDirectory() as folder:
        app = create_app(wiring.build(Settings(data_dir=Path(folder)), worker=False))
        return app.openapi()


if __name__ == "__main__":
    (HERE / "api-types.ts").write_text(written(document()), "utf-8")
