"""A number and its bounds, as the files have them -> the words in which a person reads them."""

from __future__ import annotations

PERSONS = "persons"
"""The unit of nearly every figure; where several stand together it goes without saying."""

SIGNS = {PERSONS: "{}", "percent": "{}%", "ratio": "×{}"}
"""How a number is written with its unit; another unit follows it as a word."""


def grouped(number: str) -> str:
    """A number with its thousands apart."""
    whole, point, decimals = number.partition(".")
    digits = whole.removeprefix("-")
    sign = "-" if whole != digits else ""
    return f"{sign}{int(digits):,}{point}{decimals}" if digits.isdecimal() else number


def rounded(number: float) -> str:
    """A number that was computed, to two decimals at most."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def amount(number: str, unit: str) -> str:
    """A number with its unit.

    >>> amount("2800000", "persons"), amount("35.8", "percent"), amount("25", "years")
    ('2,800,000', '35.8%', '25 years')

    """
    return SIGNS.get(unit, f"{{}} {unit}").format(grouped(number))


def interval(low: str, high: str, unit: str) -> str:
    """What may be meant: the closed interval, or what is known of an open one.

    >>> interval("1.75", "2", "ratio"), interval("2000", "", "persons")
    ('×1.75 to ×2', '2,000 and more')

    """
    if not (low and high):
        return f"{amount(low, unit)} and more" if low else high and f"up to {amount(high, unit)}"
    ends = dict.fromkeys(amount(end, unit) for end in (low, high))
    return " to ".join(ends)
