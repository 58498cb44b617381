"""The word pieces beside the vectors: kept, found again, cut off after a kill."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kb.embeddings import MiniLM
from kb.index import embedded
from kb.pieces import PieceFile
from kb.reading import Pieces
from kb.search import KnowledgeBase
from policies.book import Book
from tests.kb.conftest import Counting

_WIDE = 4


def _pieces(*ids: int) -> Pieces:
    coarse = np.arange(len(ids) * _WIDE, dtype=np.int8).reshape(len(ids), _WIDE)
    return Pieces(np.array(ids, dtype=np.uint16), coarse)


def test_what_was_kept_is_there_at_the_next_opening(tmp_path: Path) -> None:
    kept = PieceFile(tmp_path / "a.pieces", _WIDE)
    kept.append(["odd", "ünïcode"], [_pieces(1, 2, 3), _pieces(65535)])
    kept.close()
    again = PieceFile(tmp_path / "a.pieces", _WIDE).open()
    assert again.of("odd").ids.tolist() == [1, 2, 3]
    assert again.of("ünïcode").ids.tolist() == [65535]
    assert (again.of("odd").coarse == _pieces(1, 2, 3).coarse).all()
    assert len(again.of("never read").ids) == 0


@pytest.mark.parametrize("cut", [1, 5, 11, 20])
def test_half_a_record_is_cut_off_and_the_rest_stays(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "a.pieces"
    kept = PieceFile(path, _WIDE)
    kept.append(["one"], [_pieces(1, 2)])
    whole = path.stat().st_size
    kept.append(["two"], [_pieces(3, 4)])
    kept.close()
    path.write_bytes(path.read_bytes()[: whole + cut])
    again = PieceFile(path, _WIDE)
    assert "one" in again
    assert "two" not in again
    assert path.stat().st_size == whole
    again.append(["two"], [_pieces(5)])
    assert again.open().of("two").ids.tolist() == [5]


def test_a_damaged_record_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "a.pieces"
    kept = PieceFile(path, _WIDE)
    kept.append(["one", "two"], [_pieces(1, 2), _pieces(3)])
    kept.close()
    raw = bytearray(path.read_bytes())
    raw[-1] ^= 1
    path.write_bytes(raw)
    again = PieceFile(path, _WIDE)
    assert "one" in again
    assert "two" not in again


def test_the_file_shrinks_when_most_of_it_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "a.pieces"
    kept = PieceFile(path, _WIDE)
    for number in range(50):
        kept.append([f"row {number}"], [_pieces(number, number)])
    before = kept.open()
    large = path.stat().st_size
    kept.keep(["row 7"])
    assert path.stat().st_size < large / 10
    assert kept.open().of("row 7").ids.tolist() == [7, 7]
    assert before.of("row 9").ids.tolist() == [9, 9], "what is being read stays readable"


def test_a_deleted_file_is_made_again_by_the_next_sync(
    tmp_path: Path, minilm: MiniLM, shop: Book
) -> None:
    for expected in (len(shop), 0):
        knowledge = KnowledgeBase(embedded(tmp_path, embedder=Counting(minilm)))
        assert knowledge.sync(shop).embedded == expected
        knowledge.close()
    (pieces,) = tmp_path.glob("*.pieces")
    pieces.unlink()
    knowledge = KnowledgeBase(embedded(tmp_path, embedder=Counting(minilm)))
    assert knowledge.sync(shop).embedded == len(shop)
    knowledge.close()
