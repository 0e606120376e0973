"""Write numbers, intervals and tables as text, and suggest known names for an unknown one."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Iterable, Sequence
from difflib import get_close_matches
from textwrap import TextWrapper

WIDTH, GUTTER = 80, 17
"""The columns of a text where the terminal's width is unknown, and of the names beside facts."""

PERSONS = "persons"  # the unit of most figures; where several are listed it is left out

SIGNS = {PERSONS: "{}", "percent": "{}%", "ratio": "×{}"}
"""How a number is written with its unit; any other unit follows it as a word."""

LISTED = 6  # how many names a message lists at most


def grouped(number: str) -> str:
    """Separate the thousands of a number; a text that is no number stays.

    >>> grouped("381067.0"), grouped("35.8"), grouped("several")
    ('381,067', '35.8', 'several')

    """
    whole, point, decimals = number.removesuffix(".0").partition(".")
    digits = whole.removeprefix("-")
    sign = "-" if whole != digits else ""
    return f"{sign}{int(digits):,}{point}{decimals}" if digits.isdecimal() else number


def amount(number: str, unit: str) -> str:
    """Write a number with its unit.

    >>> amount("2800000", "persons"), amount("35.8", "percent"), amount("25", "years")
    ('2,800,000', '35.8%', '25 years')

    """
    return SIGNS.get(unit, f"{{}} {unit}").format(grouped(number))


def interval(low: str, high: str, unit: str) -> str:
    """Write a closed interval, or the known end of an open one.

    >>> interval("1.75", "2", "ratio"), interval("2000", "", "persons")
    ('×1.75 to ×2', '2,000 and more')

    """
    if not (low and high):
        return f"{amount(low, unit)} and more" if low else high and f"up to {amount(high, unit)}"
    return " to ".join(dict.fromkeys(amount(end, unit) for end in (low, high)))


def terminal_width() -> int | None:
    """Return the width of the terminal that shows the output, or None in a pipe."""
    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else None


def align(lines: Sequence[Sequence[str]], right: Iterable[int] = (), gap: int = 2) -> str:
    """Align columns, those in ``right`` flush right, with a rule below the header."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    flush, between = set(right), " " * gap
    header, *records = [
        between.join(
            text.rjust(width) if place in flush else text.ljust(width)
            for place, (text, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    return "\n".join([header, between.join("-" * width for width in widths), *records])


def fit(lines: Sequence[Sequence[str]], right: Iterable[int], width: int) -> str:
    """Align columns within a width, without empty ones, or else write a block for each record."""
    header, *records = lines
    used = [place for place in range(len(header)) if any(record[place] for record in records)]
    kept = [[line[place] for place in used] for line in lines]
    flush = [new for new, old in enumerate(used) if old in set(right)]
    for table in (align(kept, flush, gap) for gap in (2, 1)):
        if max(map(len, table.split("\n"))) <= width:
            return table
    return "\n\n".join(block(zip(header, record, strict=True), width) for record in records)


def block(facts: Iterable[tuple[str, str]], width: int) -> str:
    """Write one record, each fact beside its name; empty facts are left out."""
    kept = [(name, fact) for name, fact in facts if fact]
    gutter = max([GUTTER, *(len(name) + 1 for name, _ in kept)])
    return "\n".join(hang(name, fact, width, gutter) for name, fact in kept)


def hang(name: str, fact: str, width: int, gutter: int = GUTTER) -> str:
    """Write a fact beside its name, its further lines below the first."""
    room = max(width - gutter, 20)
    lines = [line for part in fact.split("\n") for line in wrap(part, room)] or [""]
    return "\n".join([f"{name:<{gutter}}{lines[0]}", *(" " * gutter + each for each in lines[1:])])


def wrap(text: str, width: int) -> list[str]:
    """Wrap a text into lines of whole words; a longer word, such as an address, is not cut."""
    return TextWrapper(width, break_long_words=False, break_on_hyphens=False).wrap(text)


def excerpt(text: str, column: int, length: int, width: int) -> tuple[str, int]:
    """Cut a line to whole words around some marked characters; return also their new column."""
    if len(text) <= width:
        return text, column
    room = max(width - length, 0) // 2
    begin = 0 if column <= room else min(text.index(" ", column - room) + 1, column)
    after = column + length + room
    end = len(text) if after >= len(text) else max(text.rindex(" ", 0, after), column + length)
    before, behind = ("… " if begin else ""), (" …" if end < len(text) else "")
    return before + text[begin:end] + behind, column - begin + len(before)


class UnknownNameError(LookupError):
    """An unknown table, row, field, topic or the like; the message suggests known ones."""


def unknown(kind: str, name: object, place: str, known: Iterable[str]) -> UnknownNameError:
    """Make the error for an unknown name, with what to write instead."""
    return UnknownNameError(f"no {kind} {name!r} in {place}; {hint(str(name), [*known])}")


def nearest(name: str, known: Collection[str]) -> list[str]:
    """Return the name itself if it is known, or else up to three similar ones.

    >>> nearest("Prisoners_help", ["statements", "prisoners_held"])
    ['prisoners_held']

    """
    if name in known:
        return [name]
    small, spelled = name.casefold(), {each.casefold(): each for each in known}
    near = get_close_matches(small, spelled, n=3)
    near = near or [each for each in spelled if small and (small in each or small.startswith(each))]
    return [spelled[each] for each in near[:3]]


def hint(name: str, known: Sequence[str]) -> str:
    """Say what to write instead of an unknown name: similar names, or else the first known ones."""
    if near := nearest(name, known):
        return did_you_mean(near)
    more = f" and {len(known) - LISTED} more" if len(known) > LISTED else ""
    return f"there are {', '.join(known[:LISTED]) or 'none'}{more}"


def did_you_mean(names: Sequence[str]) -> str:
    """Ask whether one of some names was meant."""
    *others, last = names
    return f"did you mean {', '.join(others)}{' or ' * bool(others)}{last}?"
