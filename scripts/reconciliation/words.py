"""Put a comparison or a period into words, built from the numbers."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Sequence
from fractions import Fraction

from transcription.definition import Check

from .expression import Quantity
from .verdict import Verdict

SIGNS = {"persons": "{}", "percent": "{}%", "ratio": "×{}"}
"""How a number is written with its unit; another unit follows it as a word."""

DEPENDS = {
    "round_number": "on how round a number is",
    "cut_off": "on whether a figure was cut off instead of rounded",
    "hedge": "on how far a hedge reaches",
    "day": "on the day",
    "population": "on who is counted",
}
"""What a verdict depends on, by the reading that changes it."""

EQUALS = {
    "conflict": "no reading reconciles them",
    "undecided": "whether they can be reconciled depends {}",
    "compatible": "every reading reconciles them",
    "not_comparable": "but the two sides do not count the same",
}
AT_MOST = EQUALS | {
    "conflict": "it does under every reading",
    "undecided": "whether it does depends {}",
    "compatible": "it does not, under any reading",
}
BETWEEN = {"equals": " against ", "at_most": " should not exceed ", "to": " to "}
RESTATES = {"cut": "one is the other, cut off", "rounded": "one is the other, rounded"}
TEN = 10
SMALLEST = Fraction(1, 10)
"""Sizes below this are not told apart in words."""


def summary(
    check: Check, verdict: Verdict, sides: Sequence[Quantity], assumed: Sequence[str] = ()
) -> str:
    """Put a finding into a sentence: the sides as printed, how far apart, what holds of them."""
    text = BETWEEN[check.relation].join(amount(side, check.unit) for side in sides)
    text = f"from {text}" if check.relation == "to" else text
    if len(sides) > 1:
        text += f": {apart(sides[0].value, sides[1].value, check.unit)}"
    said = meaning(check.relation, verdict, sides)
    text += f"; {said}" if said else ""
    return " ".join([f"{text[0].upper()}{text[1:]}.", *assuming(assumed)])


def meaning(relation: str, verdict: Verdict, sides: Sequence[Quantity]) -> str:
    """Say what a verdict means for the two sides; nothing where their numbers say it."""
    if verdict.finding == "same":
        maxima = all(side.maximum for side in sides)
        return RESTATES.get(
            verdict.restates or "", "but two maxima may bound different things" if maxima else ""
        )
    words = AT_MOST if relation == "at_most" else EQUALS
    return words[verdict.finding].format(depending(verdict.depends_on)) if verdict.finding else ""


def depending(readings: Sequence[str]) -> str:
    """Say on which readings a verdict depends: 'on the day', 'on a, on b and on c'."""
    return joined([DEPENDS[reading] for reading in readings])


def assuming(assumed: Sequence[str]) -> list[str]:
    """Say what a comparison assumes, in a sentence, if it assumes anything."""
    return [f"It assumes {joined([f'that {each}' for each in assumed])}."] if assumed else []


def apart(left: Fraction, right: Fraction, unit: str) -> str:
    """Say how far two numbers are apart, in percent of the larger; shares in points as well."""
    if left == right:
        return "the same number"
    size = size_of(left, right)
    percent = "less than 0.1%" if size < SMALLEST else number(rough(size), "percent")
    if unit == "percent":
        gap = abs(left - right)
        points = "less than 0.1" if gap < SMALLEST else number(rough(gap), "").strip()
        return f"{points} percentage points apart, {percent} of the larger"
    return f"{percent} apart"


def rough(size: Fraction) -> Fraction:
    """Round a size to two digits: to the unit from ten on, else to a tenth."""
    return Fraction(round(size)) if size >= TEN else Fraction(round(size, 1))


def size_of(left: Fraction, right: Fraction) -> Fraction:
    """Return a difference in percent of the larger number."""
    larger = max(abs(left), abs(right))
    return 100 * abs(left - right) / larger if larger else Fraction(0)


def joined(words: Sequence[str]) -> str:
    """Join words: 'a, b and c'."""
    *others, last = words or [""]
    return f"{', '.join(others)} and {last}" if others else last


def in_words(number: int) -> str:
    """Write a small number as a word."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number] if number < len(words) else str(number)


def amount(quantity: Quantity, unit: str) -> str:
    """Describe a number and the interval of what would be printed this way."""
    low, high = quantity.low, quantity.high
    printed = ("a maximum of " if quantity.maximum else "") + number(quantity.value, unit)
    if low is None or high is None:
        return f"{printed} ({half_open(low, high, unit)})"
    return printed if low == high else f"{printed} ({number(low, unit)} to {number(high, unit)})"


def half_open(low: Fraction | None, high: Fraction | None, unit: str) -> str:
    """Describe an interval of which one end is open, or both."""
    if low is None:
        return "no low end" if high is None else f"up to {number(high, unit)}"
    return f"{number(low, unit)} and more"


def number(value: Fraction, unit: str) -> str:
    """Format a number for people: thousands apart, two decimals at most, its unit."""
    digits = f"{float(round(value, 2)):,.2f}".rstrip("0").rstrip(".")
    return SIGNS.get(unit, f"{{}} {unit}").format(digits)


def period_in_words(period: str) -> str:
    """'1943-01/1943-03' -> 'January to March 1943', '1945-05/..' -> 'from May 1945'."""
    first, slash, last = period.partition("/")
    if not slash:
        return date_in_words(first)
    if first in NO_DATE:
        return f"until {date_in_words(last)}"
    if last in NO_DATE:
        return f"from {date_in_words(first)}"
    begin, end = date_in_words(first), date_in_words(last)
    shared = f" {last[:4]}" if "-" in last else ""
    return f"{begin.removesuffix(shared)} to {end}"


NO_DATE = ("..", "")
"""How EDTF writes the open and the unknown end of an interval."""


def date_in_words(when: str) -> str:
    """'1945' -> '1945', '1945-05' -> 'May 1945', '1945-05-08' -> '8 May 1945'."""
    year, *rest = when.split("-")
    if rest and rest[0].startswith("Q"):
        return f"quarter {rest[0][1:]} of {year}"
    month = [month_name[int(rest[0])]] if rest else []
    day = [str(int(number)) for number in rest[1:]]
    return " ".join([*day, *month, year])
