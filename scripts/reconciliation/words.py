"""Put a comparison or a period into words, built from the numbers."""

from __future__ import annotations

from calendar import month_name
from fractions import Fraction

from transcription.definition import Check

from .expression import Quantity

SIGNS = {"persons": "{}", "percent": "{}%", "ratio": "×{}"}
"""How a number is written with its unit; another unit follows it as a word."""

SAID = {
    "agrees": "the same as printed",
    "agrees_when_rounded": "they may be the same, rounded as they are printed",
    "conflicts": "no rounding explains the difference",
    "not_comparable": "the two sides count different things",
}
AT_MOST = SAID | {
    "agrees": "it does not, as printed",
    "agrees_when_rounded": "it need not, rounded as they are printed",
    "conflicts": "it lies above, whatever the rounding",
}


ONE_MAXIMUM = "they may be the same: one is a maximum, and whatever lies below it meets it"
TWO_MAXIMA = {
    "agrees": "the same as printed; but these are two maxima, and what they bound may differ",
    "agrees_when_rounded": "nothing can be said: both are maxima, and any two of them meet",
}


def summary(check: Check, finding: str, truncation: bool, left: Quantity, right: Quantity) -> str:
    """Put a finding into a sentence: both sides with their ranges, and what holds of them."""
    against = "against" if check.relation == "equals" else "should not exceed"
    cut = "; but one looks like the other, cut off instead of rounded" if truncation else ""
    sides = f"{amount(left, check.unit)} {against} {amount(right, check.unit)}"
    sides = sides[0].upper() + sides[1:]
    return f"{sides}: {said(check, finding, left.maximum + right.maximum)}{cut}."


def said(check: Check, finding: str, maxima: int) -> str:
    """Say what a finding means for the two sides, so many of which are maxima."""
    if check.relation == "at_most":
        return AT_MOST[finding]
    if maxima == 1 and finding == "agrees_when_rounded":
        return ONE_MAXIMUM
    return (SAID | TWO_MAXIMA if maxima > 1 else SAID)[finding]


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
    first, _, last = period.partition("/")
    if not last:
        return date_in_words(first)
    if OPEN in (first, last):
        return f"until {date_in_words(last)}" if first == OPEN else f"from {date_in_words(first)}"
    begin, end = date_in_words(first), date_in_words(last)
    shared = f" {last[:4]}" if "-" in last else ""
    return f"{begin.removesuffix(shared)} to {end}"


OPEN = ".."


def date_in_words(when: str) -> str:
    """'1945' -> '1945', '1945-05' -> 'May 1945', '1945-05-08' -> '8 May 1945'."""
    year, *rest = when.split("-")
    if rest and rest[0].startswith("Q"):
        return f"quarter {rest[0][1:]} of {year}"
    month = [month_name[int(rest[0])]] if rest else []
    day = [str(int(number)) for number in rest[1:]]
    return " ".join([*day, *month, year])
