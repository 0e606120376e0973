"""A comparison -> the sentence in which a person reads its finding, built from the numbers."""

from __future__ import annotations

from fractions import Fraction

from transcription.definition import Check

from .expression import Quantity

SAID = {
    "agrees": "the same as printed",
    "agrees_when_rounded": "they may be the same, rounded as they are printed",
    "conflicts": "no rounding explains the difference",
    "not_comparable": "the two sides count different things",
}
AT_MOST = SAID | {
    "agrees": "it stays below, as printed",
    "agrees_when_rounded": "it may stay below, rounded as they are printed",
    "conflicts": "it lies above, whatever the rounding",
}


def summary(check: Check, finding: str, truncation: bool, left: Quantity, right: Quantity) -> str:
    """A finding in a sentence: both sides with what they may mean, and what holds of them."""
    against, said = (
        ("against", SAID) if check.relation == "equals" else ("should not exceed", AT_MOST)
    )
    cut = "; but one looks like the other, cut off instead of rounded" if truncation else ""
    sides = f"{amount(left, check.unit)} {against} {amount(right, check.unit)}"
    return f"{sides}: {said[finding]}{cut}."


def amount(quantity: Quantity, unit: str) -> str:
    """A number, and the interval that it may mean."""
    low, high = min(quantity.ends), max(quantity.ends)
    printed = number(quantity.value, unit)
    return printed if low == high else f"{printed} ({number(low, unit)} to {number(high, unit)})"


def number(value: Fraction, unit: str) -> str:
    """A number as people read it."""
    text = f"{float(round(value, 2)):,.2f}".rstrip("0").rstrip(".")
    return {"percent": f"{text}%", "ratio": f"×{text}"}.get(unit, text)
