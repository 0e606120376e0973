"""Find characters of the pinned article, with their line and links to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from ._files import DamagedPackageError, read_file, repair
from ._html import lines_html, link, quotation
from ._package import package
from ._table import Row
from ._text import excerpt, wrapped

WIDTH = 76
"""The longest line of the article that is shown whole; of others, the words around the figure."""

WORD = re.compile(r"[^\s|]+")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Some characters of the pinned article.

    Attributes:
        exact: the characters, unchanged.
        start: where they begin in ``article.txt``, in Unicode code points from 0.
        end: where they end, which is the position behind the last of them.
        line: the number of their line, from 1.
        text: that line.
        column: where in the line they begin, in code points from 0.

    """

    exact: str
    start: int
    end: int
    line: int
    text: str
    column: int

    @property
    def fragment(self) -> str:
        """The place in the article by RFC 5147, such as ``article.txt#char=6594,6603``."""
        return f"article.txt#char={self.start},{self.end}"

    @property
    def link(self) -> str:
        """The words in the live article, which a browser scrolls to if they still stand there."""
        prefix, suffix = context(article(), self.start, self.end)
        return package().article_url + text_fragment(prefix, self.exact, suffix)

    @property
    def marked(self) -> str:
        """The line with the characters marked below it; of a longer one the words around them."""
        if len(self.exact) > WIDTH:
            lines = wrapped(self.exact, WIDTH)
            return "\n".join(f"  {line}\n  {'^' * len(line)}" for line in lines)
        text, column = excerpt(self.text, self.column, len(self.exact), WIDTH)
        return f"  {text}\n  {' ' * column}{'^' * len(self.exact)}"

    def __str__(self) -> str:
        return f"article.txt, line {self.line}, characters {self.start}-{self.end}"

    def _repr_html_(self) -> str:
        text, column = excerpt(self.text, self.column, len(self.exact), WIDTH)
        end = column + len(self.exact)
        quoted = quotation(text[:column], text[column:end], text[end:])
        where = "; ".join(
            filter(None, [lines_html([str(self)]), link(self.link, "in the live article")])
        )
        return f"{quoted}<br>{where}"


def place(row: Row) -> Place:
    """Find the place that a row of ``evidence`` or ``sentences`` names by its offsets."""
    text = article()
    start, end = int(row["char_start"]), int(row["char_end"])
    if row.get("exact", text[start:end]) != text[start:end]:
        raise DamagedPackageError(
            f"article.txt: characters {start}-{end} are not {row['exact']!r}; {repair()}"
        )
    begin = text.rfind("\n", 0, start) + 1
    return Place(
        exact=text[start:end],
        start=start,
        end=end,
        line=text.count("\n", 0, start) + 1,
        text=text[begin:].partition("\n")[0],
        column=start - begin,
    )


def article() -> str:
    """Read the pinned article."""
    return read_file("resources/article.txt").decode("utf-8")


def context(text: str, start: int, end: int) -> tuple[str, str]:
    """Find as few whole words around some characters as make them unique in their text.

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
        found = [(first, last) for first, last in spans if is_unique(text, first, last)]
        if found:
            first, last = min(found, key=lambda span: span[1] - span[0])
            return text[first:start], text[end:last]
    raise ValueError(f"characters {start}-{end} are not in the text")


def is_unique(text: str, start: int, end: int) -> bool:
    """Tell whether some characters occur only once, not even overlapping themselves."""
    exact = text[start:end]
    return text.find(exact) == start and text.find(exact, start + 1) == -1


def text_fragment(prefix: str, exact: str, suffix: str) -> str:
    """Write a quotation as the fragment of an address (URL Fragment Text Directives, 3.3).

    The article's tables are drawn with bars, which a browser does not show: of what stands around
    a cell only the next cell is taken.

    >>> text_fragment("in ", "1.0 million - 35%", "")
    '#:~:text=in-,1.0%20million%20%2D%2035%25'
    >>> text_fragment("| | II | ", "2,000,000", "")
    '#:~:text=II-,2%2C000%2C000'

    """
    before, behind = drawn_cells(prefix), drawn_cells(suffix)
    parts = [
        *(f"{encoded(cell)}-" for cell in before[-1:]),
        encoded(exact),
        *(f"-{encoded(cell)}" for cell in behind[:1]),
    ]
    return f"#:~:text={','.join(parts)}"


def drawn_cells(words: str) -> list[str]:
    """Split words at the bars and line ends of a drawn table."""
    return [cell.strip() for cell in re.split(r"[|\n]", words) if cell.strip()]


def encoded(words: str) -> str:
    """Percent-encode words, and the dash, which has a meaning in a text directive."""
    return quote(words, safe="").replace("-", "%2D")
