"""Link to words of the article as it is now on the web."""

from __future__ import annotations

import re
from urllib.parse import quote

from german_pows_ussr._evidence import article
from german_pows_ussr._package import package
from german_pows_ussr._trace import Trace

WORD = re.compile(r"[^\s|]+")


def live_link(found: Trace) -> str:
    """Return the address of a cell's words in the live article, to which a browser scrolls."""
    place = found.places[0]
    prefix = context(article(), place.start, place.end)
    return f"{package()['sources'][0]['path']}{text_fragment(prefix, place.exact)}"


def context(text: str, start: int, end: int) -> str:
    """Find as few whole words before some characters as make them unique in their text.

    >>> context("In 1941 some, in 1942 more, and in 1941 some", 17, 21)
    ''
    >>> context("In 1941 some, in 1942 more, and in 1941 some", 35, 39)
    'in '

    """
    begins = [start, *(word.start() for word in [*WORD.finditer(text, 0, start)][::-1])]
    unique = (
        first for first in begins if text.rfind(text[first:end]) == text.find(text[first:end])
    )
    return text[next(unique) : start]


def text_fragment(prefix: str, exact: str) -> str:
    """Write a quotation as the fragment of an address (URL Fragment Text Directives, 3.3).

    The article's tables are drawn with bars, which a browser does not show: of what stands before
    a cell only the next cell is taken.

    >>> text_fragment("in ", "1.0 million - 35%")
    '#:~:text=in-,1.0%20million%20%2D%2035%25'
    >>> text_fragment("| | II | ", "2,000,000")
    '#:~:text=II-,2%2C000%2C000'

    """
    before = [cell.strip() for cell in re.split(r"[|\n]", prefix) if cell.strip()]
    return f"#:~:text={''.join(f'{encoded(cell)}-,' for cell in before[-1:])}{encoded(exact)}"


def encoded(words: str) -> str:
    """Percent-encode words, and the dash, which has a meaning in a text directive."""
    return quote(words, safe="").replace("-", "%2D")
