"""The words of a figure -> the place to which it is printed: its unit of rounding.

A decimal number or a share is printed to the place of its last digit, zeros included; a number word
to its scale; a whole number that ends in two zeros or more to its last digit that is not zero, any
other to the unit. A quantity that is laid down, such as a number of years, is rounded to nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from transcription.readers import SCALES, THIN

UNIT = Decimal(1)
FEWEST_ZEROS = 2
"""Nobody rounds to tens: a whole number with one zero at its end is printed to the unit."""


def whole(words: str) -> Decimal:
    """'3,060,000' -> 10000, '1,094,250' -> 1; whatever parts the thousands."""
    digits = words.replace(",", "").replace(THIN, "")
    zeros = len(digits) - len(digits.rstrip("0"))
    return UNIT.scaleb(zeros) if zeros >= FEWEST_ZEROS else UNIT


def decimal(words: str, scale: int = 0) -> Decimal:
    """'35.8 percent' -> 0.1, '15%' -> 1."""
    number = words.partition(" ")[0].removesuffix("%")
    return UNIT.scaleb(scale - len(number.partition(".")[2]))


def in_millions(words: str) -> Decimal:
    """'1.0 million' -> 100000."""
    return decimal(words, scale=6)


def in_words(words: str) -> Decimal:
    """'three million' -> 1000000, 'six' -> 1."""
    return Decimal(max(size for scale, size in SCALES.items() if words.endswith(scale)))


def to_the_unit(words: str) -> Decimal:
    """'doubled' -> 1."""
    return UNIT


def laid_down(words: str) -> None:
    """'25 years' -> None."""
    return


PLACES: dict[str, Callable[[str], Decimal | None]] = {
    "integer": whole,
    "millions": in_millions,
    "number_words": in_words,
    "multiple": to_the_unit,
    "percent_sign": decimal,
    "signed_percent": decimal,
    "spaced_integer": whole,
    "percent_word": decimal,
    "years": laid_down,
}
"""The place of a figure by the name of the reader that reads it."""
