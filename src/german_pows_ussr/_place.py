"""Two offsets -> characters of the pinned article, with their line and their links."""

from __future__ import annotations

from dataclasses import dataclass

from ._layout import wrapped
from ._package import REPAIR, DamagedPackageError, content_of, descriptor
from ._quote import char_fragment, context, text_fragment

WIDTH = 76
"""The longest line of the article that is shown whole; of others, the words around the figure."""


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
        return f"article.txt{char_fragment(self.start, self.end)}"

    @property
    def link(self) -> str:
        """The words in the live article, which a browser scrolls to if they still stand there."""
        prefix, suffix = context(article(), self.start, self.end)
        page: str = descriptor()["sources"][0]["path"]
        return page + text_fragment(prefix, self.exact, suffix)

    @property
    def marked(self) -> str:
        """The line with the characters marked below it; of a longer one the words around them."""
        if len(self.exact) > WIDTH:
            lines = wrapped(self.exact, WIDTH)
            return "\n".join(f"  {line}\n  {'^' * len(line)}" for line in lines)
        text, column = excerpt(self.text, self.column, len(self.exact))
        return f"  {text}\n  {' ' * column}{'^' * len(self.exact)}"

    def __str__(self) -> str:
        return f"article.txt, line {self.line}, characters {self.start}-{self.end}"


def place(start: int, end: int, exact: str | None = None) -> Place:
    """The place between two offsets; refuses one that has not the characters it should."""
    text = article()
    if exact is not None and text[start:end] != exact:
        raise DamagedPackageError(
            f"article.txt: characters {start}-{end} are not {exact!r}; {REPAIR}"
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
    """The pinned article."""
    return content_of("article", "txt").decode("utf-8")


def excerpt(text: str, column: int, length: int) -> tuple[str, int]:
    """As much of a line as fits, whole words around the marked ones, and the new column."""
    if len(text) <= WIDTH:
        return text, column
    room = max(WIDTH - length, 0) // 2
    begin = 0 if column <= room else text.index(" ", column - room) + 1
    begin = min(begin, column)
    after = column + length + room
    end = len(text) if after >= len(text) else max(text.rindex(" ", 0, after), column + length)
    before, behind = ("… " if begin else ""), (" …" if end < len(text) else "")
    return before + text[begin:end] + behind, column - begin + len(before)
