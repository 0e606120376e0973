"""Headings, paragraphs and tables -> the plain form in which the article is pinned."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

TITLE = re.compile(r"^= [^=\n]+ =$", re.MULTILINE)
GROUPED = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
"""A blank that breaks no line, between thousands, is part of a number; any other is plain."""
QUOTES = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")
NOTE = re.compile(r"[\[(].{0,80}[\])]|[†‡*]+|[a-z]|", re.DOTALL)
"""What is raised and is a note: '[4]', '[citation needed]', 'a'."""
GLUED = re.compile(r"(?<=\S)\[(?:\d{1,3}|[a-z]|(?:note|nb|n) ?\d{1,3})\](?!\w)", re.IGNORECASE)
"""The number of a note, where somebody copied it with the text: '170.000[4]'."""
DOUBT = re.compile(
    r" ?\[(?:[\w ]+ needed|(?:by )?(?:who|whom|when|which|where)\?|according to whom\?"
    r"|dubious(?: – discuss)?|clarify|failed verification)\]",
    re.IGNORECASE,
)
"""The mark of a doubt: '[citation needed]'."""
RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
BAR = "¦"
"""What is printed for a bar inside a cell, where one would begin another."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; those of sections have the level 2, the title of the article has 1."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or an item of a list; ``close`` if nothing parts it from what stands above."""

    text: str
    item: bool = False
    close: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A cell of a table, over so many rows and columns."""

    text: str
    down: int = 1
    across: int = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table: its caption, and its rows of cells; under a cell of several rows stand blanks."""

    caption: str
    rows: Sequence[Sequence[str]] = field(default_factory=list)
    source: str = ""


Block = Heading | Line | Drawn


def tidy(text: str) -> str:
    """Words in the form NFC, with straight quotation marks and plain blanks.

    Without the numbers of notes, marks of doubt, and what is unseen.
    """
    composed = unicodedata.normalize("NFC", text).translate(QUOTES)
    seen = "".join(one for one in composed if unicodedata.category(one) not in ("Cf", "Cc", "Co")
                   or one.isspace())  # fmt: skip
    kept = GROUPED.sub("\0", DOUBT.sub("", GLUED.sub("", seen)))
    return re.sub(r"\s+", " ", kept).strip().replace("\0", "\u2009")


def raised(text: str) -> str:
    """What is printed for raised characters: no note, and no digit that could join a figure."""
    return "" if NOTE.fullmatch(text.strip()) else text.translate(RAISED)


def drawn(caption: str, rows: Iterable[Sequence[Span]]) -> Drawn:
    """A table from its spans; a cell as wide as the table is no row, but its caption or source."""
    spans = list(rows)
    width = max((sum(span.across for span in row) for row in spans), default=0)
    above, below = [caption], list[str]()
    while len(spans) > 1 and is_line(spans[0], width):
        above.append(spans.pop(0)[0].text)
    while len(spans) > 1 and is_line(spans[-1], width):
        below.insert(0, spans.pop()[0].text)
    grid = [row for row in expanded(spans) if any(row)]
    return Drawn(" ".join(filter(None, above)), grid, " ".join(below))


def is_line(row: Sequence[Span], width: int) -> bool:
    """Whether a row is one cell as wide as the table."""
    return width > 1 and len(row) == 1 and row[0].across >= width


def expanded(rows: Iterable[Sequence[Span]]) -> Iterator[list[str]]:
    """Each row with a blank wherever a cell from above or from the left reaches."""
    hanging: dict[int, int] = {}
    for spans in rows:
        row: list[str] = []
        for span in spans:
            fill(row, hanging)
            for column in range(len(row), len(row) + span.across):
                hanging[column] = span.down - 1
            row += [span.text, *[""] * (span.across - 1)]
        fill(row, hanging)
        yield row


def fill(row: list[str], hanging: dict[int, int]) -> None:
    """Add the blanks that stand under cells from above."""
    while hanging.get(len(row), 0) > 0:
        hanging[len(row)] -= 1
        row.append("")


def printed(blocks: Iterable[Block]) -> str:
    """The plain form; a heading below which nothing stands is left out."""
    lines: list[str] = []
    for block in peopled(list(blocks)):
        match block:
            case Heading(1, text):
                lines += [f"= {text} =", ""]
            case Heading(level, text):
                part(lines)
                lines += [f"{'=' * level}{text}{'=' * level}", ""]
            case Line(text, item, close):
                if not close and not (item and lines and lines[-1].startswith("- ")):
                    part(lines)
                lines.append(f"- {text}" if item else text)
            case Drawn():
                part(lines)
                lines += table(block)
    return "\n".join(lines).strip("\n") + "\n"


def part(lines: list[str]) -> None:
    """A blank line, if none stands there."""
    if lines and lines[-1]:
        lines.append("")


def table(block: Drawn) -> list[str]:
    """The lines of a table, its caption above and its source below."""
    width = max(map(len, block.rows), default=0)
    padded = ([*row, *[""] * (width - len(row))] for row in block.rows)
    rows = ["".join(f"| {cell} " if cell else "| " for cell in row) + "|" for row in padded]
    return [*filter(None, [block.caption]), *rows, *filter(None, [block.source])]


def peopled(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks without headings of empty sections."""
    for n, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level > 1:
            following = blocks[n + 1] if n + 1 < len(blocks) else None
            if following is None or (
                isinstance(following, Heading) and following.level <= block.level
            ):
                continue
        yield block
