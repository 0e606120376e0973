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
    "compatible": "no reading separates them",
    "not_comparable": "the two sides do not count the same",
}
AT_MOST = EQUALS | {
    "conflict": "it does under every reading",
    "undecided": "whether it must depends {}",
    "compatible": "under every reading it need not",
}
BETWEEN = {"equals": " against ", "at_most": " should not exceed ", "to": " to "}
RESTATES = {"cut": "one is the other, cut off", "rounded": "one is the other, rounded"}
FEWER = " to fewer than three digits"
TEN = 10
SMALLEST = Fraction(1, 10)
"""Sizes below this are not told apart in words."""
SOURCE = ", according to "
"""What stands in the sentence of a figure before those who give it."""
DECIMALS = 2
ORDINALS = ("first", "second", "third", "fourth")


def summary(
    check: Check, verdict: Verdict, sides: Sequence[Quantity], assumed: Sequence[str] = ()
) -> str:
    """Put a finding into a sentence: the sides as printed, how far apart, what holds of them."""
    alone = len(sides) == 1 and check.unit == "percent"
    places = decimals(sides[0]) if alone else DECIMALS
    text = BETWEEN[check.relation].join(amount(side, check.unit, places) for side in sides)
    text = f"from {text}" if check.relation == "to" else text
    size = apart(sides[0].value, sides[-1].value, check.unit) if len(sides) > 1 else ""
    if verdict.finding == "not_comparable":
        size = ""
    said = "; ".join(filter(None, [size, meaning(check.relation, verdict, sides)]))
    text += f": {said}" if said else ""
    return " ".join([f"{capital(text)}.", *assuming(assumed)])


def meaning(relation: str, verdict: Verdict, sides: Sequence[Quantity]) -> str:
    """Say what a verdict means for the two sides; nothing where their numbers say it."""
    if verdict.finding == "same":
        maxima = all(side.maximum for side in sides)
        return RESTATES.get(
            verdict.restates or "", "but two maxima may bound different things" if maxima else ""
        )
    if verdict.restates:
        return RESTATES[verdict.restates] + FEWER
    words = AT_MOST if relation == "at_most" else EQUALS
    return words[verdict.finding].format(depending(verdict.depends_on)) if verdict.finding else ""


def depending(readings: Sequence[str]) -> str:
    """Say on which readings a verdict depends: 'on the day', 'on a, on b and on c'."""
    return joined([DEPENDS[reading] for reading in readings])


def assuming(assumed: Sequence[str]) -> list[str]:
    """Say what a comparison assumes, in a sentence, if it assumes anything."""
    return [f"This assumes {joined([f'that {each}' for each in assumed])}."] if assumed else []


def apart(left: Fraction, right: Fraction, unit: str) -> str:
    """Say how far two numbers are apart, in percent of the larger; shares in points as well."""
    if left == right:
        return "the same number"
    percent = size_in_words(left, right)
    if unit == "percent":
        gap = abs(left - right)
        points = "less than 0.1" if gap < SMALLEST else number(rough(gap), "").strip()
        return f"{points} percentage points apart, {percent} of the larger"
    return f"{percent} apart"


def size_in_words(left: Fraction, right: Fraction) -> str:
    """Write how far two numbers are apart, in percent of the larger."""
    size = size_of(left, right)
    return "less than 0.1%" if size < SMALLEST else number(rough(size), "percent")


def rough(size: Fraction) -> Fraction:
    """Round a size to two digits: to the unit from ten on, else to a tenth."""
    return Fraction(round(size)) if size >= TEN else Fraction(round(size, 1))


def size_of(left: Fraction, right: Fraction) -> Fraction:
    """Return a difference in percent of the larger number."""
    larger = max(abs(left), abs(right))
    return 100 * abs(left - right) / larger if larger else Fraction(0)


def capital(text: str) -> str:
    """Begin a text with a capital."""
    return f"{text[0].upper()}{text[1:]}"


def joined(words: Sequence[str]) -> str:
    """Join words: 'a, b and c'."""
    *others, last = words or [""]
    return f"{', '.join(others)} and {last}" if others else last


def in_words(number: int) -> str:
    """Write a small number as a word."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return words[number] if number < len(words) else str(number)


def decimals(quantity: Quantity) -> int:
    """Count the decimals of a share that say anything beside its interval: two at most."""
    ends = [end for end in (quantity.low, quantity.high) if end is not None]
    reach = max((abs(end - quantity.value) for end in ends), default=Fraction(0))
    return sum(reach < limit for limit in (1, SMALLEST))


def amount(quantity: Quantity, unit: str, places: int = DECIMALS) -> str:
    """Describe a number and the interval of what would be printed this way."""
    low, high = (
        None if end is None else number(end, unit, places) for end in (quantity.low, quantity.high)
    )
    printed = "a maximum of " * quantity.maximum + number(quantity.value, unit, places)
    if low is None:
        return f"{printed} ({'no low end' if high is None else f'up to {high}'})"
    if high is None:
        return f"{printed} ({low} and more)"
    return printed if low == high else f"{printed} ({low} to {high})"


def number(value: Fraction, unit: str, places: int = DECIMALS) -> str:
    """Format a number for people: thousands apart, two decimals at most, its unit."""
    digits = f"{float(round(value, places)):,.{places}f}"
    digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return SIGNS.get(unit, f"{{}} {unit}").format(digits)


def period_in_words(period: str) -> str:
    """'1943-01/1943-03' -> 'January to March 1943', '1945-05/..' -> 'from May 1945'.

    >>> period_in_words("1942-Q3/1942-Q4")
    'the third to the fourth quarter of 1942'

    """
    first, slash, last = period.partition("/")
    if not slash:
        return date_in_words(first)
    if first in NO_DATE:
        return f"until {date_in_words(last)}"
    if last in NO_DATE:
        return f"from {date_in_words(first)}"
    begin, end = date_in_words(first), date_in_words(last)
    shared = f" {last[:4]}" if "-" in last else ""
    shared = f" quarter of{shared}" if "-Q" in last else shared
    return f"{begin.removesuffix(shared)} to {end}"


NO_DATE = ("..", "")
"""How EDTF writes the open and the unknown end of an interval."""


def date_in_words(when: str) -> str:
    """'1945' -> '1945', '1945-Q2' -> 'the second quarter of 1945', '1945-05' -> 'May 1945'."""
    year, *rest = when.split("-")
    if rest and rest[0].startswith("Q"):
        return f"the {ORDINALS[int(rest[0][1:]) - 1]} quarter of {year}"
    month = [month_name[int(rest[0])]] if rest else []
    day = [str(int(number)) for number in rest[1:]]
    return " ".join([*day, *month, year])
