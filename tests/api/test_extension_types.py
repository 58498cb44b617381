"""What the extension believes of the API is what the API says of itself."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from tests.services.a_house import Rooms

HERE = Path(__file__).resolve().parent.parent.parent / "extension"


def test_the_types_of_the_extension_are_those_of_the_api(rooms: Rooms) -> None:
    spec = importlib.util.spec_from_file_location("api_types", HERE / "api_types.py")
    assert spec
    assert spec.loader
    maker = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(maker)
    wanted = maker.written(rooms.app.openapi())
    assert (HERE / "api-types.ts").read_text("utf-8") == wanted, "run extension/api_types.py"
