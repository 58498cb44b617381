"""Files made to do harm, or broken, are refused with a reason, and the others go on."""

from __future__ import annotations

import io
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from kb.importing.child import convert
from kb.importing.kinds import Kind, recognise
from kb.importing.refusals import Refused
from policies.reader import read_folder
from tests.kb.importing.conftest import Import, assembled, docx, pdf

_ENCRYPT = "/Encrypt << /Filter /Standard /V 1 /R 2 /O <{0}> /U <{0}> /P -4 >> /ID [<00> <00>]"


def _bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        into.writestr("word/document.xml", b" " * (150 * 1024 * 1024))
    return made.getvalue()


def _lying_bomb() -> bytes:
    """Says that it is small; its one stream would unfold to far more."""
    data = bytearray(_bomb())
    small = (1000).to_bytes(4, "little")
    local, central = data.find(b"PK\x03\x04"), data.find(b"PK\x01\x02")
    data[local + 22 : local + 26] = small
    data[central + 24 : central + 28] = small
    return bytes(data)


def _encrypted_zip() -> bytes:
    data = bytearray(docx([("", "x")]))
    at = -1
    while (at := data.find(b"PK\x01\x02", at + 1)) >= 0:
        data[at + 8] |= 1
    return bytes(data)


def _pdf_bomb() -> bytes:
    """A page whose stream unfolds to 2 GB: zeros, compressed twice."""
    squeezer = zlib.compressobj(9)
    once = b"".join(squeezer.compress(bytes(1 << 20)) for _ in range(2048)) + squeezer.flush()
    twice = zlib.compress(once, 9)
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        4: f"<< /Length {len(twice)} /Filter [/FlateDecode /FlateDecode] >>\nstream\n"
        + twice.decode("latin-1")
        + "\nendstream",
    }
    return assembled(objects)


def _billion_laughs() -> bytes:
    lines = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    document = f'<!DOCTYPE d [<!ENTITY a0 "ha">{lines}]><d>&a11;</d>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as into:
        into.writestr("[Content_Types].xml", "<Types/>")
        into.writestr("word/document.xml", document)
    return made.getvalue()


BAD = {
    "program.pdf": (b"MZ\x90\x00" + bytes(100), "this is a program for Windows"),
    "elf.docx": (b"\x7fELF" + bytes(100), "this is a program"),
    "page.pdf": (b"<html><body>Hello</body></html>", "something else"),
    "picture.html": (b"\x89PNG\r\n\x1a\n", "a picture"),
    "binary.md": (b"abc\x00\x01\x02", "not text"),
    "empty.md": (b"", "is empty"),
    "blank.html": (b"<html><body><p> </p></body></html>", "no words"),
    "old.docx": (b"\xd0\xcf\x11\xe0" + bytes(100), "encrypted, or an old .doc"),
    "old.doc": (b"\xd0\xcf\x11\xe0" + bytes(100), "are not read"),
    "locked.docx": (_encrypted_zip(), "is encrypted"),
    "cut.docx": (docx([("", "x")])[:300], "is broken"),
    "sheet.docx": (b"PK\x05\x06" + bytes(18), "an empty zip"),
    "bomb.docx": (_bomb(), "unfold to"),
    "lying.docx": (_lying_bomb(), "broken"),
    "laughs.docx": (_billion_laughs(), "broken"),
    "locked.pdf": (pdf([[(10, "x")]], _ENCRYPT.format("00" * 32)), "is encrypted"),
    "cut.pdf": (b"%PDF-1.4\n1 0 obj\n<<", "broken"),
    "scan.pdf": (pdf([[]]), "only pictures"),
    "long.pdf": (pdf([[(10, "x")]] * 1001), "more than 1,000 pages"),
    "deep.html": (b"<div>" * 50_000 + b"x", "nested too deeply"),
    "no.json": (b'{"a": [', "not JSON"),
    "other.json": (b'{"a": 1}', "no articles"),
    "other.csv": (b"a,b\n1,2\n", "no columns title and body"),
    "empty.zip": (b"PK\x05\x06" + bytes(18), "this is an empty zip file"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_a_reason_and_a_next_step(name: str, tmp_path: Path) -> None:
    content, why = BAD[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused, match=why) as refused:
        convert(path, recognise(path), name)
    assert refused.value.mend.endswith(".")


def test_a_pdf_that_unfolds_to_gigabytes_meets_the_memory_limit(tmp_path: Path) -> None:
    path = tmp_path / "bomb.pdf"
    path.write_bytes(_pdf_bomb())
    with pytest.raises(Refused, match=r"memory|broken|only pictures"):
        convert(path, recognise(path), "bomb.pdf")


def test_a_child_that_does_not_end_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "long.html"
    path.write_bytes(b"<p>word</p>" * 400_000)
    start = time.monotonic()
    with pytest.raises(Refused, match="too long"):
        convert(path, Kind.HTML, "long.html", wall=1.0)
    assert time.monotonic() - start < 10


def test_a_line_of_a_megabyte_is_a_clause(tmp_path: Path) -> None:
    for name, content in (("l.md", "word " * 200_000), ("l.html", f"<p>{'word ' * 200_000}</p>")):
        path = tmp_path / name
        path.write_text(content)
        (document,) = convert(path, recognise(path), name).documents
        assert len(document.sections[0].text) > 990_000


def test_what_makes_no_policy_is_refused(documents: Path, do_import: Import) -> None:
    (documents / "huge.md").write_text("word " * 500_000)
    (refused,) = do_import(documents / "huge.md").refused
    assert "larger than 2 MB" in str(refused.refusal)


def test_the_others_of_a_batch_go_on(documents: Path, policies: Path, do_import: Import) -> None:
    for name, (content, _) in BAD.items():
        if name != "long.pdf":
            (documents / name).write_bytes(content)
    (documents / "zz-good.md").write_text("## Late\nWe refund the shipping fee.")
    (documents / "link.md").symlink_to("/etc/passwd")
    batch = do_import(documents)
    assert len(batch.refused) == len(BAD) - 1
    assert [clause.id for clause in read_folder(policies).book] == ["zz-good#late"]


def test_no_converter_is_loaded_into_the_process_that_imports() -> None:
    code = (
        "import sys, kb.importing.batch, kb.importing.writing, kb.importing.web; "
        "heavy = {'chromadb', 'onnxruntime', 'numpy', 'bs4', 'mammoth', 'pdfminer'}; "
        "bad = heavy & set(sys.modules); "
        "sys.exit(str(bad) if bad else 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
