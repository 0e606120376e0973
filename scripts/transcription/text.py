"""A file that somebody edits -> its text, or a refusal that says what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .refusal import Refusal

UNSEEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"}
BLANK = re.compile("[\u2800\u115f\u1160\u3164\uffa0\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Letters and signs that look like nothing: Braille and Hangul blanks, variation selectors."""
FORMULA = ("=", "+", "-", "@")
"""How a text begins that a spreadsheet takes for a formula."""
MARKS = 2
"""How many combining marks a character may bear."""
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
    """Refuse a knowledge file with a text that is blank, deceives the eye, or does something.

    The article's own words, under ``quote``, may begin like a formula.
    """
    for where, text in texts(file, content):
        if not text.strip():
            raise Refusal(
                f"{file}, {where}: the text is empty or holds nothing but blanks; delete it"
            )
        check_text(f"{file}, {where}", text, quoted=where.endswith("quote"))


def check_text(place: str, text: str, *, quoted: bool = False) -> None:
    """Refuse a text with unseen characters, a mark of a document, or the beginning of a formula."""
    marks = 0
    for character in "" if text.isascii() and text.isprintable() else text:
        if unicodedata.category(character) in UNSEEN or BLANK.match(character):
            raise Refusal(
                f"{place}: the text holds U+{ord(character):04X}, which nobody sees; delete it"
            )
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks > MARKS:
            raise Refusal(
                f"{place}: the text has more than {MARKS} combining marks on one character; "
                "delete them"
            )
    if COMMENT in text:
        raise Refusal(
            f"{place}: the text holds {COMMENT!r}, by which the generated parts of the README are "
            "found; reword it"
        )
    if text.startswith(FORMULA) and not quoted:
        raise Refusal(
            f"{place}: the text begins with {text[0]!r}, as a formula does in a spreadsheet; "
            "reword it"
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
