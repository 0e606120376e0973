"""Find characters of a text again: by the words around them, by fragments of addresses."""

from __future__ import annotations

import re
from urllib.parse import quote

WORD = re.compile(r"[^\s|]+")


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """Find the fewest words before and after some characters that make them unique in their text.

    They are the prefix and the suffix of a W3C TextQuoteSelector.

    >>> context("In 1941 some, in 1942 more, and in 1941 some", 17, 21)
    ('', '')
    >>> context("In 1941 some, in 1942 more, and in 1941 some", 35, 39)
    ('in ', '')

    """
    before = [word.start() for word in WORD.finditer(text, 0, start)]
    begins = [start, *reversed(before)]
    ends = [end, *(word.end() for word in WORD.finditer(text, end))]
    for words in range(len(begins) + len(ends) - 1):
        spans = [
            (begins[count], ends[words - count])
            for count in range(words + 1)
            if count < len(begins) and words - count < len(ends)
        ]
        found = [(first, last) for first, last in spans if unique(text, first, last)]
        if found:
            first, last = min(found, key=lambda span: span[1] - span[0])
            return text[first:start], text[end:last]
    raise ValueError(f"characters {start}-{end} are not in the text")


def unique(text: str, start: int, end: int) -> bool:
    """Tell whether some characters stand nowhere else, not even overlapping themselves."""
    exact = text[start:end]
    return text.find(exact) == start and text.find(exact, start + 1) == -1


def char_fragment(start: int, end: int) -> str:
    """Write a range of characters as the fragment of an address (RFC 5147, 3)."""
    return f"#char={start},{end}"


def text_fragment(prefix: str, exact: str, suffix: str) -> str:
    """Write a quotation as the fragment of an address (URL Fragment Text Directives, 3.3).

    The article's tables are drawn with bars, which a browser does not show: of what stands around
    a cell only the next cell is taken.

    >>> text_fragment("in ", "1.0 million - 35%", "")
    '#:~:text=in-,1.0%20million%20%2D%2035%25'
    >>> text_fragment("| | II | ", "2,000,000", "")
    '#:~:text=II-,2%2C000%2C000'

    """
    before, behind = cells(prefix), cells(suffix)
    parts = [
        *(f"{encoded(cell)}-" for cell in before[-1:]),
        encoded(exact),
        *(f"-{encoded(cell)}" for cell in behind[:1]),
    ]
    return f"#:~:text={','.join(parts)}"


def cells(context: str) -> list[str]:
    """Split into the words between bars and ends of lines."""
    return [cell.strip() for cell in re.split(r"[|\n]", context) if cell.strip()]


def encoded(words: str) -> str:
    """Percent-encode words; the dash too, which has a meaning in a text directive."""
    return quote(words, safe="").replace("-", "%2D")
