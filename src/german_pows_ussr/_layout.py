"""Records -> lines of text: under each other where they fit, or else a block for each."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence

WIDTH = 80
"""The columns that a text takes where nobody says how many there are."""

GUTTER = 13
"""Where a fact begins beside its name."""


def room() -> int | None:
    """Return the width of the terminal that reads the output, or None in a pipe."""
    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else None


def aligned(
    lines: Sequence[Sequence[str]], right: Iterable[int] = (), gap: int = 2, heads: int = 1
) -> str:
    """Columns under each other, those in ``right`` flush right; a rule under so many headers."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    flush, between = set(right), " " * gap
    printed = [
        between.join(
            text.rjust(width) if place in flush else text.ljust(width)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    rule = between.join("-" * width for width in widths)
    return "\n".join([*printed[:heads], rule, *printed[heads:]])


def fitted(lines: Sequence[Sequence[str]], right: Iterable[int], room: int) -> str:
    """The same in so many columns, or else a block for each record.

    Empty columns are left out; then they come closer, or the names of the columns are folded, or
    else the longest text.
    """
    header, *records = lines
    used = [place for place in range(len(header)) if any(record[place] for record in records)]
    kept = [[line[place] for place in used] for line in lines]
    flush = [new for new, old in enumerate(used) if old in set(right)]
    headed, heads = with_folded_names(kept)
    candidates = (
        (kept, 2, 1), (kept, 1, 1), (headed, 2, heads), (headed, 1, heads),
        (folded(kept, room), 2, 1),
    )  # fmt: skip
    for candidate, gap, above in candidates:
        table = aligned(candidate, flush, gap, above)
        if max(map(len, table.split("\n"))) <= room:
            return table
    return "\n\n".join(block(zip(header, record, strict=True), room) for record in records)


LEGIBLE = 30
"""The fewest columns in which a text is folded."""


def with_folded_names(lines: list[list[str]]) -> tuple[list[list[str]], int]:
    """A table, the words of a column's name under each other, and how many lines they take."""
    header, *records = lines
    names = [name.replace("_", "_ ").split() for name in header]
    heads = max(map(len, names))
    filled = [[""] * (heads - len(words)) + words for words in names]
    return [*map(list, zip(*filled, strict=True)), *records], heads


def folded(lines: list[list[str]], room: int) -> list[list[str]]:
    """The lines of a table, its widest column folded to what the others leave it."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    widest = widths.index(max(widths))
    left = room - sum(widths) + widths[widest] - 2 * (len(widths) - 1)
    if left < LEGIBLE:
        return lines
    found = []
    for line in lines:
        for number, text in enumerate(wrapped(line[widest], left)):
            beside = line if number == 0 else [""] * len(line)
            found.append([*beside[:widest], text, *beside[widest + 1 :]])
    return found


def block(facts: Iterable[tuple[str, str]], room: int) -> str:
    """One record: each fact beside its name; what is empty is left out."""
    told = [(name, fact) for name, fact in facts if fact]
    gutter = max([GUTTER, *(len(name) + 2 for name, _ in told)])
    return "\n".join(hanging(name, fact, room, gutter) for name, fact in told)


def hanging(name: str, fact: str, room: int, gutter: int = GUTTER) -> str:
    """A fact beside its name, its further lines under the first."""
    lines = list(wrapped(fact, max(room - gutter, 20)))
    return "\n".join(
        f"{beside:<{gutter}}{line}"
        for beside, line in zip([name, *[""] * (len(lines) - 1)], lines, strict=True)
    )


def wrapped(text: str, room: int) -> Iterator[str]:
    """Lines of whole words; a word that is longer than a line, such as an address, is not cut."""
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > room:
            yield line
            line = ""
        line = f"{line} {word}".lstrip()
    yield line
