"""Printed words -> values, each reader accepting exactly what its name says.

A reader has two halves, and they check each other: what it reads must print back to the very text
it was given. ``READERS`` holds them by name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .refusal import Refusal

Number = int | Decimal
"""A count, or a number with the decimals that were printed: '1.0 million' is Decimal('1.0E+6')."""

READERS: dict[str, Reader] = {}

THIN = "\u2009"
"""The blank that parts thousands where commas do not."""
IN_A_NUMBER = re.compile(rf"(?<=\d){THIN}(?=\d)")


@dataclass(frozen=True, slots=True)
class Reader:
    """One way to read: ``reader(text)`` is the value, or a refusal."""

    name: str
    accepts: str
    unit: str | None
    pattern: re.Pattern[str]
    read: Callable[[str], str | Number]
    write: Callable[[str | Number], str]

    def __call__(self, text: str) -> str | Number:
        """Read ``text``; raise ``Refusal`` for what the reader does not accept."""
        if self.pattern.fullmatch(text):
            value = self.read(text)
            if self.write(value) == text:
                return value
        raise Refusal(f"{text!r} is not {self.accepts}")


def reader(
    accepts: str, pattern: str, write: Callable[..., str], unit: str | None = None
) -> Callable[[Callable[[str], str | Number]], Reader]:
    """Register the decorated function as the reader of its name."""

    def register(read: Callable[[str], str | Number]) -> Reader:
        made = Reader(read.__name__, accepts, unit, re.compile(pattern, re.ASCII), read, write)
        READERS[made.name] = made
        return made

    return register


@reader("text that can be printed as it stands", r"\S(.*\S)?", str)
def verbatim(text: str) -> str:
    """'ca. 3,000' -> 'ca. 3,000'. Refuses outer blanks and characters one cannot see.

    A thin blank that parts thousands is seen.
    """
    return text if IN_A_NUMBER.sub("", text).isprintable() else ""


@reader("one whole number with commas between its thousands", r"\d{1,3}(,\d{3})*", "{:,}".format)
def integer(text: str) -> int:
    """'2,388,443' -> 2388443. Refuses signs, fractions, words and missing commas."""
    return int(text.replace(",", ""))


@reader(
    "one whole number with thin blanks between its thousands",
    rf"\d{{1,3}}({THIN}\d{{3}})*",
    lambda value: f"{value:,}".replace(",", THIN),
)
def spaced_integer(text: str) -> int:
    """'146\u2009256' -> 146256, parted by thin blanks. Refuses commas and other blanks."""
    return int(text.replace(THIN, ""))


@reader(
    "a number of millions such as '2.8 million'",
    r"\d{1,3}(\.\d{1,3})? million",
    lambda value: f"{value.scaleb(-6):f} million",
)
def millions(text: str) -> Decimal:
    """'1.0 million' -> Decimal('1.0E+6'), which keeps the printed decimals. Refuses 'a million'."""
    return Decimal(text.removesuffix(" million")).scaleb(6)


SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SCALES = {"": 1, " hundred": 100, " thousand": 1_000, " million": 1_000_000}
NUMBER_WORDS = {
    word + scale: count * size
    for scale, size in SCALES.items()
    for count, word in enumerate(SMALL, start=1)
    if (count, scale) != (10, " hundred")  # 1000 is written 'one thousand'
}
WORDS_OF_NUMBERS = {value: words for words, value in NUMBER_WORDS.items()}


@reader(
    "a number in words such as 'three million'",
    "|".join(NUMBER_WORDS),
    lambda value: WORDS_OF_NUMBERS[value],
)
def number_words(text: str) -> int:
    """'three million' -> 3000000: one to ten, alone or times a hundred, thousand or million."""
    return NUMBER_WORDS[text]


MULTIPLES = {"doubled": 2, "tripled": 3, "quadrupled": 4}
WORDS_OF_MULTIPLES = {value: word for word, value in MULTIPLES.items()}


@reader(
    "a word of multiplication such as 'doubled'",
    "|".join(MULTIPLES),
    lambda value: WORDS_OF_MULTIPLES[value],
    unit="ratio",
)
def multiple(text: str) -> int:
    """'doubled' -> 2."""
    return MULTIPLES[text]


@reader("a percentage such as '13.9%'", r"\d{1,3}(\.\d+)?%", "{:f}%".format, unit="percent")
def percent_sign(text: str) -> Decimal:
    """'15%' -> Decimal('15'), '13.9%' -> Decimal('13.9'). Refuses a number without the sign."""
    return Decimal(text.removesuffix("%"))


def with_sign(value: Decimal) -> str:
    """Decimal('-3.4') -> '−3.4', with the sign that is printed."""
    return f"{'−' if value.is_signed() else '+'}{abs(value):f}"


@reader(
    "a change in percent such as '−3.4%'",
    r"[+−]\d{1,3}(\.\d+)?%",
    lambda value: f"{with_sign(value)}%",
    unit="percent",
)
def signed_percent(text: str) -> Decimal:
    """'−3.4%' -> Decimal('-3.4'), '+1.2%' -> Decimal('1.2'). Refuses a number without its sign."""
    return Decimal(text.removesuffix("%").replace("−", "-"))


@reader(
    "a percentage such as '35.8 percent'",
    r"\d{1,3}(\.\d+)? percent",
    "{:f} percent".format,
    unit="percent",
)
def percent_word(text: str) -> Decimal:
    """'35.8 percent' -> Decimal('35.8'). Refuses a number without the word."""
    return Decimal(text.removesuffix(" percent"))


@reader(
    "a number of years such as '25 years'", r"(?!1 )\d{1,3} years", "{} years".format, unit="years"
)
def years(text: str) -> int:
    """'25 years' -> 25."""
    return int(text.removesuffix(" years"))


@reader("a year of four digits", r"[12]\d{3}", str)
def year(text: str) -> int:
    """'1945' -> 1945."""
    return int(text)


QUARTERS = ("I", "II", "III", "IV")


@reader("a quarter of a year from I to IV", "|".join(QUARTERS), lambda value: QUARTERS[value - 1])
def roman_quarter(text: str) -> int:
    """'IV' -> 4. Refuses lower case and other numerals."""
    return QUARTERS.index(text) + 1
