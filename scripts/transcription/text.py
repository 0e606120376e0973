"""A file that somebody edits -> its text, or a refusal that says what is wrong with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .refusal import Refusal

UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
DEEPEST = 12
"""How deep keys and lists may stand in each other; the deepest entry has six."""
COMMENT = "<!--"
"""How the marks of the generated parts of a document begin."""


def text_of(path: Path, file: str) -> str:
    """Read the text of ``file`` in UTF-8; refuse one that cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = error.object[error.start]
        raise Refusal(
            f"{file} line {line}: the byte {byte:#x} is no UTF-8; save it as such"
        ) from None
    except OSError as error:
        raise Refusal(f"{file} cannot be read: {error.strerror}; restore it") from None


def check_texts(file: str, content: dict[str, Any]) -> None:
    """Refuse a text of blanks, with characters that nobody sees, or with a mark of a document."""
    for where, text in texts(file, content):
        for fault, is_so in {
            "is empty or holds nothing but blanks; delete it": not text.strip(),
            f"holds {COMMENT!r}, by which the generated parts of the README are found": (
                COMMENT in text
            ),
        }.items():
            if is_so:
                raise Refusal(f"{file}, {where}: the text {fault}")
        for character in "" if text.isprintable() else text:
            if unicodedata.category(character) in UNSEEN:
                raise Refusal(
                    f"{file}, {where}: the text holds U+{ord(character):04X}, which nobody sees; "
                    "delete it"
                )


def texts(file: str, content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every key and text in a knowledge file, with the keys that lead to it.

    Refuses endless nesting.
    """
    waiting: list[tuple[str, int, Any]] = [("", 0, content)]
    while waiting:
        where, depth, value = waiting.pop()
        if depth > DEEPEST:
            raise Refusal(f"{file}: keys are nested too deeply; no entry needs that")
        if isinstance(value, str):
            yield where.removeprefix("."), value
        elif isinstance(value, dict):
            yield from ((where.removeprefix(".") or "at the top", key) for key in value)
            waiting += [(f"{where}.{key}", depth + 1, each) for key, each in value.items()]
        elif isinstance(value, list):
            waiting += [(where, depth + 1, each) for each in value]
