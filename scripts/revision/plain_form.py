"""Print headings, paragraphs and tables in the plain form in which the article is pinned."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

TITLE = re.compile(r"^= [^=\n]+ =$", re.MULTILINE)
GROUPED = re.compile(r"(?<=\d)[\u00a0\u2009\u202f](?=\d{3}(?!\d))")
"""A no-break space between thousands is part of a number; any other becomes a plain blank."""
QUOTES = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")
NOTE = re.compile(r"[\[(].{0,80}[\])]|[†‡*]+|[a-z]|", re.DOTALL)
"""Superscripts that are notes: '[4]', '[citation needed]', 'a'."""
GLUED = re.compile(r"(?<=\S)\[(?:\d{1,3}|[a-z]|(?:note|nb|n) ?\d{1,3})\](?!\w)", re.IGNORECASE)
"""The number of a note that was copied with the text: '170.000[4]'."""
DOUBT = re.compile(
    r" ?\[(?:[\w ]+ needed|(?:by )?(?:who|whom|when|which|where)\?|according to whom\?"
    r"|dubious(?: – discuss)?|clarify|failed verification)\]",
    re.IGNORECASE,
)
"""A mark of doubt: '[citation needed]'."""
RAISED = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
BAR = "¦"
"""Stands for a bar inside a cell, where a real one would begin another cell."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 is the title of the article, level 2 a section."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or an item of a list."""

    text: str
    item: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A cell of a table, and how many rows and columns it covers."""

    text: str
    down: int = 1
    across: int = 1


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table: its caption, its rows of cells with blanks under a tall one, and its source."""

    caption: str
    rows: Sequence[Sequence[str]] = field(default_factory=list)
    source: str = ""


Block = Heading | Line | Drawn


def tidy(text: str) -> str:
    """Normalize words: NFC, straight quotation marks, plain blanks.

    Numbers of notes, marks of doubt and invisible characters are removed.
    """
    composed = unicodedata.normalize("NFC", text).translate(QUOTES)
    seen = "".join(one for one in composed if unicodedata.category(one) not in ("Cf", "Cc", "Co")
                   or one.isspace())  # fmt: skip
    kept = GROUPED.sub("\0", DOUBT.sub("", GLUED.sub("", seen)))
    return re.sub(r"\s+", " ", kept).strip().replace("\0", "\u2009")


def raised(text: str) -> str:
    """Print a superscript: nothing for a note, raised digits so that none joins a figure."""
    return "" if NOTE.fullmatch(text.strip()) else text.translate(RAISED)


def drawn(caption: str, rows: Iterable[Sequence[Span]]) -> Drawn:
    """Lay out a table; a first or last cell as wide as the table is its caption or source."""
    spans = list(rows)
    width = max((sum(span.across for span in row) for row in spans), default=0)
    above, below = [caption], list[str]()
    while len(spans) > 1 and is_line(spans[0], width):
        above.append(spans.pop(0)[0].text)
    while len(spans) > 1 and is_line(spans[-1], width):
        below.insert(0, spans.pop()[0].text)
    grid = [row for row in expand(spans) if any(row)]
    return Drawn(" ".join(filter(None, above)), grid, " ".join(below))


def is_line(row: Sequence[Span], width: int) -> bool:
    """Tell whether a row is one cell as wide as the table."""
    return width > 1 and len(row) == 1 and row[0].across >= width


def expand(rows: Iterable[Sequence[Span]]) -> Iterator[list[str]]:
    """Yield each row, with a blank wherever a cell reaches from above or from the left."""
    hanging: dict[int, int] = {}
    for spans in rows:
        row: list[str] = []
        for span in spans:
            fill_below(row, hanging)
            for column in range(len(row), len(row) + span.across):
                hanging[column] = span.down - 1
            row += [span.text, *[""] * (span.across - 1)]
        fill_below(row, hanging)
        yield row


def fill_below(row: list[str], hanging: dict[int, int]) -> None:
    """Add the blanks under cells that reach down from above."""
    while hanging.get(len(row), 0) > 0:
        hanging[len(row)] -= 1
        row.append("")


def printed(blocks: Iterable[Block]) -> str:
    """Print blocks in the plain form, without the headings of empty sections."""
    lines: list[str] = []
    for block in without_empty_sections(list(blocks)):
        match block:
            case Heading(1, text):
                lines += [f"= {text} =", ""]
            case Heading(level, text):
                add_blank_line(lines)
                lines += [f"{'=' * level}{text}{'=' * level}", ""]
            case Line(text, item):
                if not (item and lines and lines[-1].startswith("- ")):
                    add_blank_line(lines)
                lines.append(f"- {text}" if item else text)
            case Drawn():
                add_blank_line(lines)
                lines += table(block)
    return "\n".join(lines).strip("\n") + "\n"


def add_blank_line(lines: list[str]) -> None:
    """Add a blank line unless there is one."""
    if lines and lines[-1]:
        lines.append("")


def table(block: Drawn) -> list[str]:
    """Print a table, its caption above and its source below."""
    width = max(map(len, block.rows), default=0)
    padded = ([*row, *[""] * (width - len(row))] for row in block.rows)
    rows = ["".join(f"| {cell} " if cell else "| " for cell in row) + "|" for row in padded]
    return [*filter(None, [block.caption]), *rows, *filter(None, [block.source])]


def without_empty_sections(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks without the headings of empty sections."""
    for n, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level > 1:
            following = blocks[n + 1] if n + 1 < len(blocks) else None
            if following is None or (
                isinstance(following, Heading) and following.level <= block.level
            ):
                continue
        yield block
